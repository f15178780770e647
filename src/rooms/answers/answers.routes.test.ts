import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asId, type ContributionId, type DecisionId, type EditionId, type ProcessId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import { insertContributions } from "#rooms/contributions";
import { insertDecisions } from "#rooms/decisions";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const HOSTILE = `<img src=x onerror=alert(1)> ]]> & l’idée`;

type Sent = { readonly id: ContributionId; readonly number: number; readonly receiptCode: string };

/** Published contributions of guests, with their receipts. */
async function contributions(count: number, body = "Il faut agir."): Promise<readonly Sent[]> {
  return await house.sql.begin((tx) =>
    insertContributions(
      tx,
      Array.from({ length: count }, () => ({
        processId: asId<ProcessId>(ESSAI.processId),
        kind: "comment" as const,
        editionId: asId<EditionId>(ESSAI.editionId),
        body,
        channel: "online" as const,
        state: "published" as const,
        submittedAt: new Date("2026-01-20T10:00:00Z"),
        publishedAt: new Date("2026-01-20T11:00:00Z"),
      })),
    ),
  );
}

async function decide(ids: readonly ContributionId[], answer = "Le texte sera précisé."): Promise<number> {
  const rows = await house.sql.begin((tx) =>
    insertDecisions(tx, [
      {
        id: asId<DecisionId>(randomUUID()),
        processId: asId<ProcessId>(ESSAI.processId),
        verdict: "accepted",
        reason: "Le motif est clair.",
        answer,
        addressedTo: null,
        decidedBy: null,
        actingRole: "editor",
        decidedAt: new Date("2026-01-02T10:00:00Z"),
        publishedAt: new Date("2026-03-02T10:00:00Z"),
        contributionIds: ids,
      },
    ]),
  );
  return rows[0]?.number ?? 0;
}

const figures = urls.processAnswers("fr", { process: ESSAI.process });

test("an author says whether the answer answered, changes it, and is counted once", async () => {
  const [own] = await contributions(1);
  if (!own) throw new Error("not sent");
  const code = own.receiptCode;
  const author = house.visitor();
  await author.get(urls.receiptOpinion("fr", { code }));
  expect(author.status).toBe(404);
  await decide([own.id]);
  await author.get(urls.receipt("fr", { code }));
  expect(author.html).toContain(urls.receiptOpinion("fr", { code }));
  await author.get(urls.receiptOpinion("fr", { code }));
  expect(author.html).toContain("Le texte sera précisé.");
  await author.submit({ why: HOSTILE });
  expect(author.status).toBe(422);
  expect(author.html).toContain("Choisissez oui, en partie ou non");
  expect(author.html).toContain("&lt;img src=x");
  await author.submit({ value: "no", why: HOSTILE });
  expect(author.status).toBe(200);
  await author.get(urls.receiptOpinion("fr", { code }));
  expect(author.html).toMatch(/value="no"[^>]*checked/);
  await author.submit({ value: "partly", why: "Mieux ainsi." });
  const rows = await house.sql`select value, why from answers.opinion where contribution_id = ${own.id}`;
  expect(rows).toEqual([{ value: "partly", why: "Mieux ainsi." }]);
});

test("an answer that was replaced meanwhile is shown with what was typed, and nothing is counted", async () => {
  const [own] = await contributions(1);
  if (!own) throw new Error("not sent");
  const number = await decide([own.id]);
  const author = house.visitor();
  await author.get(urls.receiptOpinion("fr", { code: own.receiptCode }));
  for (const decision of ["", "zz", `0x${number.toString(16)}`, `${number}.0`, String(number + 1000)]) {
    await author.submit({ value: "yes", why: "Merci.", decision });
    expect(author.status).toBe(409);
  }
  expect(author.html).toContain("Une nouvelle réponse vient de remplacer");
  expect(author.html).toContain("Merci.");
  const rows = await house.sql`select from answers.opinion where contribution_id = ${own.id}`;
  expect(rows).toHaveLength(0);
});

