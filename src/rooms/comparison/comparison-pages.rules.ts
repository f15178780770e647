import type { ComparedNode } from "./comparison.rules.ts";

/** What one page of a comparison holds, in passages and titles: 450 elements of HTML less the frame. */
const PAGE_SIZE = 14;

/** A long comparison cut into pages, parts kept in order; a part longer than a page goes on on the next one. */
export function comparisonPages<N extends ComparedNode>(nodes: readonly N[]): readonly (readonly N[])[] {
  const pages: N[][] = [[]];
  let weight = 0;
  for (const node of nodes) {
    let rest = node.passages;
    do {
      if (weight >= PAGE_SIZE) {
        pages.push([]);
        weight = 0;
      }
      const shown = rest.slice(0, PAGE_SIZE - weight);
      pages.at(-1)?.push({ ...node, passages: shown });
      weight += 1 + shown.length;
      rest = rest.slice(shown.length);
    } while (rest.length > 0);
  }
  return pages;
}
