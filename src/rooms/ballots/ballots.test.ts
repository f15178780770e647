import { afterEach, beforeEach, expect, it } from "vitest";
import { asId, type PersonId, type PollId } from "#kernel/ids.ts";
import { fixedUrls } from "#kernel/urls.ts";
import { parseBatch, sealBatch } from "#ledger/ballot-batch.ts";
import { commit } from "#ledger/commitment.ts";
import { recount } from "#ledger/recount.ts";
import type { Actor } from "#platform/http/world.ts";
import { castVote, type VoteValue } from "#rooms/votes";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { adoptPoll, closeDuePolls, invariants, sealDueLots } from "./index.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await createTestHouse();
});
afterEach(() => house.close());

const pollId = asId<PollId>(ESSAI.pollId);
const guest = (name: string): Actor => ({ sql: house.sql, viewer: null, visitorKey: `g:${name}`, addressKey: "here" });
const cast = async (name: string, statement: number, value: VoteValue = 1): Promise<void> =>
  await castVote(guest(name), { poll: 1, statement, value, keys: house.app.world });
const castMany = async (people: number, statements = 3): Promise<void> => {
  for (let n = 1; n <= statements; n += 1)
    await Promise.all(Array.from({ length: people }, (_, k) => cast(`p${k}`, n, ([1, 0, -1] as const)[(k + n) % 3])));
};
const age = async (seconds: number): Promise<void> => {
  await house.sql`alter table ballots.ballot disable trigger ballot_is_kept`;
  await house.sql`update ballots.ballot set stored_at = stored_at - make_interval(secs => ${seconds})`;
  await house.sql`alter table ballots.ballot enable trigger ballot_is_kept`;
};
const close = async (): Promise<void> => {
  await house.sql`update polls.poll set closed_at = now(), close_reason = 'Essai' where id = ${pollId}`;
};
const lots = async () =>
  await house.sql<{ id: string; n: number }[]>`select id, n from ballots.lot where poll_id = ${pollId} order by number`;
const world = () => house.app.world;
/** The sequencer, as far as a question cares: what waits is in a published tree. */
const integrate = async (): Promise<void> => {
  await house.sql`
    insert into journal.leaf (idx, event_id, data, leaf_hash, kind, o)
    select (select count(*) from journal.leaf) + row_number() over (order by id) - 1, event_id, data, sha256(data),
      convert_from(data, 'UTF8')::jsonb ->> 'k', (convert_from(data, 'UTF8')::jsonb ->> 'o')::uuid
    from journal.queue
  `;
  await house.sql`delete from journal.queue`;
  await house.sql`insert into journal.checkpoint (size, note) select count(*), 'essai' from journal.leaf`;
};
const textOf = async (path: string, params: Record<string, string>): Promise<{ status: number; text: string }> => {
  const answer = await house.fetch(path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ""));
  return { status: answer.status, text: await answer.text() };
};
const kinds = async (): Promise<readonly string[]> => {
  const rows = await house.sql<{ k: string }[]>`
    select convert_from(data, 'UTF8')::jsonb ->> 'k' as k from journal.queue order by id
  `;
  return rows.map(({ k }) => k);
};

it("stores no vote without its commitment; a changed vote names what it replaces; the same vote again makes none", async () => {
  await cast("a", 1, 1);
  await cast("a", 1, 1);
  await cast("a", 1, 0);
  const rows = await house.sql<
    { r: number; answer: string; commitment: Buffer; nonce: Buffer; replaces: Buffer | null }[]
  >`
    select r, answer, commitment, nonce, replaces from ballots.ballot order by id
  `;
  expect(rows.map(({ r, answer }) => [r, answer])).toEqual([
    [0, "agree"],
    [1, "pass"],
  ]);
  expect(rows[1]?.replaces).toEqual(rows[0]?.commitment);
  const content = JSON.stringify({
    answer: ["pass"],
    poll: pollId,
    question: ESSAI.statementId(1),
    replaces: rows[0]?.commitment.toString("base64url"),
  });
  expect(commit(rows[1]?.nonce ?? Buffer.alloc(0), content)).toEqual(rows[1]?.commitment);
});

