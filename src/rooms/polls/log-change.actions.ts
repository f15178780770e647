import { canonical, type Json } from "#ledger/canonical.ts";
import type { Tx } from "#platform/db.ts";
import { appendLeaf, keepDocuments } from "#rooms/journal";
import type { Poll } from "./poll.rules.ts";

/** A rule of a published question that changed while it is open is logged as a public rule of its process. */
export async function logChange(tx: Tx, poll: Poll, changed: Readonly<Record<string, Json>>): Promise<void> {
  const processId = poll.process.id;
  const content = canonical({ ...changed, poll: poll.id, process: processId, v: 1 });
  const [d] = await keepDocuments(tx, [{ content, processId }]);
  if (d) await appendLeaf(tx, { leaf: { k: "config.changed", c: processId, d } });
}
