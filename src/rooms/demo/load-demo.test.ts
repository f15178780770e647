import { afterAll, beforeAll, expect, it } from "vitest";
import { connect, type Sql } from "#platform/db.ts";
import { OPEN_DEMO_PASSWORD } from "#rooms/accounts";
import { type ClonedDatabase, cloneHouseDatabase } from "../../../test/house-database.ts";
import { loadDemo } from "./load-demo.actions.ts";
import { demoPassword, describeAccounts } from "./team.actions.ts";
import { resetTrial } from "./trial.actions.ts";

let database: ClonedDatabase;
let sql: Sql;
const said: string[] = [];
let seconds = 0;

beforeAll(async () => {
  database = await cloneHouseDatabase();
  sql = connect({ databaseUrl: database.url }, { pool: 4 });
  const started = performance.now();
  await loadDemo(sql, (line) => said.push(line));
  seconds = (performance.now() - started) / 1000;
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

const count = async (query: Promise<readonly { count: number }[]>): Promise<number> => (await query)[0]?.count ?? 0;

it("loads in less than 15 seconds, with a line per step", () => {
  expect(seconds).toBeLessThan(15);
  expect(said).toHaveLength(13);
  expect(said).toContain("demo: 330 contributions");
});

it("holds the corpus, answered: 330 of 330", async () => {
  const [row] = await sql`
    select count(*) as total, decisions.unanswered(process.id) as waiting
    from contributions.public_contribution as contribution
    join processes.process on process.id = contribution.process_id
    where process.slug = 'co-construction-2022-2023'
    group by process.id
  `;
  expect(row).toEqual({ total: 330, waiting: 0 });
});

it("gives the account of the participant two texts, one accepted and one declined", async () => {
  const rows = await sql`
    select decision.verdict, contribution.author_name as name
    from contributions.contribution
    join accounts.person on person.id = contribution.person_id
    join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
    join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where person.email = 'participante@demo.jalon'
    order by decision.verdict
  `;
  expect(rows).toEqual([
    { verdict: "accepted", name: null },
    { verdict: "declined", name: null },
  ]);
});

it("keeps the original of the six masked ones apart from the public words", async () => {
  const rows = await sql<{ shown: string; original: string }[]>`
    select seen.body as shown, contribution.body as original
    from contributions.public_contribution as seen
    join contributions.contribution on contribution.id = seen.id
    where seen.is_masked
  `;
  expect(rows).toHaveLength(6);
  for (const { shown, original } of rows) {
    expect(shown).toContain("[information masquée]");
    expect(original).not.toContain("masquée");
  }
});

it("tells the real dates: planned for mid-April, published on 17 May 2023", async () => {
  const [row] = await sql`
    select to_char(planned_opens_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as planned,
      to_char(opened_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as actual
    from processes.phase
    join processes.process on process.id = phase.process_id
    where process.slug = 'co-construction-2022-2023' and phase.kind = 'publication'
  `;
  expect(row).toEqual({ planned: "2023-04-15", actual: "2023-05-17" });
});

it("has nine changes in edition 2 with their decisions, the others with their reason, and no problem", async () => {
  const rows = await sql<{ kind: string; reason: string | null; causes: number }[]>`
    select change.kind, change.editorial_reason as reason, count(link.decision_id) as causes
    from editions.change
    left join editions.change_decision as link on link.change_id = change.id
    group by change.id
    order by change.number
  `;
  const decided = rows.filter(({ causes }) => causes > 0);
  expect(decided.map(({ kind }) => kind).toSorted()).toEqual(
    [...Array(5).fill("passage_added"), "node_retitled", ...Array(3).fill("node_updated")].toSorted(),
  );
  const others = rows.filter(({ causes }) => causes === 0);
  expect(others.length).toBeGreaterThan(0);
  for (const { kind, reason } of others)
    expect({ kind, hasReason: reason !== null }).toEqual({ kind: "node_updated", hasReason: true });
});

it("put a question to the vote during the consultation, and puts it again on the trial copy", async () => {
  const rows = await sql`
    select process.slug, polls.is_open(poll) as "isOpen",
      (select count(*)::int from votes.voter where voter.poll_id = poll.id) as voters,
      (select count(distinct vote.statement_id)::int from votes.vote where vote.poll_id = poll.id) as statements,
      (select count(*)::int from votes.vote where vote.poll_id = poll.id and vote.voted_at not between poll.opens_at and least(poll.closes_at, now())) as outside
    from polls.poll
    join processes.process on process.id = poll.process_id
    order by poll.number
  `;
  expect(rows).toEqual([
    { slug: "co-construction-2022-2023", isOpen: false, voters: 480, statements: 31, outside: 0 },
    { slug: "rejouer-la-concertation", isOpen: true, voters: 124, statements: 30, outside: 0 },
  ]);
});

it("opens a trial copy to everybody, empty, on a document of its own", async () => {
  const [row] = await sql`
    select document.slug, processes.phase_is_open(phase) as "isOpen",
      (phase.planned_closes_at - now()) > interval '119 days' as "isLong",
      (select count(*) from contributions.contribution where process_id = process.id) as count
    from processes.process
    join documents.document on document.id = process.document_id
    join processes.phase on phase.process_id = process.id and phase.kind = 'consultation'
    where process.slug = 'rejouer-la-concertation'
  `;
  expect(row).toEqual({ slug: "feuille-de-route-2023-2027-essai", isOpen: true, isLong: true, count: 0 });
});

it("loads once, however often it is asked and by however many", async () => {
  const again = await Promise.all([loadDemo(sql, () => {}), loadDemo(sql, () => {})]);
  expect(again).toEqual([false, false]);
  expect(await count(sql`select count(*) from contributions.contribution`)).toBe(330);
});

it("opens a fresh trial and leaves the one before readable", async () => {
  expect(await resetTrial(sql)).toBe("rejouer-la-concertation-2");
  expect(await resetTrial(sql)).toBe("rejouer-la-concertation-3");
  const open = await sql`
    select process.slug
    from processes.process
    join processes.phase on phase.process_id = process.id
    where phase.kind = 'consultation' and processes.phase_is_open(phase)
  `;
  expect(open.map(({ slug }) => slug)).toEqual(["rejouer-la-concertation-3"]);
});

it("prints its accounts at each start, but never makes again those taken away", async () => {
  expect((await describeAccounts(sql, OPEN_DEMO_PASSWORD)).join("\n")).toContain("moderatrice@demo.jalon");
  await sql`update accounts.person set email = 'partie@ailleurs.test' where email = 'moderatrice@demo.jalon'`;
  expect((await describeAccounts(sql, OPEN_DEMO_PASSWORD)).join("\n")).not.toContain("moderatrice@demo.jalon");
  expect(await sql`select from accounts.person where email = 'moderatrice@demo.jalon'`).toHaveLength(0);
});

it("has a password that nobody knows where others than this machine reach the site, the same at each start", async () => {
  expect(await demoPassword(sql, "127.0.0.1")).toBe(OPEN_DEMO_PASSWORD);
  const drawn = await demoPassword(sql, "0.0.0.0");
  expect(drawn).toMatch(/^[\w-]{16}$/);
  expect(await demoPassword(sql, "192.0.2.1")).toBe(drawn);
});
