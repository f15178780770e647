import { expect, test } from "vitest";
import { allowedVerbs, delayOf, needsReason, stateAfter, VERBS } from "./moderation.rules.ts";

test("nothing can be done with what its author withdrew", () => {
  expect(allowedVerbs("withdrawn", false)).toEqual([]);
  expect(allowedVerbs("erased", false)).toEqual([]);
});

test("a hidden contribution can only be restored, and a masked one shown whole again", () => {
  expect(allowedVerbs("hidden", false)).toEqual(["restore"]);
  expect(allowedVerbs("published", true)).toEqual(["unmask", "hide"]);
  expect(allowedVerbs("published", false)).toEqual(["mask", "hide"]);
});

test("every act that removes something from view needs a ground and a reason", () => {
  expect(VERBS.filter(needsReason)).toEqual(["mask", "ask_rephrase", "hide"]);
});

test("only hiding and asking to rephrase take a contribution out of sight", () => {
  expect(VERBS.filter((verb) => stateAfter(verb) !== "published")).toEqual(["ask_rephrase", "hide"]);
});

test("a contribution is late after five days", () => {
  expect(delayOf(1)).toBe("in_time");
  expect(delayOf(100)).toBe("soon_late");
  expect(delayOf(121)).toBe("late");
});
