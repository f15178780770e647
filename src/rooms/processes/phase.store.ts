import type { PhaseId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

/** Takes the lock of a phase: dates and states change one after the other. */
export async function lockPhase(tx: Tx, phaseId: PhaseId): Promise<void> {
  await tx`select from processes.phase where id = ${phaseId} for update`;
}

/** By hand, before or after the planned moment; a phase opened again keeps its first opening. */
export async function setOpened(tx: Tx, phaseId: PhaseId): Promise<void> {
  await tx`
    update processes.phase
    set opened_at = coalesce(opened_at, now()), closed_at = null, answered_at = null
    where id = ${phaseId}
  `;
}

export async function setClosed(tx: Tx, phaseId: PhaseId): Promise<void> {
  await tx`
    update processes.phase
    set opened_at = coalesce(opened_at, planned_opens_at), closed_at = now()
    where id = ${phaseId}
  `;
}

export async function setAnswered(tx: Tx, phaseId: PhaseId): Promise<void> {
  await tx`
    update processes.phase
    set answered_at = now()
    where id = ${phaseId}
  `;
}

export async function setPlanned(
  tx: Tx,
  phaseId: PhaseId,
  { opensAt, closesAt }: { readonly opensAt: Date; readonly closesAt: Date },
): Promise<void> {
  await tx`
    update processes.phase
    set planned_opens_at = ${opensAt}, planned_closes_at = ${closesAt}
    where id = ${phaseId}
  `;
}

/** Phases whose planned opening has passed and that nobody opened: they opened at that moment. */
export async function recordOpenings(tx: Tx): Promise<readonly PhaseId[]> {
  const rows = await tx<{ id: PhaseId }[]>`
    update processes.phase
    set opened_at = planned_opens_at
    where opened_at is null
      and planned_opens_at <= now()
      and (closed_at is null or closed_at >= planned_opens_at)
    returning id
  `;
  return rows.map(({ id }) => id);
}

/** Phases that were open when their planned end passed: they closed at that moment. */
export async function recordClosings(tx: Tx): Promise<readonly PhaseId[]> {
  const rows = await tx<{ id: PhaseId }[]>`
    update processes.phase
    set closed_at = greatest(planned_closes_at, opened_at)
    where closed_at is null
      and opened_at is not null
      and planned_closes_at <= now()
    returning id
  `;
  return rows.map(({ id }) => id);
}
