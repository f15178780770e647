import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Conflict, Invalid } from "#kernel/errors.ts";
import { asId, type EditionId, type NodeId, type PassageId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import {
  addDraftNode,
  addDraftPassage,
  createDraftEdition,
  listNodes,
  listPassages,
  mergeDraftNodes,
  mergeDraftPassages,
  moveDraftNode,
  moveDraftPassage,
  removeDraftNode,
  removeDraftPassage,
  restoreDraftNode,
  restoreDraftPassage,
  saveDraftNodeFacts,
  splitDraftNode,
  splitDraftPassage,
} from "#rooms/documents";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

const by = { personId: null, role: "editor" };
const passage = (n: number) => asId<PassageId>(ESSAI.passageId(n));
const node = (n: number) => asId<NodeId>(ESSAI.nodeId(n));
const [AXIS_1, A1A, A1B, AXIS_2, A2A, A2B, A2C] = [1, 2, 3, 4, 5, 6, 7].map(node) as [
  NodeId,
  NodeId,
  NodeId,
  NodeId,
  NodeId,
  NodeId,
  NodeId,
];

let house: TestHouse;
let editionId: EditionId;
const act = <T>(work: (tx: Tx) => Promise<T>) => house.sql.begin(work) as Promise<T>;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  editionId = await act((tx) => createDraftEdition(tx, { from: asId<EditionId>(ESSAI.editionId), createdBy: null }));
});
afterEach(async () => {
  await act(async (tx) => {
    await tx`delete from documents.lineage where edition_id = ${editionId}`;
    for (const table of ["passage_lineage", "edition_figure", "edition_passage", "edition_node"]) {
      await tx`delete from ${tx(`documents.${table}`)} where edition_id = ${editionId}`;
    }
    await tx`delete from documents.edition where id = ${editionId}`;
  });
});

/** What differs: `A1-a.2 passage_split`. */
async function differences(): Promise<readonly string[]> {
  const rows = await house.sql<{ line: string }[]>`
    select coalesce(passage.anchor, node.code, before.code) || ' ' || kind as line
    from editions.difference(${editionId}) as difference
    left join documents.passage on passage.id = difference.passage_id
    left join documents.edition_node as node on node.edition_id = ${editionId} and node.node_id = difference.node_id
    left join documents.edition_node as before
      on before.edition_id = ${ESSAI.editionId} and before.node_id = difference.node_id
    order by 1
  `;
  return rows.map(({ line }) => line);
}
const codes = async () => (await listNodes(house.sql, editionId)).map(({ code }) => code).join(" ");
const anchorsOf = async (nodeId: NodeId) =>
  (await listPassages(house.sql, editionId, [nodeId])).map(({ anchor }) => anchor).join(" ");

describe("a passage of a draft", () => {
  const split = () => ({
    editionId,
    passageId: passage(1),
    first: "Les professionnels versent les documents utiles.",
    second: "Ils le font de façon courante et sans double saisie.",
    seen: "Les professionnels versent les documents utiles, de façon courante et sans double saisie.",
  });

  it("splits: the first part keeps the identity, the second comes from it; sent twice, once", async () => {
    const made = await act((tx) => splitDraftPassage(tx, split(), by));
    const again = await act((tx) => splitDraftPassage(tx, split(), by));
    expect(again).toEqual(made);
    expect(await anchorsOf(A1A)).toBe(`p1 ${made.anchor} p2`);
    expect(await differences()).toEqual(["p1 passage_rewritten", `${made.anchor} passage_split`]);
    await act((tx) => removeDraftPassage(tx, { editionId, passageId: made.id, seen: split().second }));
    expect(await house.sql`select from documents.passage_lineage where edition_id = ${editionId}`).toHaveLength(0);
  });

  it("is not split under the hands of somebody who wrote meanwhile, nor into nothing", async () => {
    await expect(act((tx) => splitDraftPassage(tx, { ...split(), seen: "autre" }, by))).rejects.toThrow(Conflict);
    await expect(act((tx) => splitDraftPassage(tx, { ...split(), second: " " }, by))).rejects.toThrow(Invalid);
  });

  it("merges into another, leaves, and comes back under its old anchor", async () => {
    const merge = {
      editionId,
      from: passage(5),
      into: passage(4),
      text: "Les médecins prescrivent par voie numérique et le pharmacien vérifie.",
      seenFrom: "Le pharmacien vérifie l’ordonnance en ligne.",
      seenInto: "Les médecins prescrivent par voie numérique.",
    };
    await act((tx) => mergeDraftPassages(tx, merge, by));
    await act((tx) => mergeDraftPassages(tx, merge, by));
    expect(await differences()).toEqual(["p4 passage_rewritten", "p5 passage_merged"]);
    await act((tx) => restoreDraftPassage(tx, { editionId, passageId: passage(5), nodeId: A2B, position: 1 }));
    await act((tx) => restoreDraftPassage(tx, { editionId, passageId: passage(5), nodeId: A2B, position: 1 }));
    expect(await anchorsOf(A2B)).toBe("p5 p6");
    expect(await differences()).toEqual(["p4 passage_rewritten", "p5 passage_moved"]);
  });

  it("moved inside its element is one difference, however many it passed", async () => {
    for (const text of ["Trois.", "Quatre."]) await act((tx) => addDraftPassage(tx, { editionId, nodeId: A1A, text }));
    await act((tx) => moveDraftPassage(tx, { editionId, passageId: passage(2), toNodeId: A1A, position: 1 }));
    expect((await differences()).filter((line) => line.endsWith("passage_moved"))).toHaveLength(1);
  });

  it("added twice with the same words is added once", async () => {
    const add = () => act((tx) => addDraftPassage(tx, { editionId, nodeId: A1B, text: "Encore." }));
    expect(await add()).toEqual(await add());
  });
});

