import { describe, expect, it } from "vitest";
import type { NodeId } from "#kernel/ids.ts";
import { type Branch, nextCode, numbered, withBranchAt, withDescendants } from "./tree.rules.ts";

const id = (name: string) => name as NodeId;
/** `branch("b", "a", 2)`: b is the second under a. */
const branch = (name: string, parent: string | null, position: number): Branch => ({
  nodeId: id(name),
  parentNodeId: parent === null ? null : id(parent),
  position,
});
const tree = [
  branch("A", null, 1),
  branch("A1", "A", 1),
  branch("A2", "A", 2),
  branch("B", null, 2),
  branch("B1", "B", 1),
];
const order = (branches: readonly Branch[]) => numbered(branches).map(({ nodeId }) => nodeId);

describe("the tree of a text", () => {
  it("is numbered in reading order", () => {
    expect(numbered(tree).map(({ nodeId, sortKey }) => [nodeId, sortKey])).toEqual([
      ["A", "0001"],
      ["A1", "0001.0001"],
      ["A2", "0001.0002"],
      ["B", "0002"],
      ["B1", "0002.0001"],
    ]);
  });

  it("takes an element to another parent with all under it", () => {
    expect(order(withBranchAt(tree, branch("B", "A", 1)))).toEqual(["A", "B", "B1", "A1", "A2"]);
    expect(order(withBranchAt(tree, branch("A2", "A", 1)))).toEqual(["A", "A2", "A1", "B", "B1"]);
    expect(order(withBranchAt(tree, branch("A1", null, 99)))).toEqual(["A", "A2", "B", "B1", "A1"]);
    expect(order(withBranchAt(tree, branch("C", "B", 1)))).toEqual(["A", "A1", "A2", "B", "C", "B1"]);
  });

  it("knows what stands under an element", () => {
    expect([...withDescendants(tree, id("A"))]).toEqual(["A", "A1", "A2"]);
  });

  it("guesses the code that comes next", () => {
    expect([["A1-d"], ["3.1", "3.9"], ["4"], ["Annexe"], [], ["c"]].map(nextCode)).toEqual([
      "A1-e",
      "3.10",
      "5",
      "",
      "",
      "d",
    ]);
  });
});
