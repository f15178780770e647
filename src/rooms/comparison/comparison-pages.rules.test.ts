import { expect, it } from "vitest";
import { comparisonPages } from "./comparison-pages.rules.ts";

const node = (id: string, passages: number) =>
  ({ nodeId: id, passages: Array.from({ length: passages }, (_, n) => `${id}${n}`) }) as never;

it("cuts a long comparison into pages and loses nothing", () => {
  const nodes = [node("a", 3), node("b", 40), node("c", 0), node("d", 1)];
  const pages = comparisonPages(nodes);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.flat().flatMap(({ passages }) => passages)).toHaveLength(44);
  expect(new Set(pages.flat().map(({ nodeId }) => nodeId)).size).toBe(4);
  expect(comparisonPages([])).toEqual([[]]);
});
