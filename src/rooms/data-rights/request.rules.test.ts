import { expect, test } from "vitest";
import { parseNumbers } from "./request.rules.ts";

test("numbers of contributions are read as people type them", () => {
  expect(parseNumbers("12, 15 et n° 30")).toEqual([12, 15, 30]);
  expect(parseNumbers("n°12 #12")).toEqual([12]);
  expect(parseNumbers("")).toEqual([]);
});

test("anything else is no list of numbers", () => {
  expect(parseNumbers("la mienne")).toBeNull();
  expect(parseNumbers("0")).toBeNull();
  expect(parseNumbers(Array.from({ length: 51 }, (_, index) => index + 1).join(" "))).toBeNull();
});
