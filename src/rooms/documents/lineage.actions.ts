import { Conflict, Invalid } from "#kernel/errors.ts";
import type { DocumentId, LineageId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import { lockDocument } from "./edition.store.ts";
import { listStatements } from "./lineage.queries.ts";
import { lineageSteps, type StatedLineage } from "./lineage.rules.ts";
import { insertLineages, withdrawLineages } from "./lineage.store.ts";
import type { LineageMaker } from "./structure.store.ts";

export type { StatedLineage };

/** Whose statements are set: those of one element, or all between two documents. */
export type LineageScope = {
  readonly from: DocumentId;
  readonly to: DocumentId;
  readonly nodeId: string | null;
};

/**
 * Makes these statements, and no others, those in force in their scope: what changed is withdrawn (and stays, dated), what is
 * new is stated, each in the journal. `seen` names the statements that the form showed: when somebody changed them meanwhile,
 * Conflict. The caller has checked who acts.
 */
export async function setLineage(
  tx: Tx,
  { from, to, nodeId }: LineageScope,
  wanted: readonly StatedLineage[],
  by: LineageMaker & { readonly seen?: readonly string[] },
): Promise<{ readonly stated: number; readonly withdrawn: number }> {
  for (const id of [from, to].toSorted()) await lockDocument(tx, id);
  const known = await listStatements(tx, { from, to, nodeId });
  const { withdraw, state } = lineageSteps(known, wanted);
  if (withdraw.length + state.length === 0) return { stated: 0, withdrawn: 0 };
  if (
    by.seen &&
    known
      .map(({ id }) => id)
      .toSorted()
      .join() !== by.seen.toSorted().join()
  ) {
    throw new Conflict("documents.draft.conflict");
  }
  const gone = await withdrawLineages(
    tx,
    withdraw.map(({ id }) => id),
    by,
  );
  try {
    const rows = state.map((one) => ({ ...one, fromDocumentId: from, toDocumentId: to }));
    const made = await insertLineages(tx, rows, by);
    await appendEntry(
      tx,
      ...gone.map((row) => entryOf("lineage.withdrawn", row, by.role)),
      ...made.map((row) => entryOf("lineage.stated", row, by.role)),
    );
  } catch (error) {
    if (constraintOf(error) === "lineage_agrees") throw new Invalid({ kind: "documents.lineage.disagrees" });
    throw error;
  }
  return { stated: state.length, withdrawn: withdraw.length };
}

function constraintOf(error: unknown): string | null {
  return error instanceof Error && "constraint_name" in error ? String(error.constraint_name) : null;
}

type Row = {
  readonly id: LineageId;
  readonly fromDocumentId: DocumentId;
  readonly toDocumentId: DocumentId;
  readonly fromNodeId: string | null;
  readonly toNodeId: string | null;
  readonly kind: string;
};

function entryOf(kind: "lineage.stated" | "lineage.withdrawn", row: Row, actingRole: string) {
  const { id, fromDocumentId, toDocumentId, fromNodeId, toNodeId } = row;
  const payload = { fromDocumentId, toDocumentId, fromNodeId, toNodeId, kind: row.kind };
  return { kind, subjectId: id, actingRole, payload };
}
