import type { DocumentId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendLeaf } from "#rooms/journal";
import { listUnloggedEditions } from "./logged.queries.ts";

/** Logs the published editions that the log does not hold yet, each with its hash. The caller holds the documents. */
export async function logEditions(tx: Tx, ids: readonly DocumentId[]): Promise<number> {
  const editions = await listUnloggedEditions(tx, ids);
  await appendLeaf(
    tx,
    ...editions.map(({ documentId, processId, hash }) => ({
      leaf: { k: "roadmap.version" as const, c: processId ?? documentId, o: documentId, d: Buffer.from(hash, "hex") },
    })),
  );
  return editions.length;
}
