import { expect, test } from "vitest";
import { readNumbers, SELECTION_LIMIT, writeNumbers } from "./number-list.rules.ts";

test("a selection is written short and read back exactly", () => {
  expect(writeNumbers([7, 1, 2, 3, 3, 9, 10])).toBe("1-3.7.9-10");
  expect(readNumbers("1-3.7.9-10")).toEqual([1, 2, 3, 7, 9, 10]);
  expect(readNumbers("")).toEqual([]);
  expect(writeNumbers([])).toBe("");
});

test("anything else is refused, however large it says it is", () => {
  for (const text of [
    "0",
    "3-1",
    "a",
    "1,2",
    "1-",
    "-1",
    "1..2",
    "1e9",
    `1-${SELECTION_LIMIT + 1}`,
    "1-999999999999999",
  ]) {
    expect(readNumbers(text), text).toBeNull();
  }
  expect(readNumbers(`1-${SELECTION_LIMIT}`)).toHaveLength(SELECTION_LIMIT);
  expect(readNumbers(`1-${SELECTION_LIMIT}.30000`)).toBeNull();
});
