import type { PendingQuery, Row } from "postgres";
import type { Db } from "#platform/db.ts";

/** Ids of the processes that somebody without an account may read: what `mayReadProcess` says of one, of all at once. */
export function processesOfEverybody(db: Db): PendingQuery<Row[]> {
  return db`
    select process.id
    from processes.process
    where not exists (
        select
        from processes.phase_circle
        join processes.phase on phase.id = phase_circle.phase_id
        where phase.process_id = process.id
      )
      or exists (
        select
        from processes.phase
        join processes.phase_circle on phase_circle.phase_id = phase.id
        join processes.circle on circle.id = phase_circle.circle_id
        where phase.process_id = process.id
          and now() >= coalesce(phase.opened_at, phase.planned_opens_at)
          and phase_circle.may_read
          and processes.holds(circle, null)
      )
  `;
}
