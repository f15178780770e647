import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import type { Maker } from "./maker.rules.ts";
import { endedJustNow } from "./sign-off.queries.ts";

/** The database ends a signature when what was signed is edited; the journal says so in the same transaction. */
export async function recordReopening(tx: Tx, processId: ProcessId, maker: Maker): Promise<void> {
  const ended = await endedJustNow(tx, processId);
  if (!ended) return;
  await appendEntry(tx, {
    kind: "themes.reopened",
    subjectId: ended.id,
    actingRole: maker.role,
    payload: { codebookHash: ended.codebookHash, sample: ended.sample },
  });
}
