import { createHash } from "node:crypto";
import type { Tx } from "#platform/db.ts";
import { insertDocuments } from "./document.store.ts";

/** The digest that a leaf carries of a public text. */
export function digestOf(content: string): Buffer {
  return createHash("sha256").update(content, "utf8").digest();
}

/**
 * Keeps public texts word for word, in the transaction that logs their digests, so that anybody who may read the process can
 * fetch the bytes a leaf stands for. Gives the digests, in order.
 */
export async function keepDocuments(
  tx: Tx,
  documents: readonly { readonly content: string; readonly processId: string }[],
): Promise<readonly Buffer[]> {
  const rows = documents.map((document) => ({ ...document, d: digestOf(document.content) }));
  if (rows.length > 0) await insertDocuments(tx, rows);
  return rows.map(({ d }) => d);
}
