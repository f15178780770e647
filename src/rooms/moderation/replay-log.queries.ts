import type { ContributionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { ContributionState } from "./moderation.rules.ts";

export type Held = { readonly id: ContributionId; readonly number: number; readonly state: ContributionState };

/** Where these contributions stand here, their rows held until the transaction ends. */
export async function lockStates(tx: Tx, ids: readonly ContributionId[]): Promise<ReadonlyMap<ContributionId, Held>> {
  const rows = await tx<Held[]>`
    select id, number, state
    from contributions.contribution
    where id = any (${ids as ContributionId[]}::uuid[])
    order by id
    for update
  `;
  return new Map(rows.map((row) => [row.id, row]));
}