describe("an element of a draft", () => {
  it("is added, and moved under another parent with all that it holds", async () => {
    const input = {
      editionId,
      parentNodeId: AXIS_1,
      position: 2,
      type: "objective",
      code: "A1-c",
      title: "Neuf",
    } as const;
    const added = await act((tx) => addDraftNode(tx, input));
    expect(await act((tx) => addDraftNode(tx, input))).toBe(added);
    expect(await codes()).toBe("1 A1-a A1-c A1-b 2 A2-a A2-b A2-c");
    await act((tx) => moveDraftNode(tx, { editionId, nodeId: A2A, parentNodeId: AXIS_1, position: 1 }));
    expect(await codes()).toBe("1 A2-a A1-a A1-c A1-b 2 A2-b A2-c");
    expect(await differences()).toEqual(["A1-c node_added", "A2-a node_moved"]);
    await expect(
      act((tx) => moveDraftNode(tx, { editionId, nodeId: AXIS_1, parentNodeId: A1A, position: 1 })),
    ).rejects.toThrow(Invalid);
    const taken = { ...input, code: "A1-a", title: "Autre" };
    await expect(act((tx) => addDraftNode(tx, taken))).rejects.toThrow(Invalid);
  });

  it("renumbered or with another carrier is updated; two at once never write over each other", async () => {
    const seen = { code: "A2-c", type: "objective", carrier: null, status: null } as const;
    await act((tx) => saveDraftNodeFacts(tx, { editionId, nodeId: A2C, ...seen, carrier: "CNAM", seen }));
    expect(await differences()).toEqual(["A2-c node_updated"]);
    await expect(
      act((tx) => saveDraftNodeFacts(tx, { editionId, nodeId: A2C, ...seen, carrier: "ANS", seen })),
    ).rejects.toThrow(Conflict);
  });

  it("splits in two, and merges with its neighbour: identities and lineage stay", async () => {
    const input = {
      editionId,
      nodeId: A1A,
      type: "objective",
      code: "A1-z",
      title: "La seconde moitié",
      passageIds: [passage(2)],
      childIds: [],
    } as const;
    const made = await act((tx) => splitDraftNode(tx, input, by));
    expect(await act((tx) => splitDraftNode(tx, input, by))).toBe(made);
    expect(await anchorsOf(made)).toBe("p2");
    expect(await differences()).toEqual(["A1-z node_split", "p2 passage_moved"]);
    await act((tx) => mergeDraftNodes(tx, { editionId, from: A2C, into: A2B }, by));
    await act((tx) => mergeDraftNodes(tx, { editionId, from: A2C, into: A2B }, by));
    expect(await anchorsOf(A2B)).toBe("p6 p7 p8");
    expect(await differences()).toEqual([
      "A1-z node_split",
      "A2-c node_merged",
      "p2 passage_moved",
      "p7 passage_moved",
      "p8 passage_moved",
    ]);
  });

  it("removed with what it holds comes back where it stood", async () => {
    await expect(act((tx) => removeDraftNode(tx, { editionId, nodeId: AXIS_2, seen: "1-0" }))).rejects.toThrow(
      Conflict,
    );
    await act((tx) => removeDraftNode(tx, { editionId, nodeId: A2A, seen: "1-2" }));
    expect(await differences()).toEqual(["A2-a node_removed", "p4 passage_removed", "p5 passage_removed"]);
    await act((tx) => restoreDraftNode(tx, { editionId, nodeId: A2A }));
    expect(await differences()).toEqual([]);
    expect(await codes()).toBe("1 A1-a A1-b 2 A2-a A2-b A2-c");
  });
});
