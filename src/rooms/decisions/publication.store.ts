import type { DecisionId, PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

/**
 * What a revision covers leaves the decision it revises first, so that never two are in force. The earlier decision is
 * replaced once it holds nothing any more; until then it stays in force for the others.
 */
export async function retireRevised(tx: Tx, ids: readonly DecisionId[]): Promise<void> {
  await tx`
    update decisions.covering
    set is_in_force = false,
      ended_by = later.id,
      ended_at = now()
    from decisions.decision as later
    join decisions.covering as taken on taken.decision_id = later.id
    where later.id = any (${ids}::uuid[])
      and covering.decision_id = later.replaces
      and covering.contribution_id = taken.contribution_id
      and covering.is_in_force
  `;
  await tx`
    update decisions.decision as earlier
    set state = 'replaced'
    from decisions.decision as later
    where later.id = any (${ids}::uuid[])
      and earlier.id = later.replaces
      and earlier.state = 'published'
      and not exists (
        select
        from decisions.covering
        where covering.decision_id = earlier.id
          and covering.is_in_force
      )
  `;
}

export async function markPublished(tx: Tx, ids: readonly DecisionId[], by: PersonId | null): Promise<void> {
  await tx`
    update decisions.covering
    set is_in_force = true
    where decision_id = any (${ids}::uuid[])
      and not is_in_force
      and ended_by is null
  `;
  await tx`
    update decisions.decision
    set state = 'published',
      published_at = now(),
      published_by = ${by}
    where id = any (${ids}::uuid[])
      and state = 'draft'
  `;
}
