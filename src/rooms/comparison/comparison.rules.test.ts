import { describe, expect, it } from "vitest";
import { asId, type NodeId, type PassageId } from "#kernel/ids.ts";
import { changedNodes, compareEditions, type Side } from "./comparison.rules.ts";

const id = (kind: number, n: number) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, "0")}`;

/** `{ A: ["1 un texte"] }` is element A (its number from the letter) holding passage 1. */
function side(nodes: Readonly<Record<string, readonly string[]>>, titles: Readonly<Record<string, string>> = {}): Side {
  const names = Object.keys(nodes);
  return {
    nodes: names.map((name, index) => ({
      nodeId: asId<NodeId>(id(1, name.charCodeAt(0))),
      parentNodeId: null,
      position: index + 1,
      sortKey: String(index + 1).padStart(4, "0"),
      type: "objective",
      code: name,
      title: titles[name] ?? `Titre ${name}`,
      carrier: null,
      status: null,
      source: null,
      passageCount: 0,
    })),
    passages: names.flatMap((name) =>
      (nodes[name] ?? []).map((line, index) => ({
        passageId: asId<PassageId>(id(2, Number.parseInt(line, 10))),
        anchor: `p${Number.parseInt(line, 10)}`,
        nodeId: asId<NodeId>(id(1, name.charCodeAt(0))),
        position: index + 1,
        text: line.replace(/^\d+ /, ""),
      })),
    ),
  };
}

const fates = (before: Side, after: Side) =>
  compareEditions(before, after).nodes.map(
    (node) => `${node.code} ${node.fate}: ${node.passages.map((p) => `${p.anchor} ${p.fate}`).join(", ")}`,
  );

describe("comparing two editions", () => {
  it("names what was added, removed, rewritten and moved, each where it stands", () => {
    const before = side({ A: ["1 Un texte.", "2 Un autre.", "3 Parti."], B: ["4 Déplacé."] });
    const after = side({ A: ["1 Un texte neuf.", "4 Déplacé.", "2 Un autre."], C: ["5 Ajouté."] });
    expect(fates(before, after)).toEqual([
      "A same: p1 rewritten, p4 moved, p2 same, p3 removed",
      "B removed: ",
      "C added: p5 added",
    ]);
    expect(compareEditions(before, after).counts).toEqual({
      same: 1,
      added: 1,
      removed: 1,
      rewritten: 1,
      moved: 1,
      titles: 0,
      nodesAdded: 1,
      nodesRemoved: 1,
      nodesMoved: 0,
      nodesUpdated: 0,
    });
  });

  it("shows no change for typography, in words or titles", () => {
    const before = side({ A: ["1 L'accès : 2 %"] }, { A: "L'axe" });
    const after = side({ A: ["1 L’accès\u00a0: 2\u00a0%"] }, { A: "L’axe" });
    const comparison = compareEditions(before, after);
    expect(changedNodes(comparison, "changes")).toEqual([]);
    expect(changedNodes(comparison, "everything")).toHaveLength(1);
  });

  it("shows a new title word by word", () => {
    const [node] = compareEditions(side({ A: [] }), side({ A: [] }, { A: "Titre neuf" })).nodes;
    expect(node?.fate).toBe("retitled");
    expect(node?.titleSegments.map(({ op }) => op)).toEqual(["same", "removed", "added"]);
  });

  it("says the opposite the other way round", () => {
    const one = side({ A: ["1 Un."] });
    const two = side({ A: ["1 Un.", "2 Deux."] });
    expect(compareEditions(one, two).counts.added).toBe(1);
    expect(compareEditions(two, one).counts.removed).toBe(1);
  });
});
