import type { ProcessId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Maker } from "./campaign.rules.ts";

/** Nothing happens when a search of this process waits or runs already. */
export async function insertSearch(db: Db, processId: ProcessId, by: Maker | null): Promise<void> {
  await db`
    insert into campaigns.search (process_id, asked_by, acting_role)
    values (${processId}, ${by?.personId ?? null}, ${by?.role ?? "clock"})
    on conflict do nothing
  `;
}

/** Texts came or changed since the last search: it is asked for anew, a quarter of an hour after the last one. */
export async function insertDueSearches(db: Db): Promise<void> {
  await db`
    insert into campaigns.search (process_id, acting_role)
    select last.process_id, 'clock'
    from (
      select process_id, max(asked_at) as asked_at
      from campaigns.search
      group by process_id
    ) as last
    where last.asked_at < now() - interval '15 minutes'
      and (
        exists (
          select
          from contributions.contribution
          where contribution.process_id = last.process_id
            and contribution.state = 'published'
            and not exists (select from campaigns.examined where examined.contribution_id = contribution.id)
        )
      )
    on conflict do nothing
  `;
}

export type Claimed = { readonly id: string; readonly processId: ProcessId; readonly startedAt: Date };

/** The oldest search that nobody runs; one whose worker was lost is taken up again. */
export async function claimSearch(db: Db): Promise<Claimed | null> {
  const [row] = await db<Claimed[]>`
    update campaigns.search
    set started_at = now(),
      beat_at = now()
    where id = (
      select id
      from campaigns.search
      where finished_at is null
        and failed_at is null
        and (beat_at is null or beat_at < now() - interval '5 minutes')
      order by asked_at
      limit 1
      for update skip locked
    )
    returning id, process_id as "processId", started_at as "startedAt"
  `;
  return row ?? null;
}

type Step = {
  readonly done: number;
  readonly total: number;
  readonly campaigns: number;
  readonly members: number;
};

export async function advanceSearch(tx: Tx, id: string, { done, total, campaigns, members }: Step): Promise<void> {
  await tx`
    update campaigns.search
    set done_count = ${done},
      total_count = ${total},
      found_campaigns = found_campaigns + ${campaigns},
      found_members = found_members + ${members},
      beat_at = now()
    where id = ${id}
  `;
}

export async function endSearch(db: Db, id: string, isFailed: boolean): Promise<void> {
  await db`
    update campaigns.search
    set finished_at = case when not ${isFailed}::boolean then now() end,
      failed_at = case when ${isFailed}::boolean then now() end
    where id = ${id}
  `;
}

/** Texts that were compared, unless their words changed since they were read. */
export async function markExamined(tx: Tx, ids: readonly string[], readSince: Date): Promise<void> {
  await tx`
    insert into campaigns.examined (contribution_id)
    select contribution.id
    from contributions.contribution
    where contribution.id = any (${ids}::uuid[])
      and not exists (
        select
        from contributions.rewording
        where rewording.contribution_id = contribution.id
          and rewording.made_at >= ${readSince}
      )
      and not exists (
        select
        from moderation.mask
        where mask.contribution_id = contribution.id
          and greatest(mask.masked_at, mask.lifted_at) >= ${readSince}
      )
    on conflict do nothing
  `;
}