it("seals a lot when it is a minute old and eleven people are in it, sorted, with its leaf", async () => {
  await castMany(10);
  await age(61);
  await sealDueLots(world());
  expect(await lots()).toEqual([]);
  await cast("eleventh", 1);
  await sealDueLots(world());
  const [lot] = await lots();
  expect(lot?.n).toBe(31);
  expect(await kinds()).toEqual(["poll.opened", "ballot.batch"]);
  const { status, text } = await textOf(fixedUrls.journalLot, { lot: lot?.id ?? "" });
  expect(status).toBe(200);
  const [leaf] = await house.sql<{ root: string; n: number }[]>`
    select convert_from(data, 'UTF8')::jsonb ->> 'root' as root, (convert_from(data, 'UTF8')::jsonb ->> 'n')::integer as n
    from journal.queue order by id desc limit 1
  `;
  expect(leaf).toEqual({ root: sealBatch(parseBatch(text)).root.toString("base64url"), n: 31 });
  expect((await textOf(fixedUrls.journalLotOpenings, { lot: lot?.id ?? "" })).status).toBe(404);
});

it("refuses a lot with an equal pair", async () => {
  await castMany(11, 1);
  await age(61);
  await house.sql`
    insert into ballots.ballot (poll_id, commitment, nonce, voter_id, statement_id, r, answer, stored_at)
    select poll_id, commitment, nonce, voter_id, statement_id, 9, answer, stored_at from ballots.ballot limit 1
  `;
  await sealDueLots(world());
  expect(await lots()).toEqual([]);
  expect(await kinds()).toEqual([]);
});

it("closes: last lot, then once it is in the tree the closing and the result; recount equals tally after changes", async () => {
  await castMany(12);
  await age(61);
  await sealDueLots(world());
  await cast("p0", 1, -1);
  await cast("p1", 2, 0);
  await cast("p1", 2, 1);
  // set aside: their votes are blanked at closing
  await house.sql`
    with aside as (
      insert into votes.setting_aside (id, poll_id, number, pattern, about, verified, guests, reason, acting_role)
      values (gen_random_uuid(), ${pollId}, 1, 'day', '{}', 0, 1, 'Essai', 'editor') returning id
    )
    update votes.voter set set_aside_at = now(), set_aside_id = aside.id from aside
    where voter.id = (select voter_id from votes.vote join polls.statement on statement.id = statement_id where number = 3 order by voter_id limit 1)
  `;
  await close();
  await closeDuePolls(world());
  expect(await kinds()).toEqual(["poll.opened", "ballot.batch", "ballot.batch"]);
  await closeDuePolls(world());
  expect(await kinds()).toEqual(["poll.opened", "ballot.batch", "ballot.batch"]);
  await integrate();
  await closeDuePolls(world());
  await closeDuePolls(world());
  expect(await kinds()).toEqual(["poll.closed", "poll.tallied"]);

  const openings: { nonce: string; content: string }[] = [];
  for (const { id } of await lots()) {
    const batch = parseBatch((await textOf(fixedUrls.journalLot, { lot: id })).text);
    const lines = (await textOf(fixedUrls.journalLotOpenings, { lot: id })).text.trimEnd().split("\n");
    const opened = lines.map((line) => JSON.parse(line) as { nonce: string; content: string });
    expect(opened.map((one) => commit(Buffer.from(one.nonce, "base64url"), one.content))).toEqual(batch);
    openings.push(...opened);
  }
  const result = JSON.parse((await textOf(fixedUrls.journalPollResult, { poll: pollId })).text) as {
    questions: { question: string; agree: number; disagree: number; pass: number; blank: number }[];
  };
  const recounted = recount(openings).map(({ question, blank, counts }) => {
    const of = (option: string): number => counts.find((one) => one.option === option)?.count ?? 0;
    return { agree: of("agree"), blank, disagree: of("disagree"), pass: of("pass"), question };
  });
  expect(recounted).toEqual(result.questions);
  expect(recounted.map(({ blank }) => blank)).toEqual([1, 1, 1]);
  const tally = await house.sql<{ question: string; agree: number; disagree: number; pass: number }[]>`
    select statement_id as question, agrees as agree, disagrees as disagree, passes as pass from votes.tally order by statement_id
  `;
  expect(recounted.map(({ blank, ...rest }) => rest)).toEqual([...tally]);
});

