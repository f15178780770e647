import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { decisionsInvariants } from "./invariants.queries.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const HOSTILE = `<script>alert("x")</script> & l’idée`;
type Given = { readonly body?: string; readonly email?: string; readonly language?: string; readonly passage?: number };

/** A published contribution on a passage of the fixture; its number. */
async function published({
  body = "Il faut agir vite.",
  email,
  language = "fr",
  passage = 1,
}: Given = {}): Promise<number> {
  const [row] = await house.sql<{ id: string; number: number }[]>`
    insert into contributions.contribution (
      process_id, phase_id, kind, edition_id, passage_id, body, channel, receipt_hash, state, published_at
    )
    values (
      ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(passage)}, ${body},
      'online', sha256(gen_random_uuid()::text::bytea), 'published', now()
    )
    returning id, number
  `;
  if (!row) throw new Error("not inserted");
  if (email) {
    await house.sql`
      insert into contributions.contact (contribution_id, email, language) values (${row.id}, ${email}, ${language})
    `;
  }
  return row.number;
}

const words = {
  verdict: "accepted",
  addressedTo: "",
  reason: "Le motif est clair.",
  answer: "Le texte sera précisé.",
};

/** Through the pages: choose, write, check, save. Gives the number of the draft. */
async function draft(browser: Browser, numbers: readonly number[], given: Partial<typeof words> = {}): Promise<number> {
  await browser.get(
    `${urls.teamDecisionNew("fr", { demarche: "essai" })}&${numbers.map((n) => `contribution=${n}`).join("&")}`,
  );
  expect(browser.status).toBe(200);
  await browser.submit({ ...words, ...given, act: "check" });
  expect(browser.html).toContain("Vérifier la décision");
  await browser.submit({ ...words, ...given, act: "save" });
  expect(browser.status).toBe(200);
  return Number(/decisions\/(\d+)$/.exec(browser.path)?.[1]);
}

async function publish(browser: Browser, number: number): Promise<void> {
  await browser.get(urls.teamDecision("fr", { decision: number }));
  await browser.submit({}, urls.teamDecisions("fr"));
  expect(browser.html).toContain("Publier 1 décision");
  await browser.submit({ act: "publish" });
}

const inForce = async (number: number) => {
  const rows = await house.sql<{ decision: number; state: string }[]>`
    select decision.number as decision, decision.state
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    join contributions.contribution on contribution.id = covering.contribution_id
    where contribution.number = ${number}
      and covering.is_in_force
  `;
  return rows;
};

