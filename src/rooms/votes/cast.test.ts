import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asId, type PersonId, type PollId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { pollKey } from "#rooms/ballots";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import {
  castVote,
  changedVotersSince,
  countVoters,
  identityOf,
  insertVotes,
  type VoteValue,
  votesOf,
} from "./index.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const poll = asId<PollId>(ESSAI.pollId);
const guest = (): Actor => ({
  sql: house.sql,
  viewer: null,
  visitorKey: `g:${randomBytes(8).toString("hex")}`,
  addressKey: "here",
});
const account = async (visitorKey: string | null = null): Promise<Actor> => {
  const { personId } = await house.as("participant");
  const viewer = { personId: asId<PersonId>(personId), displayName: "x", email: "x@y.test", roles: [], circles: [] };
  return { sql: house.sql, viewer, visitorKey, addressKey: "here" };
};
const cast = async (actor: Actor, statement: number, value: VoteValue): Promise<string> =>
  await castVote(actor, { poll: 1, statement, value, keys: house.app.world }).then(
    () => "stored",
    (error: Error) => error.message,
  );
/** The tallies are those of the votes, recounted. */
const drift = async (): Promise<number> => {
  const [row] = await house.sql<{ drift: number }[]>`
    with counted as (
      select statement_id, count(*) filter (where value = 1)::int as a, count(*) filter (where value = -1)::int as d, count(*) filter (where value = 0)::int as p
      from votes.vote join votes.voter on voter.id = vote.voter_id where votes.counts(voter) group by statement_id
    )
    select count(*) as drift from counted full join votes.tally using (statement_id)
    where (coalesce(a, 0), coalesce(d, 0), coalesce(p, 0)) is distinct from (coalesce(agrees, 0), coalesce(disagrees, 0), coalesce(passes, 0))
  `;
  return row?.drift ?? -1;
};

it("stores the votes of one moment together, each with its own verdict", async () => {
  const people = Array.from({ length: 40 }, guest);
  const seen = await Promise.all(people.flatMap((one) => [cast(one, 1, 1), cast(one, 2, -1), cast(one, 999, 1)]));
  expect(seen.filter((word) => word === "stored")).toHaveLength(80);
  expect(seen.filter((word) => word === "votes.refused.unknownStatement")).toHaveLength(40);
  expect(await countVoters(house.sql, poll)).toEqual({ verified: 0, guests: 40, setAside: 0, votes: 80 });
  const [first] = people;
  if (!first) throw new Error("nobody");
  expect(await Promise.all([cast(first, 1, 0), cast(first, 1, 0), cast(first, 1, -1)])).toEqual([
    "stored",
    "stored",
    "stored",
  ]);
  const [row] = await house.sql`select value, changes from votes.vote where changes > 0`;
  expect(row).toEqual({ value: -1, changes: 1 });
  expect(await drift()).toBe(0);
});

it("takes the votes of a device over when its person signs in, and lets no guest vote from it any more", async () => {
  const device = guest();
  await cast(device, 1, 1);
  await cast(device, 2, 1);
  const before = await countVoters(house.sql, poll);
  const person = await account(device.visitorKey);
  expect(await cast(person, 2, -1)).toBe("stored");
  expect(await countVoters(house.sql, poll)).toEqual({
    ...before,
    verified: before.verified + 1,
    guests: before.guests - 1,
  });
  expect(await cast(device, 3, 1)).toBe("votes.refused.takenOver");
  const { tag } = identityOf(await pollKey(house.sql, house.app.world, 1), person);
  const votes = await house.sql`
    select statement.number, value from votes.vote join polls.statement on statement.id = vote.statement_id
    join votes.voter on voter.id = vote.voter_id where voter.tag = decode(${tag}, 'hex') order by number
  `;
  expect([...votes]).toEqual([
    { number: 1, value: 1 },
    { number: 2, value: -1 },
  ]);
  expect(await drift()).toBe(0);
});

it("lets guest and account vote at once from one device, and counts one", async () => {
  const device = guest();
  const person = await account(device.visitorKey);
  const before = await countVoters(house.sql, poll);
  await Promise.all(Array.from({ length: 20 }, async (_, n) => await cast(n % 2 ? device : person, (n % 12) + 1, 1)));
  const after = await countVoters(house.sql, poll);
  expect(after.verified + after.guests - before.verified - before.guests).toBe(1);
  expect(await drift()).toBe(0);
});

it("asks the clock and the phase in the statement that stores", async () => {
  const one = guest();
  await house.sql`update processes.phase_circle set may_vote = false where circle_id in (select id from processes.circle where is_public)`;
  expect(await cast(one, 1, 1)).toBe("votes.refused.noPhase");
  await house.sql`update processes.phase_circle set may_vote = true where circle_id in (select id from processes.circle where is_public)`;
  expect(await cast(one, 1, 1)).toBe("stored");
});

it("writes votes of a file in bulk, once however often it is read, and gives them back in columns", async () => {
  const voters = [{ key: "p1", territoryCode: "R53", stageCode: "rennes" }, { key: "p2" }];
  const votes = { voter: [0, 0, 1, 1, 1], statement: [1, 2, 1, 14, 999], value: [1, -1, 0, 1, 1], at: null };
  const write = async () => await house.sql.begin(async (tx) => await insertVotes(tx, poll, { voters, votes }));
  const start = new Date(Date.now() - 1000);
  expect(await write()).toEqual({ voters: 2, votes: 4 });
  expect(await write()).toEqual({ voters: 0, votes: 0 });
  const read = await votesOf(house.sql, poll);
  const imported = read.voters.findIndex(({ stageCode }) => stageCode === "rennes");
  const mine = [...read.voter.keys()].filter((at) => read.voter[at] === imported);
  expect(mine.map((at) => [read.statement[at], read.value[at]])).toEqual([
    [1, 1],
    [2, -1],
  ]);
  expect(await changedVotersSince(house.sql, poll, start)).toBeGreaterThan(2);
  expect(await drift()).toBe(0);
});
