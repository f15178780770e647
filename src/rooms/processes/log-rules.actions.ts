import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendLeaf, digestOf, keepDocuments } from "#rooms/journal";
import { listRules } from "./logged.queries.ts";
import { upsertLoggedRules } from "./rules.store.ts";
import { rulesDocument } from "./rules-document.rules.ts";

/** Logs the public rules of these processes where they changed. The caller holds the processes. */
export async function logRules(tx: Tx, ids: readonly ProcessId[]): Promise<number> {
  const changed = (await listRules(tx, ids))
    .map((rules) => ({ processId: rules.id, logged: rules.logged, content: rulesDocument(rules) }))
    .filter(({ content, logged }) => logged === null || !digestOf(content).equals(logged));
  if (changed.length === 0) return 0;
  const digests = await keepDocuments(tx, changed);
  const rows = changed.map(({ processId }, index) => ({ processId, d: digests[index] ?? Buffer.alloc(0) }));
  await upsertLoggedRules(tx, rows);
  await appendLeaf(
    tx,
    ...rows.map(({ processId, d }) => ({ leaf: { k: "config.changed" as const, c: processId, d } })),
  );
  return changed.length;
}