it("moves ballots with the votes that an account takes over, and blanks those of the device where both voted", async () => {
  await castMany(11, 2);
  const { personId } = await house.as("participant");
  const viewer = { personId: asId<PersonId>(personId), displayName: "x", email: "x@y.test", roles: [], circles: [] };
  const person: Actor = { ...guest("p0"), viewer, visitorKey: "g:elsewhere" };
  await castVote(person, { poll: 1, statement: 1, value: -1, keys: house.app.world });
  // signed in on the device of p0, which voted on both statements
  await castVote({ ...person, visitorKey: "g:p0" }, { poll: 1, statement: 3, value: 1, keys: house.app.world });
  await castVote({ ...person, visitorKey: "g:p0" }, { poll: 1, statement: 2, value: 0, keys: house.app.world });
  await close();
  await closeDuePolls(world());
  await integrate();
  await closeDuePolls(world());
  const { text } = await textOf(fixedUrls.journalPollResult, { poll: pollId });
  const { questions } = JSON.parse(text) as {
    questions: { agree: number; blank: number; disagree: number; pass: number }[];
  };
  expect(questions.map(({ agree, disagree, pass, blank }) => [agree + disagree + pass, blank])).toEqual([
    [11, 1],
    [11, 0],
    [1, 0],
  ]);
  for (const { id, check } of invariants) expect([id, await check(house.sql)]).toEqual([id, []]);
});

it("opens nothing under eleven voters, and still logs the result", async () => {
  await castMany(10, 1);
  await close();
  await closeDuePolls(world());
  await integrate();
  await closeDuePolls(world());
  const [lot] = await lots();
  expect((await textOf(fixedUrls.journalLotOpenings, { lot: lot?.id ?? "" })).status).toBe(404);
  const { text } = await textOf(fixedUrls.journalPollResult, { poll: pollId });
  // no number under eleven people, as on every page
  expect(JSON.parse(text)).toMatchObject({ ballots: 10, openings: false, questions: [] });
  expect(await kinds()).toEqual(["poll.closed", "poll.tallied"]);
});

it("takes no vote at the exact second of closing, and loses none before", async () => {
  await house.sql`alter table polls.poll disable trigger poll_is_kept`;
  await house.sql`update polls.poll set closes_at = now() + interval '1500 milliseconds' where id = ${pollId}`;
  let stored = 0;
  let refused = 0;
  for (let n = 0; n < 4_000 && refused < 20; n += 1) {
    await cast(`t${n}`, 1).then(
      () => {
        stored += 1;
      },
      () => {
        refused += 1;
      },
    );
  }
  const [late] = await house.sql<{ count: number; all: number }[]>`
    select count(*) filter (where stored_at >= closes_at) as count, count(*) as all
    from ballots.ballot join polls.poll on poll.id = poll_id
  `;
  expect(refused).toBe(20);
  expect(late).toEqual({ count: 0, all: stored });
  await closeDuePolls(world());
  const sealed = await lots();
  expect(sealed.reduce((sum, { n }) => sum + n, 0)).toBe(stored);
});

it("changes votes while lots are sealed: each commitment in one lot, each replacement after what it replaces", {
  timeout: 60_000,
}, async () => {
  await castMany(12, 1);
  await age(61);
  const values = [1, 0, -1] as const;
  const voting = Array.from({ length: 600 }, async (_, n) => await cast(`p${n % 60}`, (n % 4) + 1, values[n % 3]));
  for (let n = 0; n < 12; n += 1) {
    await age(61);
    await Promise.all([sealDueLots(world()), sealDueLots(world())]);
  }
  await Promise.all(voting);
  await close();
  await Promise.all([closeDuePolls(world()), closeDuePolls(world())]);
  await closeDuePolls(world());
  const [row] = await house.sql<{ ballots: number; inLots: number; wrong: number }[]>`
    select count(*) as ballots, (select sum(n)::bigint from ballots.lot) as "inLots",
      count(*) filter (where replaced.id > ballot.id) as wrong
    from ballots.ballot
    left join ballots.ballot as replaced on replaced.commitment = ballot.replaces
  `;
  expect(row?.inLots).toBe(row?.ballots);
  expect(row?.wrong).toBe(0);
  await integrate();
  await closeDuePolls(world());
  expect(await kinds()).toEqual(["poll.closed", "poll.tallied"]);
});

it("adopts a question whose votes came without commitments, once", async () => {
  await castMany(20);
  await house.sql`alter table ballots.ballot disable trigger user`;
  await house.sql`delete from ballots.ballot`;
  await house.sql`alter table ballots.ballot enable trigger user`;
  await close();
  expect(await house.sql.begin((tx) => adoptPoll(tx, pollId))).toBe(60);
  expect(await house.sql.begin((tx) => adoptPoll(tx, pollId))).toBe(0);
  expect(await kinds()).toEqual(["poll.opened", "ballot.batch", "poll.closed", "poll.tallied"]);
});
