import { describe, expect, it } from "vitest";
import type { NodeType } from "#kernel/document-types.ts";
import { asId, type NodeId } from "#kernel/ids.ts";
import { neighbours, type OutlineNode, outlineOf, readingPage, totalsOf } from "./outline.rules.ts";

const id = (code: string) =>
  asId<NodeId>(
    `00000000-0000-4000-8000-${[...code]
      .map((letter) => letter.charCodeAt(0).toString(16))
      .join("")
      .padStart(12, "0")
      .slice(-12)}`,
  );

function node(
  type: NodeType,
  code: string,
  { parent, passages = 1 }: { parent?: string; passages?: number } = {},
): OutlineNode {
  return {
    nodeId: id(code),
    parentNodeId: parent ? id(parent) : null,
    type,
    code,
    title: code,
    passageCount: passages,
  };
}
const codes = (nodes: readonly OutlineNode[]) => nodes.map(({ code }) => code);

const plain = outlineOf([
  node("axis", "1", { passages: 0 }),
  node("objective", "A", { parent: "1" }),
  node("objective", "B", { parent: "1" }),
  node("axis", "2", { passages: 0 }),
  node("objective", "C", { parent: "2" }),
]);
const withPriorities = outlineOf([
  node("axis", "1"),
  node("priority", "P1", { parent: "1" }),
  node("objective", "A", { parent: "P1" }),
  node("priority", "P2", { parent: "1" }),
]);

describe("the pages of a text", () => {
  it("are its axes where priorities are not known", () => {
    expect(codes(plain.pages)).toEqual(["1", "2"]);
    const [axis] = plain.roots;
    expect(axis && codes(readingPage(plain, axis).shown)).toEqual(["1", "A", "B"]);
    const inside = plain.byCode.get("B");
    expect(inside && plain.pageHolding(inside).code).toBe("1");
    expect(inside && neighbours(plain, inside).previous?.code).toBe("A");
  });

  it("are its priorities where they are known", () => {
    expect(codes(withPriorities.pages)).toEqual(["1", "P1", "P2"]);
    const [axis] = withPriorities.roots;
    const page = axis && readingPage(withPriorities, axis);
    expect(page && [codes(page.shown), codes(page.linked)]).toEqual([["1"], ["P1", "P2"]]);
    const priority = withPriorities.byCode.get("P1");
    expect(priority && neighbours(withPriorities, priority).next?.code).toBe("P2");
  });

  it("are smaller where a part is too long for one page", () => {
    const objectives = (count: number, passages: number) => [
      node("axis", "1", { passages: 0 }),
      ...Array.from({ length: count }, (_, i) => node("objective", `O${i}`, { parent: "1", passages })),
    ];
    expect(outlineOf(objectives(16, 1)).pages).toHaveLength(1);
    expect(outlineOf(objectives(16, 3)).pages).toHaveLength(17);
  });

  it("say the official totals beside what is described, from the widest part to the narrowest", () => {
    expect(totalsOf({ objectives: 65, axes: 4, unknown: 2, priorities: "many" }, plain.nodes)).toEqual([
      { type: "axis", official: 4, described: 2 },
      { type: "objective", official: 65, described: 3 },
    ]);
  });
});
