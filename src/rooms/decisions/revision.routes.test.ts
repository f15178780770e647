import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { decisionsInvariants } from "./invariants.queries.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  for (const { id, check } of decisionsInvariants) {
    expect({ id, broken: await check(house.sql) }).toEqual({ id, broken: [] });
  }
  await house.close();
});

const WORDS = { verdict: "declined", addressedTo: "", reason: "Le motif est clair.", answer: "La réponse est claire." };
const page = (number: number, etape?: string) => urls.teamDecision("fr", { decision: number }, { etape });

async function contribution(given: { readonly body?: string; readonly kind?: string; readonly passage?: number } = {}) {
  const { body = "Un avis", kind = "comment", passage = 1 } = given;
  const [row] = await house.sql<{ number: number }[]>`
    insert into contributions.contribution (
      process_id, phase_id, kind, edition_id, passage_id, body, about_text, proposed_text, channel, receipt_hash, state,
      published_at
    )
    select ${ESSAI.processId}, ${ESSAI.consultationId}, ${kind}, ${ESSAI.editionId}, passage_id, ${body}, text,
      ${kind === "amendment" ? "Une autre rédaction." : null}, 'online', sha256(gen_random_uuid()::text::bytea), 'published', now()
    from documents.edition_passage
    where edition_id = ${ESSAI.editionId}
      and passage_id = ${ESSAI.passageId(passage)}
    returning number
  `;
  return row?.number ?? 0;
}

const numberIn = (browser: Browser) => Number(/decisions\/(\d+)/.exec(browser.path)?.[1]);

async function draft(browser: Browser, query: Readonly<Record<string, string | number>>): Promise<number> {
  await browser.get(urls.teamDecisionNew("fr", { demarche: "essai", ...query }));
  await browser.submit({ ...WORDS, act: "save" });
  expect(browser.status).toBe(200);
  return numberIn(browser);
}

async function publish(browser: Browser, number: number) {
  await browser.get(urls.teamDecisions("fr", { demarche: "essai", etat: "brouillons" }));
  await browser.submit({ act: "publish", decisions: String(number), demarche: "essai" }, urls.teamDecisions("fr"));
}

test("some contributions are decided again, with a public reason; the old decision stays in force for the others", async () => {
  const editor = await house.as("editor");
  const [one, two, three] = [
    await contribution({ body: "groupe premier" }),
    await contribution({ body: "groupe premier" }),
    await contribution({ body: "groupe premier" }),
  ];
  const old = await draft(editor, { q: "groupe premier", tout: "on" });
  await publish(editor, old);

  await editor.get(page(old, "reviser"));
  await editor.submit({ revisionReason: "…", scope: "part", numbers: String(two) }, page(old));
  expect(editor.status).toBe(422);
  expect(editor.html).toContain("pourquoi la décision est révisée");
  await editor.submit({ revisionReason: "Une étude est parue.", scope: "part", numbers: "999999" }, page(old));
  expect(editor.status).toBe(422);
  expect(editor.html).toContain("Une étude est parue.");
  expect(editor.html).toContain("Aucun de ces numéros");
  await editor.submit({ revisionReason: "Une étude est parue.", scope: "part", numbers: String(two) }, page(old));
  const made = numberIn(editor);
  expect(made).not.toBe(old);
  await editor.submit(
    {
      ...WORDS,
      verdict: "accepted",
      reason: "L’étude le montre.",
      revisionReason: "Une étude nouvelle est parue.",
      act: "save",
    },
    page(made),
  );
  await publish(editor, made);

  const visitor = house.visitor();
  await visitor.get(urls.decision("fr", { number: old }));
  expect(visitor.html).toContain("Celle-ci reste en vigueur pour les autres.");
  expect(visitor.html).toContain(
    `Révisée par la décision n°\u00a0${made} pour 1\u00a0contribution`.replace("1\u00a0", "1 "),
  );
  expect(visitor.html).toContain(`Reprise par la décision n°\u00a0${made}`);
  expect(visitor.html).toContain("Une étude nouvelle est parue.");
  await visitor.get(urls.contribution("fr", { number: two }));
  expect(visitor.html).toContain(urls.decision("fr", { number: old }));
  expect(visitor.html).toContain(urls.decision("fr", { number: made }));

  const kinds = await house.sql<{ kind: string; reason: string; left: number }[]>`
    select kind, payload ->> 'reason' as reason, (payload ->> 'left')::int as left
    from journal.entry
    where payload ->> 'by' = ${String(made)}
  `;
  expect(kinds).toEqual([{ kind: "decision.revised", reason: "Une étude nouvelle est parue.", left: 2 }]);

  // the rest follows later: the old decision holds nothing any more
  await editor.get(page(old, "reviser"));
  await editor.submit({ revisionReason: "La même étude vaut ici.", scope: "all", numbers: "" }, page(old));
  const rest = numberIn(editor);
  await publish(editor, rest);
  const rows = await house.sql<{ number: number; state: string; held: number }[]>`
    select decision.number, decision.state, count(*) filter (where covering.is_in_force) as held
    from decisions.decision
    join decisions.covering on covering.decision_id = decision.id
    where decision.number in (${old}, ${made}, ${rest})
    group by decision.number, decision.state
    order by decision.number
  `;
  expect(rows).toEqual([
    { number: old, state: "replaced", held: 0 },
    { number: made, state: "published", held: 1 },
    { number: rest, state: "published", held: 2 },
  ]);
  expect([one, three]).toHaveLength(2);
});