test("another person’s receipt opens nothing, and a draft answers nobody", async () => {
  const stranger = house.visitor();
  await stranger.get(urls.receiptOpinion("fr", { code: "AAAAAAAAAAAA" }));
  expect(stranger.status).toBe(404);
  const [own] = await contributions(1);
  await expect(
    house.sql.begin(async (tx) => {
      const [draft] = await tx<{ id: string }[]>`
        insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
        values (${ESSAI.processId}, 'accepted', 'Motif.', 'Réponse.', 'editor')
        returning id
      `;
      await tx`
        insert into decisions.covering (decision_id, contribution_id, acting_role)
        values (${draft?.id ?? ""}, ${own?.id ?? ""}, 'editor')
      `;
      await tx`
        insert into answers.opinion (contribution_id, decision_id, value)
        values (${own?.id ?? ""}, ${draft?.id ?? ""}, 'yes')
      `;
    }),
  ).rejects.toThrow(/draft answers nobody/);
});

test("fewer than eleven opinions are not shown; from eleven on they are, and the figures add up", async () => {
  const sent = await contributions(12);
  const decision = await decide(sent.map(({ id }) => id));
  const before = await house.visitor().get(figures);
  expect(before).toMatch(/Moins de onze auteurs|Personne ne l’a encore dit/);
  for (const [index, { receiptCode }] of sent.entries()) {
    const author = house.visitor();
    await author.get(urls.receiptOpinion("fr", { code: receiptCode }));
    await author.submit({ value: index < 7 ? "yes" : "no", why: "" });
    expect(author.status).toBe(200);
  }
  const after = await house.visitor().get(figures);
  expect(after).not.toContain("Moins de onze auteurs");
  const [counted] = await house.sql<{ yes: number; no: number }[]>`
    select count(*) filter (where value = 'yes') as yes, count(*) filter (where value = 'no') as no from answers.opinion
  `;
  expect(counted).toEqual({ yes: 7, no: 5 });
  expect(after.replace(/<[^>]+>/g, " ")).toMatch(/Oui\s+7\s/);
  const rows = await house.sql`select decision, opinions, yes, no from open_data.answer_opinions`;
  expect(rows).toEqual([{ decision, opinions: 12, yes: 7, no: 5 }]);
});

test("words given with an opinion are for the team alone, and go with an erased contribution", async () => {
  const [own] = await contributions(1);
  if (!own) throw new Error("not sent");
  await decide([own.id]);
  const author = house.visitor();
  await author.get(urls.receiptOpinion("fr", { code: own.receiptCode }));
  await author.submit({ value: "no", why: "mots-pour-l-equipe" });
  const pages = [figures, urls.contribution("fr", { number: own.number }), urls.decisionsAtom("fr", ESSAI)];
  for (const page of pages) expect(await house.visitor().get(page)).not.toContain("mots-pour-l-equipe");
  const analyst = await house.as("analyst");
  await analyst.get(urls.teamAnswers("fr", { demarche: ESSAI.process, avis: "no" }));
  expect(analyst.html).toContain("mots-pour-l-equipe");
  await analyst.get(urls.team("fr"));
  expect(analyst.html).toContain("Réponses qui n’ont pas répondu");
  await house.sql`
    update contributions.contribution set state = 'erased', body = '…', title = null where id = ${own.id}
  `;
  const [row] = await house.sql`select why from answers.opinion where contribution_id = ${own.id}`;
  expect(row).toEqual({ why: null });
});

test("feeds hold every decision as well-formed XML, whatever people wrote", async () => {
  const sent = await contributions(1);
  await decide(
    sent.map(({ id }) => id),
    `${HOSTILE} \u0007\n\nDeuxième paragraphe`,
  );
  for (const page of [urls.decisionsAtom("fr", ESSAI), urls.decisionsRss("en", ESSAI)]) {
    const response = await house.fetch(page);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/(atom|rss)\+xml/);
    const text = await response.text();
    expect(text).toContain("&amp;lt;img src=x");
    expect(text).not.toContain("<img");
    expect(text).not.toContain("\u0007");
    expect(text.match(/<(entry|item)>/g)?.length).toBe(text.match(/<\/(entry|item)>/g)?.length);
    expect(text).toContain(`http://jalon.test${urls.decision(page.startsWith("/fr") ? "fr" : "en", { number: 1 })}`);
  }
});
