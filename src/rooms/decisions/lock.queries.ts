import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

/**
 * One act at a time decides what covers the contributions of a process; a second one waits for the first, sees what it did,
 * and says so. Taken before any row lock, in one order, so that two acts never wait for each other.
 */
export async function lockDeciding(tx: Tx, processIds: readonly ProcessId[]): Promise<void> {
  // an act on a whole consultation may take longer than a page may, and those behind it wait for it
  await tx`set local statement_timeout = '60s'`;
  await tx`
    select pg_advisory_xact_lock(hashtextextended('decisions of ' || process.id, 0))
    from (
      select distinct id
      from unnest(${processIds}::uuid[]) as asked (id)
      order by id
    ) as process
  `;
}
