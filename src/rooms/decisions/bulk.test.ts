import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { decisionsInvariants } from "./invariants.queries.ts";

const SIZE = 10_000;
const WORDS = { verdict: "declined", addressedTo: "", reason: "Le motif est clair.", answer: "La réponse est claire." };

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
  await house.sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    // two words in overlapping parts: each of the deciders looks for one of them
    await tx`
      insert into contributions.contribution (
        process_id, phase_id, kind, edition_id, passage_id, body, channel, receipt_hash, state, published_at
      )
      select ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)},
        concat_ws(' ', 'Avis', n, case when n % 3 <> 0 then 'canard' end, case when n % 3 <> 1 then 'cygne' end),
        'online', sha256(n::text::bytea), 'published', now()
      from generate_series(1, ${SIZE}) as n
    `;
    await tx`
      insert into contributions.contact (contribution_id, email, language)
      select id, 'auteur' || number % 4000 || '@exemple.fr', 'fr'
      from contributions.contribution
    `;
  });
  await house.sql`analyze`;
}, 120_000);
afterAll(() => house.close());

/** The form of a new decision on all that a filter finds; what its hidden fields hold is what was looked at. */
async function openForm(browser: Browser, filter: Readonly<Record<string, string>>): Promise<number> {
  await browser.get(urls.teamDecisionNew("fr", { demarche: "essai", tout: "on", ...filter }));
  return Number(/name="seenCount" value="(\d+)"/.exec(browser.html)?.[1] ?? "0");
}

const covered = async () => {
  const [row] = await house.sql<{ links: number; contributions: number }[]>`
    select count(*) as links, count(distinct contribution_id) as contributions
    from decisions.covering
    where is_in_force
  `;
  return row ?? { links: 0, contributions: 0 };
};

const numberIn = (browser: Browser) => Number(/decisions\/(\d+)$/.exec(browser.path)?.[1] ?? "0");

async function coverCount(number: number): Promise<number> {
  const [row] = await house.sql<{ count: number }[]>`
    select count(*) as count
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    where decision.number = ${number}
      and covering.is_in_force
  `;
  return row?.count ?? 0;
}

test("two people decide on overlapping groups at the same moment, again and again: each contribution once, none lost", async () => {
  const [one, two] = [await house.as("editor"), await house.as("analyst")];
  let decided = 0;
  for (let round = 0; round < 4; round += 1) {
    const seen = [await openForm(one, { q: "canard" }), await openForm(two, { q: "cygne" })];
    expect(seen).toEqual([6_667, 6_666]);
    await Promise.all([one.submit({ ...WORDS, act: "save" }), two.submit({ ...WORDS, act: "save" })]);
    const [winner, loser] = one.status === 200 ? [one, two] : [two, one];
    expect([winner.status, loser.status]).toEqual([200, 409]);
    const first = numberIn(winner);
    // everything the first one looked at is theirs, and the second one is told how many were taken and by which decision
    expect(await coverCount(first)).toBe(winner === one ? seen[0] : seen[1]);
    expect(loser.html).toContain("Depuis que vous avez ouvert cette page");
    expect(loser.html).toContain(`Décision n°\u00a0${first}`);
    expect(loser.html).toContain("Le motif est clair.");
    const left = Number(/name="seenCount" value="(\d+)"/.exec(loser.html)?.[1] ?? "0");
    await loser.submit({ ...WORDS, act: "save" }, urls.teamDecisionNew("fr"));
    expect(loser.status).toBe(200);
    const second = numberIn(loser);
    expect(await coverCount(second)).toBe(left);
    const now = await covered();
    expect(now.links).toBe(now.contributions);
    expect(now.contributions).toBe((await coverCount(first)) + left);
    expect(now.contributions).toBe(SIZE);
    decided += now.contributions;
    if (round === 3) break;
    for (const number of [first, second]) {
      await one.get(urls.teamDecision("fr", { decision: number }, { etape: "supprimer" }));
      await one.submit({ act: "discard" });
    }
    expect(await covered()).toEqual({ links: 0, contributions: 0 });
  }
  expect(decided).toBe(4 * SIZE);
}, 240_000);

test("a whole consultation is published in one act: one mail a person, every invariant holds", async () => {
  const editor = await house.as("editor");
  await editor.get(urls.teamDecisions("fr", { demarche: "essai", etat: "brouillons" }));
  await editor.submit({ act: "checkAll" }, urls.teamDecisions("fr"));
  expect(editor.html).toContain("10\u202f000 contributions");
  const from = performance.now();
  await editor.submit({ act: "publish" }, urls.teamDecisions("fr"));
  const seconds = (performance.now() - from) / 1000;
  console.info(`published ${SIZE} contributions in ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(20);
  const [mails] = await house.sql<{ count: number; people: number }[]>`
    select count(*) as count, count(distinct to_address) as people from notices.mail where purpose = 'answer'
  `;
  expect(mails).toEqual({ count: 4000, people: 4000 });
  for (const { id, check } of decisionsInvariants) {
    expect({ id, broken: await check(house.sql) }).toEqual({ id, broken: [] });
  }
}, 120_000);

test("revisions of many contributions at once never leave two decisions in force", async () => {
  const [one, two] = [await house.as("editor"), await house.as("editor")];
  const [old] = await house.sql<{ number: number }[]>`
    select number from decisions.decision where state = 'published' order by number limit 1
  `;
  const number = old?.number ?? 0;
  const held = await coverCount(number);
  const numbers = await house.sql<{ number: number }[]>`
    select contribution.number
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    join contributions.contribution on contribution.id = covering.contribution_id
    where decision.number = ${number}
    order by contribution.number
  `;
  const list = numbers.map((row) => row.number);
  const here = urls.teamDecision("fr", { decision: number });
  const made: number[] = [];
  for (const [browser, part] of [
    [one, list.slice(0, 3000)],
    [two, list.slice(2000, 5000)],
  ] as const) {
    await browser.get(urls.teamDecision("fr", { decision: number }, { etape: "reviser" }));
    await browser.submit({ revisionReason: "Une étude est parue.", scope: "part", numbers: part.join(" ") }, here);
    made.push(Number(/decisions\/(\d+)\?/.exec(browser.path)?.[1] ?? "0"));
  }
  const publish = async (browser: Browser, decision: number) => {
    await browser.get(urls.teamDecision("fr", { decision }));
    await browser.submit({}, urls.teamDecisions("fr"));
    await browser.submit({ act: "publish" }, urls.teamDecisions("fr"));
  };
  await Promise.all([publish(one, made[0] ?? 0), publish(two, made[1] ?? 0)]);
  const [first, second] = [await coverCount(made[0] ?? 0), await coverCount(made[1] ?? 0)];
  // one of the two took the thousand that both wanted; the other was told, and nothing of it was published
  expect([first, second].toSorted((a, b) => a - b)).toEqual([0, 3000]);
  expect(await coverCount(number)).toBe(held - 3000);
  expect((await covered()).links).toBe(SIZE);
  for (const { id, check } of decisionsInvariants) {
    expect({ id, broken: await check(house.sql) }).toEqual({ id, broken: [] });
  }
}, 120_000);
