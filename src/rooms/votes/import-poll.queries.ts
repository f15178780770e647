import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

export type ImportProcess = { readonly id: ProcessId; readonly slug: string; readonly title: string };

/** Where a vote may be continued; the youngest first. */
export async function listImportProcesses(db: Db): Promise<readonly ImportProcess[]> {
  return await db<ImportProcess[]>`
    select id, slug, title
    from processes.process
    order by created_at desc, slug
  `;
}

/** Now, by the clock of the database. */
export async function readClock(db: Db): Promise<Date> {
  const [row] = await db<{ now: Date }[]>`select now() as now`;
  if (!row) throw new RangeError("a query without from gives one row");
  return row.now;
}
