import { expect, test } from "vitest";
import type { Sql } from "./db.ts";
import { gatherer } from "./gather.ts";

const sql = {} as Sql;

test("those who ask at the same moment share one query, and each gets their own", async () => {
  const asked: string[][] = [];
  const find = gatherer(async (_, keys) => {
    asked.push([...keys]);
    return new Map(keys.filter((key) => key !== "nobody").map((key) => [key, key.toUpperCase()]));
  });
  const found = await Promise.all(["a", "b", "a", "nobody"].map((key) => find(sql, key)));
  expect(found).toEqual(["A", "B", "A", null]);
  expect(asked).toEqual([["a", "b", "nobody"]]);
});

test("who asks later is told what is so later", async () => {
  let answer = "before";
  const find = gatherer(async (_, keys) => new Map(keys.map((key) => [key, answer])));
  expect(await find(sql, "a")).toBe("before");
  answer = "after";
  expect(await find(sql, "a")).toBe("after");
});

test("a query that fails fails for each of them, and the next one is asked anew", async () => {
  let fails = true;
  const find = gatherer(async (_, keys) => {
    if (fails) throw new Error("away");
    return new Map(keys.map((key) => [key, key]));
  });
  const tries = await Promise.allSettled([find(sql, "a"), find(sql, "b")]);
  expect(tries.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails = false;
  expect(await find(sql, "a")).toBe("a");
});
