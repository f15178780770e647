import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routingWeights } from "#engine/opinion/index.ts";
import { connect, isPassing } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { cloneHouseDatabase } from "../../../test/house-database.ts";
import { castVote, invariants } from "./index.ts";
import { nextStatement } from "./routing.rules.ts";
import { chanceOf } from "./voter-tag.actions.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const guest = (name: string): Actor => ({ sql: house.sql, viewer: null, visitorKey: `g:${name}`, addressKey: "here" });
const cast = async (name: string, statement: number): Promise<unknown> =>
  await castVote(guest(name), { poll: 1, statement, value: 1, keys: house.app.world }).then(
    () => "stored",
    (error: unknown) => error,
  );
const countOf = async (statement: number): Promise<number> => {
  const [row] = await house.sql<{ count: number }[]>`
    select count(*) as count from votes.vote join polls.statement on statement.id = statement_id where number = ${statement}
  `;
  return row?.count ?? -1;
};

it("stores the others when one vote of a batch cannot be stored", async () => {
  await house.sql`
    create function public.refuse_twelve() returns trigger language plpgsql as $$
    begin
      if exists (select from polls.statement where id = new.statement_id and number = 12) then
        raise exception 'not this one' using errcode = '22000';
      end if;
      return new;
    end $$
  `;
  await house.sql`create trigger refuse before insert on votes.vote for each row execute function public.refuse_twelve()`;
  const seen = await Promise.all(Array.from({ length: 40 }, (_, n) => cast(`bad${n}`, n === 17 ? 12 : 11)));
  await house.sql`drop trigger refuse on votes.vote`;
  expect(seen.filter((one) => one === "stored")).toHaveLength(39);
  expect(String(seen[17])).toContain("not this one");
  expect(await countOf(11)).toBe(39);
});

it("asks to come back when too many votes wait, and stores all those it took", { timeout: 60_000 }, async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: holding } = Promise.withResolvers<void>();
  const holder = house.sql.begin(async (tx) => {
    await tx`select votes.lock_poll(id) from polls.poll where number = 1`;
    holding();
    await released;
  });
  await held;
  const sending = Array.from({ length: 5_050 }, (_, n) => cast(`many${n % 500}`, (n % 10) + 1));
  const late = await Promise.all(sending.slice(-50));
  release();
  await holder;
  expect(late.every((one) => isPassing(one))).toBe(true);
  const taken = await Promise.all(sending.slice(0, 5_000));
  expect(taken.filter((one) => one === "stored")).toHaveLength(5_000);
  const [row] = await house.sql<{ count: number }[]>`
    select count(*) as count from votes.vote join polls.statement on statement.id = statement_id where number <= 10
  `;
  // five hundred people, ten statements each at most: the same vote again is the same vote
  expect(row?.count).toBe(500);
});

it("counts right when two programs store votes of the same people at once", { timeout: 60_000 }, async () => {
  const database = await cloneHouseDatabase();
  const [first, second] = [connect({ databaseUrl: database.url }), connect({ databaseUrl: database.url })];
  try {
    await first.unsafe(readFileSync(path.join(import.meta.dirname, "../../../test/fixtures/essai.sql"), "utf8"));
    const values = [1, 0, -1] as const;
    await Promise.all(
      Array.from({ length: 1_200 }, async (_, n) => {
        const actor = { ...guest(`both${n % 60}`), sql: n % 2 ? first : second };
        await castVote(actor, { poll: 1, statement: (n % 12) + 1, value: values[n % 3] ?? 0, keys: house.app.world });
      }),
    );
    for (const { check } of invariants) expect(await check(first)).toEqual([]);
    const [row] = await first<{ voters: number }[]>`select count(*) as voters from votes.voter`;
    expect(row?.voters).toBe(60);
  } finally {
    await Promise.all([first.end(), second.end()]);
    await database.drop();
  }
});

it("draws the next statement by the published priority, never evenly, the same for the same person and step", () => {
  const candidates = [
    { number: 1, isMeta: false },
    { number: 2, isMeta: false },
    { number: 3, isMeta: true },
  ];
  const tallies = new Map([[2, { agrees: 0, disagrees: 0, passes: 10 }]]);
  const extremities = new Map<number, number>();
  const seen = [0, 0, 0, 0];
  for (let person = 0; person < 4_000; person += 1) {
    const chance = chanceOf(`tag${person}`, 7, 3);
    expect(chance).toBe(chanceOf(`tag${person}`, 7, 3));
    const next = nextStatement(candidates, { tallies, extremities, chance })?.number ?? 0;
    seen[next] = (seen[next] ?? 0) + 1;
  }
  const weights = routingWeights(
    { agrees: [0, 0, 0], disagrees: [0, 0, 0], votes: [0, 10, 0] },
    [0, 0, 0],
    [false, false, true],
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries())
    expect(Math.abs((seen[index + 1] ?? 0) / 4_000 - weight / total)).toBeLessThan(0.03);
  expect(nextStatement([], { tallies, extremities, chance: 0.5 })).toBeNull();
});
