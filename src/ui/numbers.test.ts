import { describe, expect, test } from "vitest";
import { roundCeiling } from "./line-chart.tsx";
import { shownPages } from "./pagination.tsx";
import { countCharacters } from "./text-area.tsx";
import { tileDepth } from "./tile-map.tsx";

describe("pages shown", () => {
  test.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [1, 12, [1, 2, null, 12]],
    [4, 12, [1, 2, 3, 4, 5, null, 12]],
    [6, 12, [1, null, 5, 6, 7, null, 12]],
    [12, 12, [1, null, 11, 12]],
  ])("page %i of %i", (page, pages, expected) => expect(shownPages(page, pages)).toEqual(expected));
});

test.each([
  [0, 1],
  [0.3, 0.5],
  [9, 10],
  [420, 500],
  [101, 200],
  [1000, 1000],
])("the axis above %d ends at %d", (value, ceiling) => expect(roundCeiling(value)).toBe(ceiling));

test.each([
  [null, 57, 0],
  [0, 57, 1],
  [28, 57, 2],
  [57, 57, 4],
  [0, 0, 1],
])("a tile of %s out of %d has depth %d", (value, greatest, depth) => expect(tileDepth(value, greatest)).toBe(depth));

test("characters are counted as people see them", () => {
  expect(countCharacters("e\u0301te\u0301")).toBe(3);
  expect(countCharacters("👩‍👩‍👧‍👦👍🏽")).toBe(2);
});
