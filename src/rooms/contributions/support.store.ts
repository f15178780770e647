import type { ContributionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { SupportValue } from "./contribution.rules.ts";

type Support = { readonly id: ContributionId; readonly voterKey: string; readonly value: SupportValue };

/** One support a person: the primary key holds it, however many ask at once. */
export async function upsertSupport(db: Db, { id, voterKey, value }: Support): Promise<void> {
  await db`
    insert into contributions.support (contribution_id, voter_key, value)
    values (${id}, ${voterKey}, ${value})
    on conflict (contribution_id, voter_key) do update
    set value = excluded.value, changed_at = now()
    where support.value <> excluded.value
  `;
}

export async function deleteSupport(db: Db, { id, voterKey }: Omit<Support, "value">): Promise<void> {
  await db`
    delete from contributions.support
    where contribution_id = ${id}
      and voter_key = ${voterKey}
  `;
}
