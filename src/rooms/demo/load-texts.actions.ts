import type { EditionId, NodeId, PassageId, PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { listNodes, listPassages, setLineage } from "#rooms/documents";
import { importEdition } from "#rooms/imports";
import { type DocumentFile, readText } from "./seed-files.actions.ts";
import { DRAFT_PUBLICATION, LINEAGE } from "./timeline.rules.ts";

export type TextEdition = {
  readonly id: EditionId;
  readonly documentId: Awaited<ReturnType<typeof importEdition>>["documentId"];
  readonly nodeOf: (code: string) => NodeId;
  /** A passage by the code of its element and its rank. */
  readonly passageOf: (code: string, rank: number) => { readonly id: PassageId; readonly text: string };
};

const PUBLISHED: readonly (readonly [DocumentFile, Date])[] = [
  ["roadmap-2019-2022.yaml", new Date("2019-04-25T00:00:00+02:00")],
  // only the month is known; the record keeps "2023-02" as the date of the edition
  ["doctrine.yaml", new Date("2023-02-01T00:00:00+01:00")],
];

/** The two older texts and the draft that was put to consultation, each published at its date. */
export async function loadTexts(tx: Tx, editor: PersonId): Promise<TextEdition> {
  const by = { createdBy: editor, actingRole: "editor", publish: true };
  const older: TextEdition[] = [];
  for (const [file, publishedAt] of PUBLISHED) {
    const { editionId, documentId } = await importEdition(tx, { imported: readText(file), ...by, publishedAt });
    older.push(await describeEdition(tx, editionId, documentId));
  }
  const imported = readText("roadmap-2023-2027-draft.yaml");
  const { editionId, documentId } = await importEdition(tx, { imported, ...by, publishedAt: DRAFT_PUBLICATION });
  const draft = await describeEdition(tx, editionId, documentId);
  const [roadmap2019] = older;
  if (roadmap2019) {
    const stated = LINEAGE.map(({ from, to, kind }) => ({
      fromNodeId: roadmap2019.nodeOf(from),
      toNodeId: draft.nodeOf(to),
      kind,
      note: null,
    }));
    const scope = { from: roadmap2019.documentId, to: draft.documentId, nodeId: null };
    await setLineage(tx, scope, stated, { personId: editor, role: "editor" });
  }
  return draft;
}

async function describeEdition(tx: Tx, id: EditionId, documentId: TextEdition["documentId"]): Promise<TextEdition> {
  const [nodes, passages] = [await listNodes(tx, id), await listPassages(tx, id)];
  const nodeOf = (code: string): NodeId => found(nodes.find((node) => node.code === code)?.nodeId, code);
  return {
    id,
    documentId,
    nodeOf,
    passageOf(code, rank) {
      const passage = passages.find(({ nodeId, position }) => nodeId === nodeOf(code) && position === rank);
      const { passageId, text } = found(passage, `${code}.${rank}`);
      return { id: passageId, text };
    },
  };
}

function found<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined)
    throw new Error(`the demonstration names ${name}, which the text does not have`);
  return value;
}
