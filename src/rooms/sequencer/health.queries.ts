import type { Db, Sql } from "#platform/db.ts";
import type { Health, Notice, WitnessState } from "./health.rules.ts";

export type { Health, WitnessState } from "./health.rules.ts";

/** How the log does: one question to the database. */
export async function findHealth(db: Db): Promise<Health> {
  const [health] = await db<Health[]>`
    select now() as at, head.origin, head.size,
      last.size as "publishedSize", last.at as "publishedAt",
      extract(epoch from now() - last.at)::float8 as "checkpointAgeSeconds",
      waiting.depth as "queueDepth", extract(epoch from now() - waiting.oldest)::float8 as "oldestQueuedSeconds",
      (select count(*) from journal.refused) as refused,
      frozen.reason as "frozenBecause", frozen.since as "frozenSince",
      (select max(at) from journal.examination) as "examinedAt"
    from journal.head
    left join journal.freeze as frozen on true
    left join lateral (
      select size, greatest(checkpoint.at, (
        select max(cosignature.at) from journal.cosignature where cosignature.size = checkpoint.size
      )) as at
      from journal.checkpoint
      order by size desc
      limit 1
    ) as last on true
    cross join (select count(*) as depth, min(at) as oldest from journal.queue) as waiting
  `;
  if (!health) throw new Error("journal.head has no row");
  return health;
}

/** The witnesses that were asked at least once, by name. */
export async function listWitnesses(db: Db): Promise<readonly WitnessState[]> {
  return await db<WitnessState[]>`
    select vkey, size, seen_at as "cosignedAt", failure, failed_at as "failedAt"
    from journal.witness
    order by vkey
  `;
}

export type Alarm = { readonly name: string; readonly count: number; readonly lastAt: Date };

export async function listAlarms(db: Db): Promise<readonly Alarm[]> {
  return await db<Alarm[]>`
    select name, count, last_at as "lastAt"
    from journal.alarm
    order by name
  `;
}

export async function listNotices(db: Db): Promise<readonly Notice[]> {
  return await db<Notice[]>`
    select encode(digest, 'hex') as digest, at
    from journal.notice
    order by at desc
    limit 20
  `;
}

/** For every page: nothing is signed until somebody has looked. */
export async function isFrozen(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ frozen: boolean }[]>`select exists (select from journal.freeze) as frozen`;
  return row?.frozen ?? false;
}
