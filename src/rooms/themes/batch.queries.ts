import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { BatchKind } from "./batch.rules.ts";

export type Batch = {
  readonly number: number;
  readonly kind: BatchKind;
  readonly theme: string | null;
  readonly themeName: string | null;
  readonly filter: string;
  readonly contributionCount: number;
  /** Codes it made that are still in force, or answers to suggestions that still stand. */
  readonly inForce: number;
  readonly madeBy: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
  readonly undoneAt: Date | null;
};

export const BATCH_PAGE = 25;

/** Last batch first. */
export async function listBatches(db: Db, processId: ProcessId, page: number): Promise<readonly Batch[]> {
  return await db<Batch[]>`
    select batch.number, batch.kind, theme.code as theme, theme.name as "themeName", batch.filter,
      batch.contribution_count as "contributionCount",
      case batch.kind
        when 'refuse' then (
          select count(*)
          from themes.suggestion_act as act
          join themes.suggestion on suggestion.id = act.suggestion_id and suggestion.state = 'refused'
          where act.batch_id = batch.id and act.verb = 'refuse'
        )
        else (select count(*) from themes.code where code.batch_id = batch.id and code.removed_at is null)
      end as "inForce",
      person.display_name as "madeBy", batch.acting_role as "actingRole", batch.made_at as "madeAt",
      batch.undone_at as "undoneAt"
    from themes.batch
    left join themes.theme on theme.id = batch.theme_id
    left join accounts.person on person.id = batch.made_by
    where batch.process_id = ${processId}
    order by batch.number desc
    limit ${BATCH_PAGE}
    offset ${(page - 1) * BATCH_PAGE}
  `;
}

export async function countBatches(db: Db, processId: ProcessId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from themes.batch
    where process_id = ${processId}
  `;
  return row?.count ?? 0;
}

export async function findBatch(db: Db, processId: ProcessId, number: number): Promise<boolean> {
  const rows = await db`
    select from themes.batch
    where process_id = ${processId}
      and number = ${number}
  `;
  return rows.length === 1;
}
