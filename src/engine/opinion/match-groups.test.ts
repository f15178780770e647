import { describe, expect, it } from "vitest";
import { matchGroups } from "./match-groups.ts";

/** "AAB-" is four people, the last in no group. */
const named = (names: string): Map<string, string | null> =>
  new Map(Array.from(names, (name, person) => [String(person), name === "-" ? null : name]));
const grouped = (groups: string): Map<string, number | null> =>
  new Map(Array.from(groups, (group, person) => [String(person), group === "-" ? null : Number(group)]));
const match = (previous: string, current: string, everUsed = "") =>
  Object.fromEntries(matchGroups(named(previous), grouped(current), everUsed));

describe("names kept from run to run", () => {
  it("gives the first names in order", () => {
    expect(match("", "001122")).toEqual({ 0: "A", 1: "B", 2: "C" });
  });

  it("one more vote moves one person: nothing changes", () => {
    expect(match("AAABBB", "001111")).toEqual({ 0: "A", 1: "B" });
  });

  it("one more person: nothing changes", () => {
    expect(match("AAABB", "000111")).toEqual({ 0: "A", 1: "B" });
  });

  it("two groups swap sizes, and so their numbers: names stay with the people", () => {
    expect(match("AAABB", "1110000")).toEqual({ 0: "B", 1: "A" });
  });

  it("a split: the larger part keeps the name", () => {
    expect(match("AAAAABB", "2200011")).toEqual({ 0: "A", 1: "B", 2: "C" });
  });

  it("a merge: the larger part gives its name, the other name is not given again", () => {
    expect(match("AAABBCC", "0000011")).toEqual({ 0: "A", 1: "C" });
    expect(match("AAAAACC", "0002211", "ABC")).toEqual({ 0: "A", 1: "C", 2: "D" });
  });

  it("three groups, two, and three again: the third has a new name", () => {
    expect(match("AAABBBCC", "00011111")).toEqual({ 0: "A", 1: "B" });
    expect(match("AAABBBBB", "00011122", "ABC")).toEqual({ 0: "A", 1: "B", 2: "D" });
  });

  it("takes the largest overlap in all, not the first that is large", () => {
    // group 0 shares 3 with A and 2 with B, group 1 shares 2 with A only: 0-B and 1-A would be 4, 0-A alone 3
    expect(match("AAABBAA", "0000011")).toEqual({ 0: "B", 1: "A" });
  });

  it("a group that shares nobody has a new name, though one is free", () => {
    expect(match("AABB---", "00--111")).toEqual({ 0: "A", 1: "C" });
  });

  it("after Z comes AA", () => {
    expect(match("", "0", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")).toEqual({ 0: "AA" });
  });

  it("does not depend on the order of the people", () => {
    const previous = [...named("ABABABCC")];
    const current = [...grouped("01100122")];
    const there = matchGroups(new Map(previous), new Map(current), []);
    const back = matchGroups(new Map(previous.toReversed()), new Map(current.toReversed()), []);
    expect(back).toEqual(there);
  });
});