test("what changed since the page was opened is said, nothing typed is lost, and the choice stays with the person", async () => {
  const editor = await house.as("editor");
  await contribution({ body: "groupe second" });
  await contribution({ body: "groupe second" });
  await editor.get(urls.teamDecisionNew("fr", { demarche: "essai", q: "groupe second", tout: "on" }));
  await contribution({ body: "groupe second" });
  await editor.submit({ ...WORDS, reason: "Un motif gardé", act: "save" });
  expect(editor.status).toBe(409);
  expect(editor.html).toContain("1 contribution de plus");
  expect(editor.html).toContain("Un motif gardé");
  await editor.submit({ ...WORDS, act: "check" });
  expect(editor.status).toBe(200);
  await editor.submit({ ...WORDS, act: "save" });
  expect(editor.html).toContain("3 contributions");
  expect(editor.html).toContain("Par un filtre");
  const number = numberIn(editor);
  await publish(editor, number);
  const visitor = house.visitor();
  await visitor.get(urls.decision("fr", { number }));
  expect(visitor.html).toContain("Sur quoi ce groupe a été choisi");
  expect(visitor.html).toContain("groupe second");
});

test("a claim chooses a group and stays tied to its decision; others are tied by hand", async () => {
  const editor = await house.as("editor");
  const number = await contribution({ body: "sous constat" });
  const claims = await house.sql<{ id: string; number: number }[]>`
    insert into synthesis.claim (process_id, position, kind, text, acting_role)
    values
      (${ESSAI.processId}, 1, 'claim', 'Beaucoup attendent une date.', 'editor'),
      (${ESSAI.processId}, 2, 'claim', 'Certains demandent un bilan.', 'editor')
    returning id, number
  `;
  await house.sql`
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, acting_role)
    select ${claims[0]?.id ?? ""}, id, 'supports', 'editor' from contributions.contribution where number = ${number}
  `;
  const made = await draft(editor, { constat: claims[0]?.number ?? 0 });
  expect(editor.html).toContain("Par un constat");
  expect(editor.html).toContain("Beaucoup attendent une date.");
  await editor.submit({ act: "link", claim: "987654" }, page(made));
  expect(editor.status).toBe(422);
  await editor.submit({ act: "link", claim: String(claims[1]?.number) }, page(made));
  expect(editor.html).toContain("Certains demandent un bilan.");
  await editor.submit({ act: "unlink", claim: String(claims[0]?.number) }, page(made));
  const links = await house.sql<{ number: number; origin: string; removed: boolean }[]>`
    select claim.number, decision_claim.origin, decision_claim.removed_at is not null as removed
    from decisions.decision_claim
    join synthesis.claim on claim.id = decision_claim.claim_id
    order by claim.number
  `;
  expect(links).toEqual([
    { number: claims[0]?.number, origin: "basis", removed: true },
    { number: claims[1]?.number, origin: "person", removed: false },
  ]);
});

test("one amendment alone is its own basis", async () => {
  const editor = await house.as("editor");
  const number = await contribution({ kind: "amendment", body: "Plus clair" });
  await draft(editor, { contribution: number });
  expect(editor.html).toContain("Pour une autre rédaction");
});

test("a template fills what is known, and what it leaves open stops the form", async () => {
  const editor = await house.as("editor");
  await editor.get(urls.teamTemplates("fr", { etape: "nouveau" }));
  await editor.submit({
    title: "Déjà prévu",
    process: "",
    verdict: "already_covered",
    reason: "",
    answer: "",
    act: "save",
  });
  expect(editor.status).toBe(422);
  await editor.submit({
    title: "Déjà prévu",
    process: "essai",
    verdict: "already_covered",
    reason: "Le passage {{passage}} le prévoit depuis {{date}}.",
    answer: "Décision {{décision}} : c’est prévu, {{nombre}} avis le demandent.",
    act: "save",
  });
  expect(editor.html).toContain("Déjà prévu");
  expect(editor.html).toContain("jamais utilisé");
  const [template] = await house.sql<{ id: string }[]>`select id from decisions.template`;
  const number = await contribution({ passage: 2 });
  await editor.get(urls.teamDecisionNew("fr", { demarche: "essai", contribution: number }));
  const filled = { verdict: "already_covered", reason: "Le passage A1-a.2 le prévoit depuis {{date}}.", answer: "" };
  await editor.submit({ ...WORDS, template: template?.id ?? "", act: "template" });
  expect(editor.html).toContain(filled.reason);
  expect(editor.html).toContain("1 avis le demandent");
  const answer = "Décision {{décision}} : c’est prévu.";
  await editor.submit({ ...filled, answer, template: template?.id ?? "", act: "check" });
  expect(editor.status).toBe(422);
  expect(editor.html).toContain("entre doubles accolades");
  const reason = "Le passage A1-a.2 le prévoit depuis 2022.";
  await editor.submit({ ...filled, reason, answer, template: template?.id ?? "", act: "check" });
  await editor.submit({ act: "save" });
  expect(editor.html).toContain(
    `Décision ${numberIn(editor)} : c’est prévu.`.replace(" :", "\u00a0:").replace("\u00a0:", " :"),
  );

  const other = await house.as("analyst");
  const at = urls.teamTemplate("fr", { template: template?.id ?? "" });
  await editor.get(at);
  await other.get(at);
  expect(other.html).toContain("1 décision est partie de ce modèle");
  const words = { title: "Prévu", process: "", verdict: "", reason: "Version de l’un", answer: "", act: "save" };
  await editor.submit(words, at);
  await other.submit({ ...words, reason: "Version de l’autre" }, at);
  expect(other.status).toBe(409);
  expect(other.html).toContain("Version de l’un");
  expect(other.html).toContain("Version de l’autre");
  await editor.get(at);
  await editor.submit({ act: "retire" }, at);
  expect(editor.html).toContain("Retiré");
});
