import type { Sql } from "#platform/db.ts";
import { Failure } from "#platform/failure.ts";
import { integrateOnce, type TreeMemory } from "./integrate.actions.ts";
import { type Publication, publishOnce } from "./publish.actions.ts";
import type { JournalFiles } from "./signers.actions.ts";

/** Takes everything that waits into the tree, then publishes once. */
export async function sequenceAll(sql: Sql, files: JournalFiles): Promise<Extract<Publication, { kind: "published" }>> {
  const memory: TreeMemory = { frontier: null };
  while ((await integrateOnce(sql, files, memory)).isFull);
  const publication = await publishOnce(sql, files);
  if (publication.kind === "frozen") throw new Failure("logFrozen", { reason: publication.reason });
  return publication;
}
