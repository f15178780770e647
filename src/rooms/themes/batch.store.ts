import type { ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { BatchKind } from "./batch.rules.ts";
import type { Maker } from "./maker.rules.ts";

export type NewBatch = {
  /** Drawn with the form: the same form sent twice makes one batch. */
  readonly id: string;
  readonly processId: ProcessId;
  readonly kind: BatchKind;
  readonly themeId: ThemeId | null;
  /** The query of the filter. */
  readonly filter: string;
  readonly fingerprint: string;
  readonly contributionCount: number;
};

/** False when this batch is stored already. */
export async function insertBatch(tx: Tx, batch: NewBatch, by: Maker): Promise<boolean> {
  const rows = await tx`
    insert into themes.batch (id, process_id, kind, theme_id, filter, fingerprint, contribution_count, made_by, acting_role)
    values (
      ${batch.id}, ${batch.processId}, ${batch.kind}, ${batch.themeId}, ${batch.filter}, ${batch.fingerprint},
      ${batch.contributionCount}, ${by.personId}, ${by.role}
    )
    on conflict (id) do nothing
    returning id
  `;
  return rows.length === 1;
}

/** The batch, when it was not undone before. */
export async function markUndone(tx: Tx, processId: ProcessId, number: number, by: Maker) {
  const [row] = await tx<{ id: string; kind: BatchKind }[]>`
    update themes.batch
    set undone_at = now(), undone_by = ${by.personId}, undone_role = ${by.role}
    where process_id = ${processId}
      and number = ${number}
      and undone_at is null
    returning id, kind
  `;
  return row ?? null;
}
