import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endPoll, plantedPoll } from "../../../test/fixtures/planted-poll.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { computeRun } from "./compute-run.actions.ts";
import { lastRun } from "./run.queries.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

describe("a run", () => {
  test("finds the groups, keeps their letters, and waits for eleven changed people", async () => {
    const poll = await plantedPoll(house.sql, { people: 240, statements: 30, groups: 2 });
    expect(await computeRun(house.sql, poll.id, "live")).toEqual({ made: 1 });
    const first = await lastRun(house.sql, poll.id);
    expect(first?.structure).toBe("clear");
    expect(first?.summary.groups.map(({ name }) => name)).toEqual(["A", "B"]);
    expect(await computeRun(house.sql, poll.id, "live")).toEqual({ made: null, why: "unchanged" });
    await house.sql`
      update votes.vote set value = case value when 1 then -1 else 1 end, voted_at = now()
      where statement_id = (select id from polls.statement where poll_id = ${poll.id} and number = 1)
    `;
    expect(await computeRun(house.sql, poll.id, "live")).toEqual({ made: 2 });
    const second = await lastRun(house.sql, poll.id);
    expect(second?.summary.groups.map(({ name }) => name).sort()).toEqual(["A", "B"]);
    expect(second?.inputHash).not.toBe(first?.inputHash);
    await endPoll(house.sql, poll);
    expect(await computeRun(house.sql, poll.id, "final")).toEqual({ made: 3 });
    expect(await computeRun(house.sql, poll.id, "final")).toEqual({ made: null, why: "done" });
    const rows = await house.sql`select number, kind from opinions.run where poll_id = ${poll.id}`;
    expect(rows).toEqual([{ number: 3, kind: "final" }]);
  });

  test("is made once by two workers", async () => {
    const poll = await plantedPoll(house.sql, { people: 60, statements: 20, groups: 2, seed: 3 });
    const computed = await Promise.all([1, 2, 3].map(() => computeRun(house.sql, poll.id, "live")));
    expect(computed.filter(({ made }) => made !== null)).toEqual([{ made: 1 }]);
  });

  test("is made while the rest of the site is written to, and while people vote", async () => {
    const poll = await plantedPoll(house.sql, { people: 400, statements: 60, groups: 2, seed: 8 });
    let isOver = false;
    let writes = 0;
    const writing = (async () => {
      while (!isOver) {
        await house.sql`update processes.process set summary = summary where slug = 'essai'`;
        await house.sql`
          update votes.vote set value = -value, voted_at = now()
          where poll_id = ${poll.id} and voter_id = (select id from votes.voter where poll_id = ${poll.id} order by id limit 1)
        `;
        writes += 1;
      }
    })();
    const computed = await computeRun(house.sql, poll.id, "live");
    isOver = true;
    await writing;
    expect(computed).toEqual({ made: 1 });
    expect(writes).toBeGreaterThan(1);
  });

  test("says nothing under eleven voters", async () => {
    const poll = await plantedPoll(house.sql, { people: 10, statements: 20, groups: 2 });
    expect(await computeRun(house.sql, poll.id, "live")).toEqual({ made: null, why: "few" });
  });
});
