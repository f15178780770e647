import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Conflict, Refused } from "#kernel/errors.ts";
import { asId, type NodeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import {
  addDraftPassage,
  createDraftEdition,
  listNodes,
  listPassages,
  moveDraftPassage,
  removeDraftPassage,
  saveDraftNodeTitle,
  saveDraftPassage,
} from "#rooms/documents";
import { importEdition, parseRoadmapYaml } from "#rooms/imports";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse({ empty: true });
});
afterAll(() => house.close());

const person = { createdBy: null, actingRole: "editor" };
const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => house.sql.begin(work) as Promise<T>;

function seed(name: string) {
  const result = parseRoadmapYaml(readFileSync(new URL(`../../../db/seed/${name}`, import.meta.url), "utf8"));
  if (!result.isValid) throw new Error("the seed does not parse");
  return result.document;
}

describe("a draft edition", () => {
  const prepare = async () => {
    const slug = `essai-${crypto.randomUUID().slice(0, 8)}`;
    const imported = { ...seed("roadmap-2023-2027-draft.yaml"), document: slug };
    const { editionId: from } = await inTransaction((tx) => importEdition(tx, { imported, ...person, publish: true }));
    const editionId = await inTransaction((tx) => createDraftEdition(tx, { from, createdBy: null }));
    const [first] = await listPassages(house.sql, editionId);
    if (!first) throw new Error("the draft holds the passages of the edition before");
    return { from, editionId, first };
  };

  it("is one at a time", async () => {
    const { from } = await prepare();
    await expect(inTransaction((tx) => createDraftEdition(tx, { from, createdBy: null }))).rejects.toThrow(Refused);
  });

  it("saves a passage, and never writes over what somebody else saved", async () => {
    const { editionId, first } = await prepare();
    const save = (text: string, seen: string) =>
      inTransaction((tx) => saveDraftPassage(tx, { editionId, passageId: first.passageId, text, seen }));
    await save("Nouveau texte.", first.text);
    await expect(save("Autre texte.", first.text)).rejects.toThrow(Conflict);
    await save("Nouveau texte.", first.text);
    expect((await listPassages(house.sql, editionId))[0]?.text).toBe("Nouveau texte.");
  });

  it("adds with the next anchor, which is never given again", async () => {
    const { editionId, first } = await prepare();
    const add = (text: string, position?: number) =>
      inTransaction((tx) =>
        addDraftPassage(tx, { editionId, nodeId: first.nodeId, text, ...(position ? { position } : {}) }),
      );
    const one = await add("Ajout en tête.", 1);
    expect(one.anchor).toBe("p20");
    expect((await listPassages(house.sql, editionId, [first.nodeId])).map((p) => p.anchor)).toEqual(["p20", "p1"]);
    await inTransaction((tx) =>
      removeDraftPassage(tx, { editionId, passageId: one.passageId, seen: "Ajout en tête." }),
    );
    expect((await add("Un autre.")).anchor).toBe("p21");
    expect((await listPassages(house.sql, editionId, [first.nodeId])).map((p) => p.position)).toEqual([1, 2]);
  });

  it("moves a passage to another element and retitles one", async () => {
    const { editionId, first } = await prepare();
    const target = (await listNodes(house.sql, editionId)).find(({ code }) => code === "A4-g");
    const toNodeId = target?.nodeId ?? asId<NodeId>(first.nodeId);
    await inTransaction((tx) => moveDraftPassage(tx, { editionId, passageId: first.passageId, toNodeId, position: 1 }));
    expect((await listPassages(house.sql, editionId, [toNodeId])).map((p) => p.anchor)).toEqual(["p1", "p19"]);
    expect(await listPassages(house.sql, editionId, [first.nodeId])).toHaveLength(0);
    const retitle = (title: string, seen: string) =>
      inTransaction((tx) => saveDraftNodeTitle(tx, { editionId, nodeId: toNodeId, title, seen }));
    await retitle("N’oublier personne, nulle part", target?.title ?? "");
    await expect(retitle("Autre", target?.title ?? "")).rejects.toThrow(Conflict);
  });

  it("is not what the public reads", async () => {
    const { from, editionId, first } = await prepare();
    const [row] = await house.sql<{ slug: string }[]>`
      select document.slug from documents.document join documents.edition on document_id = document.id where edition.id = ${editionId}`;
    expect((await house.fetch(`/fr/textes/${row?.slug}/editions/2`)).status).toBe(404);
    await expect(
      inTransaction((tx) =>
        saveDraftPassage(tx, { editionId: from, passageId: first.passageId, text: "x", seen: first.text }),
      ),
    ).rejects.toThrow(Refused);
  });
});
