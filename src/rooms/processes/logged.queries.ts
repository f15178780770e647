import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { ProcessRules } from "./rules-document.rules.ts";

/** With the digest of what was last logged of them: null when nothing was. */
export type LoggedRules = ProcessRules & { readonly logged: Uint8Array | null };

/** Public rules of processes, by age. */
export async function listRules(db: Db, ids: readonly ProcessId[]): Promise<readonly LoggedRules[]> {
  return await db<LoggedRules[]>`
    select process.id, process.slug, process.title, process.summary, process.authority, process.follow_up as "followUp",
      process.language, process.document_id as "documentId", process.needs_second_reader as "needsSecondReader",
      logged_rules.d as logged,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('id', circle.id, 'name', circle.name, 'nameEn', circle.name_en, 'isPublic', circle.is_public)
            order by circle.position
          ),
          '[]'
        )
        from processes.circle
        where circle.process_id = process.id
      ) as circles,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'id', phase.id, 'kind', phase.kind, 'title', phase.title, 'titleEn', phase.title_en,
              'plannedOpensAt', processes.utc(phase.planned_opens_at),
              'plannedClosesAt', processes.utc(phase.planned_closes_at),
              'openedAt', processes.utc(phase.opened_at), 'closedAt', processes.utc(phase.closed_at),
              'read', rights.read, 'contribute', rights.contribute, 'vote', rights.vote
            )
            order by phase.position
          ),
          '[]'
        )
        from processes.phase
        cross join lateral (
          select
            coalesce(jsonb_agg(circle.id order by circle.position) filter (where may_read), '[]') as read,
            coalesce(jsonb_agg(circle.id order by circle.position) filter (where may_contribute), '[]') as contribute,
            coalesce(jsonb_agg(circle.id order by circle.position) filter (where may_vote), '[]') as vote
          from processes.phase_circle
          join processes.circle on circle.id = phase_circle.circle_id
          where phase_circle.phase_id = phase.id
        ) as rights
        where phase.process_id = process.id
      ) as phases
    from processes.process
    left join processes.logged_rules on logged_rules.process_id = process.id
    where process.id = any (${ids as ProcessId[]}::uuid[])
    order by process.created_at, process.id
  `;
}

/** Processes with a phase whose moment has come. */
export async function listDueProcesses(db: Db): Promise<readonly ProcessId[]> {
  const rows = await db<{ id: ProcessId }[]>`
    select distinct process_id as id
    from processes.phase
    where (opened_at is null and planned_opens_at <= now() and (closed_at is null or closed_at >= planned_opens_at))
      or (opened_at is not null and closed_at is null and planned_closes_at <= now())
  `;
  return rows.map(({ id }) => id);
}
