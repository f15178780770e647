import type { ContributionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { ContributionState } from "./moderation.rules.ts";

/** Where these contributions stand here, their rows held until the transaction ends. */
export async function lockStates(
  tx: Tx,
  ids: readonly ContributionId[],
): Promise<ReadonlyMap<ContributionId, ContributionState>> {
  const rows = await tx<{ id: ContributionId; state: ContributionState }[]>`
    select id, state
    from contributions.contribution
    where id = any (${ids as ContributionId[]}::uuid[])
    order by id
    for update
  `;
  return new Map(rows.map(({ id, state }) => [id, state]));
}
