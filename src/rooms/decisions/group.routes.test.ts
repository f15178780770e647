import { afterAll, beforeAll, expect, test } from "vitest";
import { asId, type ProcessId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Viewer } from "#kernel/viewer.ts";
import { readCorpusFilter } from "#rooms/corpus";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { draftDecisionFor } from "./draft-for.actions.ts";
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

async function contributions(count: number, body: string): Promise<readonly { id: string; number: number }[]> {
  return await house.sql<{ id: string; number: number }[]>`
    insert into contributions.contribution (
      process_id, phase_id, kind, edition_id, passage_id, body, channel, receipt_hash, state, published_at
    )
    select ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)}, ${body}, 'online',
      sha256(gen_random_uuid()::text::bytea), 'published', now()
    from generate_series(1, ${count}::int)
    returning id, number
  `;
}

async function decide(browser: Browser, query: Readonly<Record<string, string | number>>): Promise<number> {
  await browser.get(urls.teamDecisionNew("fr", { demarche: "essai", tout: "on", ...query }));
  await browser.submit({ ...WORDS, act: "save" });
  expect(browser.status).toBe(200);
  return Number(/decisions\/(\d+)$/.exec(browser.path)?.[1]);
}

async function basisOf(number: number) {
  return await house.sql<{ kind: string; words: string; count: number }[]>`
    select basis.kind, basis.words, basis.count
    from decisions.basis
    join decisions.decision on decision.id = basis.decision_id
    where decision.number = ${number}
  `;
}

test("a theme and a campaign choose a group; the basis says so, and keeps what is not public for the team", async () => {
  const editor = await house.as("editor");
  const [one, two, three] = await contributions(3, "Un avis");
  const [theme] = await house.sql<{ id: string }[]>`
    insert into themes.theme (process_id, code, name, definition, position)
    values (${ESSAI.processId}, 'delais', 'Nom du thème pas encore signé', 'Ce qui parle de dates', 1)
    returning id
  `;
  await house.sql`
    insert into themes.code (contribution_id, theme_id, origin, made_by, acting_role)
    values (${one?.id ?? ""}, ${theme?.id ?? ""}, 'person', ${editor.personId}, 'editor')
  `;
  const byTheme = await decide(editor, { theme: "delais" });
  const [basis] = await basisOf(byTheme);
  expect(basis).toMatchObject({ kind: "theme", count: 1 });
  expect(basis?.words).not.toContain("pas encore signé");
  expect(editor.html).toContain("Nom du thème pas encore signé");

  // the text shown first is a member: both are written at once
  const campaign = await house.sql.begin(async (tx) => {
    const [row] = await tx<{ id: string; number: number }[]>`
      insert into campaigns.campaign (
        process_id, name, kind, state, confirmed_at, kept_contribution_id, made_by, acting_role
      )
      values (
        ${ESSAI.processId}, 'Lettre commune', 'campaign', 'confirmed', now(), ${two?.id ?? ""}, ${editor.personId}, 'editor'
      )
      returning id, number
    `;
    await tx`
      insert into campaigns.member (campaign_id, contribution_id, similarity, state, made_by, acting_role)
      select ${row?.id ?? ""}, id, 1, 'in', ${editor.personId}, 'editor'
      from contributions.contribution
      where id in (${two?.id ?? ""}, ${three?.id ?? ""})
    `;
    return row;
  });
  const byCampaign = await decide(editor, { campagne: campaign?.number ?? 0 });
  expect(await basisOf(byCampaign)).toMatchObject([{ kind: "campaign", count: 2 }]);
  expect((await basisOf(byCampaign))[0]?.words).toContain("Lettre commune");
});

test("who read what chooses a group for the team and is never told to the public", async () => {
  const editor = await house.as("editor");
  const [one] = await contributions(1, "lecture discrète");
  await house.sql`insert into reading.mark (person_id, contribution_id) values (${editor.personId}, ${one?.id ?? ""})`;
  const number = await decide(editor, { q: "lecture discrète", lecture: "lu" });
  const [basis] = await basisOf(number);
  const [batch] = await house.sql<{ words: string }[]>`
    select words from decisions.batch join decisions.decision on decision.id = batch.decision_id where number = ${number}
  `;
  expect(batch?.words.length).toBeGreaterThan(basis?.words.length ?? 0);
  expect(basis?.words).toContain("lecture discrète");
});

test("as many contributions, but not the same: nothing is decided unseen", async () => {
  const editor = await house.as("editor");
  const [gone] = await contributions(2, "groupe mouvant");
  await editor.get(urls.teamDecisionNew("fr", { demarche: "essai", q: "groupe mouvant", tout: "on" }));
  await contributions(1, "groupe mouvant");
  const other = await house.as("analyst");
  await other.get(urls.teamDecisionNew("fr", { demarche: "essai", contribution: gone?.number ?? 0 }));
  await other.submit({ ...WORDS, act: "save" });
  await editor.submit({ ...WORDS, act: "save" });
  expect(editor.status).toBe(409);
  expect(editor.html).toContain("mais pas les mêmes");
});

test("another room starts a decision for a filter by the door", async () => {
  const editor = await house.as("editor");
  await contributions(4, "par la porte");
  const processId = asId<ProcessId>(ESSAI.processId);
  const filter = readCorpusFilter((name) => (name === "q" ? "par la porte" : ""), processId, editor.personId);
  if ("fault" in filter) throw new Error(filter.fault);
  const viewer: Viewer = {
    personId: editor.personId,
    displayName: "Une éditrice",
    email: "editrice@jalon.test",
    roles: [{ role: "editor", territory: null }],
    circles: [],
  };
  const actor = { sql: house.sql, viewer, visitorKey: null, addressKey: "" };
  const number = await draftDecisionFor(actor, filter, { ...WORDS, addressedTo: null });
  expect(await basisOf(number)).toMatchObject([{ kind: "filter", count: 4 }]);
});