describe("deciding", () => {
  test("one decision for several contributions, from the list to the public page, with one mail an address", async () => {
    const editor = await house.as("editor");
    const numbers = [
      await published({ body: `${HOSTILE} première`, email: "ana@exemple.fr" }),
      await published({ body: "Deuxième avis", email: "ana@exemple.fr" }),
      await published({ body: "Third view", email: "bob@example.org", language: "en" }),
    ];
    await editor.get(urls.teamDecisions("fr", { demarche: "essai" }));
    expect(editor.html).toContain("Deuxième avis");
    expect(editor.html).not.toContain("<script>alert");
    const number = await draft(editor, numbers, { reason: HOSTILE });
    expect(editor.html).toContain("3 contributions");

    const visitor = house.visitor();
    await visitor.get(urls.decision("fr", { number }));
    expect(visitor.status).toBe(404);

    await publish(editor, number);
    await editor.get(urls.teamDecisions("fr", { etat: "publiees" }));
    expect(editor.html).toContain(`Décision n°\u00a0${number}`);

    await visitor.get(urls.decision("fr", { number }));
    expect(visitor.status).toBe(200);
    expect(visitor.html).toContain("Deuxième avis");
    expect(visitor.html).toContain("Le texte sera précisé.");
    expect(visitor.html).not.toContain("<script>alert");
    await visitor.get(urls.processDecisions("fr", { process: "essai" }, { verdict: "accepted" }));
    expect(visitor.html).toContain("Acceptée");
    await visitor.get(urls.processDecisions("en", { process: "essai" }, { verdict: "declined" }));
    expect(visitor.html).toContain("No published decision");

    const mails = await house.sql<{ to: string; subject: string; text: string; language: string }[]>`
      select to_address as to, subject, text_body as text, language from notices.mail where purpose = 'answer' order by 1
    `;
    expect(mails.map(({ to }) => to)).toEqual(["ana@exemple.fr", "bob@example.org"]);
    expect(mails[0]?.subject).toContain("vos 2 contributions");
    expect(mails[0]?.text).toContain("Deuxième avis");
    expect(mails[0]?.text).toContain(`http://jalon.test${urls.contribution("fr", { number: numbers[0] ?? 0 })}`);
    expect(mails[1]?.language).toBe("en");
    expect(mails[1]?.text).toContain("Here is what happened to your contribution");
    expect(mails[1]?.text).toContain("Le texte sera précisé.");

    const [entry] = await house.sql<{ payload: { number: number; contributions: number } }[]>`
      select payload from journal.entry where kind = 'decision.published'
    `;
    expect(entry?.payload).toMatchObject({ number, contributions: 3 });
  });

  test("a verdict without a reason is refused, and nothing typed is lost", async () => {
    const analyst = await house.as("analyst");
    const one = await published();
    await analyst.get(urls.teamDecisionNew("fr", { demarche: "essai", contribution: one }));
    await analyst.submit({
      verdict: "other_body",
      addressedTo: "",
      reason: " ",
      answer: "Réponse gardée",
      act: "check",
    });
    expect(analyst.status).toBe(422);
    expect(analyst.html).toContain("Erreur");
    expect(analyst.html).toContain("Écrivez le motif");
    expect(analyst.html).toContain("Nommez l’organisme");
    expect(analyst.html).toContain("Réponse gardée");
  });

  test("all that a filter finds is chosen exactly, and only that", async () => {
    const editor = await house.as("editor");
    const found = [
      await published({ body: "un canard jaune", passage: 4 }),
      await published({ body: "des canards", passage: 5 }),
    ];
    await published({ body: "un cygne", passage: 4 });
    await editor.get(urls.teamDecisionNew("fr", { demarche: "essai", q: "canard", tout: "on" }));
    expect(editor.html).toContain("2 contributions");
    await editor.submit({ ...words, act: "check" });
    await editor.submit({ ...words, act: "save" });
    const number = Number(/decisions\/(\d+)$/.exec(editor.path)?.[1]);
    for (const one of found) expect(await inForce(one)).toEqual([{ decision: number, state: "draft" }]);
    await editor.get(urls.teamDecision("fr", { decision: number }, { etape: "supprimer" }));
    await editor.submit({ act: "discard" });
    await editor.get(urls.teamDecisions("fr", { demarche: "essai", element: "A2-a" }));
    expect(editor.html).toContain("3 contributions sans décision");
    await editor.get(urls.teamDecisions("fr", { demarche: "essai", passage: "p5" }));
    expect(editor.html).toContain("1 contribution sans décision");
    await editor.get(urls.teamDecisions("fr", { demarche: "essai", passage: "A2-a.2" }));
    expect(editor.html).toContain("1 contribution sans décision");
  });

  test("the same form sent twice makes one draft", async () => {
    const editor = await house.as("editor");
    const one = await published();
    await editor.get(urls.teamDecisionNew("fr", { demarche: "essai", contribution: one }));
    await editor.submit({ ...words, act: "check" });
    const check = editor.html;
    await editor.submit({ act: "save" });
    const first = editor.path;
    editor.html = check;
    await editor.submit({ act: "save" }, urls.teamDecisionNew("fr"));
    expect(editor.path).toBe(first);
  });
});

describe("two people at once", () => {
  test("the second decider is told which contributions are taken, and keeps every word", async () => {
    const [first, second] = [await house.as("editor"), await house.as("analyst")];
    const [one, two] = [await published(), await published()];
    await second.get(`${urls.teamDecisionNew("fr", { demarche: "essai" })}&contribution=${one}&contribution=${two}`);
    await second.submit({ ...words, reason: "Le motif du second", act: "check" });
    const number = await draft(first, [one]);
    await second.submit({ act: "save" });
    expect(second.status).toBe(409);
    expect(second.html).toContain(`contribution n°\u00a0${one} est déjà couverte par la décision n°\u00a0${number}`);
    expect(second.html).toContain("Le motif du second");
    await second.submit({ ...words, reason: "Le motif du second", act: "save" });
    expect(second.status).toBe(200);
    expect(await inForce(two)).toHaveLength(1);
    expect(await inForce(one)).toEqual([{ decision: number, state: "draft" }]);
  });

  test("forty deciders on the same contributions at the same moment leave one decision in force", async () => {
    const editor = await house.as("editor");
    const numbers = await Promise.all(Array.from({ length: 5 }, () => published()));
    await editor.get(
      `${urls.teamDecisionNew("fr", { demarche: "essai" })}&${numbers.map((n) => `contribution=${n}`).join("&")}`,
    );
    const csrf = /name="csrf" value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
    const process = ESSAI.processId;
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => {
        const fields = {
          ...words,
          csrf,
          process,
          id: crypto.randomUUID(),
          contributions: numbers.join("."),
          act: "save",
        };
        const headers = { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" };
        return editor.request(urls.teamDecisionNew("fr"), {
          method: "POST",
          body: new URLSearchParams(fields),
          headers,
        });
      }),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(39);
    for (const number of numbers) expect(await inForce(number)).toHaveLength(1);
  });

  test("who saves over a newer draft sees both texts", async () => {
    const [first, second] = [await house.as("editor"), await house.as("analyst")];
    const number = await draft(first, [await published()]);
    const edit = urls.teamDecision("fr", { decision: number }, { etape: "modifier" });
    await first.get(edit);
    await second.get(edit);
    const here = urls.teamDecision("fr", { decision: number });
    await first.submit({ ...words, reason: "Version du premier", act: "save" }, here);
    await second.submit({ ...words, reason: "Version du second", act: "save" }, here);
    expect(second.status).toBe(409);
    expect(second.html).toContain("Version du premier");
    expect(second.html).toContain("Version du second");
    await second.submit({ ...words, reason: "Version du second", act: "save" }, here);
    expect(second.status).toBe(200);
    expect(second.html).toContain("Version du second");
  });
});

