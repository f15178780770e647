// Every value of our golden journal, as `npm run accuracy -- ledger` computes it.
import { expect, test } from "vitest";
import { goldenTallies } from "../accuracy/ledger-golden.ts";

test("the golden journal comes out, value for value", { timeout: 120_000 }, async () => {
  const tallies = await goldenTallies("test/fixtures/ledger_golden.json");
  expect(tallies.flatMap(({ group, failed }) => failed.map((name) => `${group}: ${name}`))).toEqual([]);
  expect(tallies.reduce((sum, { total }) => sum + total, 0)).toBe(319);
});
