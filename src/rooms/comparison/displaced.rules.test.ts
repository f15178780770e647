import { expect, it } from "vitest";
import { displaced } from "./displaced.rules.ts";

const moved = (before: string, after: string) => [...displaced([...before], [...after])].join("");

it("finds the few that moved, whatever came or went around them", () => {
  expect(moved("abcde", "abcde")).toBe("");
  expect(moved("abcde", "bcdea")).toBe("a");
  expect(moved("abcde", "eabcd")).toBe("e");
  expect(moved("abcde", "axbyce")).toBe("");
  expect(moved("abcdef", "abfced")).toHaveLength(2);
  expect(moved("", "abc")).toBe("");
});