describe("replacing", () => {
  test("the old decision stays readable, the new one is in force, never two", async () => {
    const editor = await house.as("editor");
    const one = await published();
    const old = await draft(editor, [one]);
    await publish(editor, old);
    await editor.get(urls.teamDecision("fr", { decision: old }, { etape: "reviser" }));
    await editor.submit(
      { revisionReason: "Un avis nouveau est arrivé.", scope: "all" },
      urls.teamDecision("fr", { decision: old }),
    );
    const made = Number(/decisions\/(\d+)\?/.exec(editor.path)?.[1]);
    expect(await inForce(one)).toEqual([{ decision: old, state: "published" }]);
    await editor.submit(
      { ...words, verdict: "declined", reason: "Après réexamen", act: "save" },
      urls.teamDecision("fr", { decision: made }),
    );
    await publish(editor, made);
    expect(await inForce(one)).toEqual([{ decision: made, state: "published" }]);
    const visitor = house.visitor();
    await visitor.get(urls.decision("fr", { number: old }));
    expect(visitor.html).toContain(`Révisée par la décision n°\u00a0${made}`);
    expect(visitor.html).toContain("Un avis nouveau est arrivé.");
    expect(visitor.html).toContain("Le motif est clair.");
    await visitor.get(urls.decision("fr", { number: made }));
    expect(visitor.html).toContain(`Révise la décision n°\u00a0${old}`);
    const kinds = await house.sql<
      { kind: string }[]
    >`select kind from journal.entry where payload ->> 'by' = ${String(made)}`;
    expect(kinds.map(({ kind }) => kind)).toEqual(["decision.replaced"]);
  });
});

describe("what the database refuses", () => {
  test("a published decision is neither edited nor deleted, and keeps its contributions", async () => {
    const editor = await house.as("editor");
    const one = await published();
    const number = await draft(editor, [one]);
    await publish(editor, number);
    const { sql } = house;
    await expect(sql`update decisions.decision set reason = 'x' where number = ${number}`).rejects.toThrow(
      /replaced, not edited/,
    );
    await expect(sql`delete from decisions.decision where number = ${number}`).rejects.toThrow();
    await expect(
      sql`delete from decisions.covering where decision_id = (select id from decisions.decision where number = ${number})`,
    ).rejects.toThrow(/keeps its contributions/);
    await expect(sql`
      insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
      values (${ESSAI.processId}, 'declined', ' ', 'x', 'editor')
    `).rejects.toThrow(/check constraint/);
    await expect(sql`
      insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
      values (${ESSAI.processId}, 'perhaps', 'x', 'x', 'editor')
    `).rejects.toThrow(/check constraint/);
  });

  test("every invariant holds after all this", async () => {
    for (const { id, check } of decisionsInvariants)
      expect({ id, broken: await check(house.sql) }).toEqual({ id, broken: [] });
  });
});

describe("who may", () => {
  test("drafting is for editors, analysts and administrators; publishing not for analysts", async () => {
    const desk = urls.teamDecisions("fr");
    for (const role of ["moderator", "facilitator", "participant"] as const) {
      const other = await house.as(role);
      await other.get(desk);
      expect(other.status, role).toBe(403);
    }
    const analyst = await house.as("analyst");
    await analyst.get(desk);
    expect(analyst.status).toBe(200);
    const number = await draft(analyst, [await published()]);
    expect(analyst.html).not.toContain("Publier cette décision");
    await analyst.get(urls.teamDecision("fr", { decision: number }, { etape: "modifier" }));
    await analyst.submit({ act: "publish", decisions: String(number), demarche: "essai" }, desk);
    expect(analyst.status).toBe(403);
    await analyst.get(urls.teamDecision("fr", { decision: number }, { etape: "supprimer" }));
    await analyst.submit({}, urls.teamDecision("fr", { decision: number }));
    expect(analyst.html).toContain("mis de côté");
  });
});
