import type { PersonId, PhaseId, ProcessId } from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";
import type { PhaseKind, PhaseRight } from "./process.rules.ts";

export type OpenPhase = {
  readonly id: PhaseId;
  readonly kind: PhaseKind;
  readonly title: string;
  readonly titleEn: string;
  /** The last second of it: a phase that ends at midnight is open until the day before. */
  readonly closesAt: Date;
};

/**
 * The phase, open by the clock of the database, in which this person may read, contribute or vote; null when there is
 * none. Circles widen in order: a member of one belongs to all that are wider; everybody belongs to the public one.
 */
export async function openPhaseFor(
  sql: Db,
  processId: ProcessId,
  viewer: Viewer | null,
  right: PhaseRight,
): Promise<OpenPhase | null> {
  const [row] = await sql<OpenPhase[]>`${openPhaseQuery(sql, processId, viewer, right)}`;
  return row ?? null;
}

/** The same as a part of a statement: an act checks by the same clock as it writes, in one round trip. */
export function openPhaseQuery(sql: Db, processId: ProcessId, viewer: Viewer | null, right: PhaseRight) {
  return sql`
    select phase.id, phase.kind, phase.title, phase.title_en as "titleEn",
      phase.planned_closes_at - interval '1 second' as "closesAt"
    from processes.phase
    join processes.phase_circle on phase_circle.phase_id = phase.id
    join processes.circle on circle.id = phase_circle.circle_id
    where phase.process_id = ${processId}
      and processes.phase_is_open(phase)
      and case ${right}
        when 'read' then phase_circle.may_read
        when 'contribute' then phase_circle.may_contribute
        when 'vote' then phase_circle.may_vote
      end
      and processes.holds(circle, ${viewer?.personId ?? null})
    order by phase.position desc
    limit 1
  `;
}

export type CircleRights = {
  readonly circleId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly mayRead: boolean;
  readonly mayContribute: boolean;
  readonly mayVote: boolean;
};

export type Phase = {
  readonly id: PhaseId;
  readonly processId: ProcessId;
  readonly position: number;
  readonly kind: PhaseKind;
  readonly title: string;
  readonly titleEn: string;
  readonly plannedOpensAt: Date;
  readonly plannedClosesAt: Date;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly isOpen: boolean;
  readonly hasBegun: boolean;
  readonly isPlannedEndPast: boolean;
  readonly circles: readonly CircleRights[];
};

/** The phases of a process in order, with what each circle may do, and where they stand by the clock of the database. */
export async function listPhases(sql: Db, processId: ProcessId): Promise<readonly Phase[]> {
  return await sql<Phase[]>`
    select phase.id, phase.process_id as "processId", phase.position, phase.kind, phase.title, phase.title_en as "titleEn",
      phase.planned_opens_at as "plannedOpensAt", phase.planned_closes_at as "plannedClosesAt",
      phase.opened_at as "openedAt", phase.closed_at as "closedAt", phase.answered_at as "answeredAt",
      processes.phase_is_open(phase) as "isOpen",
      now() >= coalesce(phase.opened_at, phase.planned_opens_at) as "hasBegun",
      now() >= phase.planned_closes_at as "isPlannedEndPast",
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'circleId', circle.id, 'name', circle.name, 'nameEn', circle.name_en, 'mayRead', phase_circle.may_read,
              'mayContribute', phase_circle.may_contribute, 'mayVote', phase_circle.may_vote
            )
            order by circle.position
          )
          from processes.phase_circle
          join processes.circle on circle.id = phase_circle.circle_id
          where phase_circle.phase_id = phase.id
        ),
        '[]'
      ) as circles
    from processes.phase
    where phase.process_id = ${processId}
    order by phase.position
  `;
}

/** How many published contributions of a process have no published answer. */
export async function countUnanswered(sql: Db, processId: ProcessId): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select decisions.unanswered(${processId}) as count`;
  return row?.count ?? 0;
}

export type Circle = {
  readonly id: string;
  readonly position: number;
  readonly name: string;
  readonly nameEn: string;
  readonly isPublic: boolean;
  readonly members: readonly { readonly personId: PersonId; readonly displayName: string; readonly email: string }[];
};

/** Circles with their members: for the team only. */
export async function listCircles(sql: Db, processId: ProcessId): Promise<readonly Circle[]> {
  return await sql<Circle[]>`
    select circle.id, circle.position, circle.name, circle.name_en as "nameEn", circle.is_public as "isPublic",
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object('personId', person.id, 'displayName', person.display_name, 'email', person.email)
            order by person.display_name, person.id
          )
          from processes.circle_member
          join accounts.person on person.id = circle_member.person_id
          where circle_member.circle_id = circle.id
        ),
        '[]'
      ) as members
    from processes.circle
    where circle.process_id = ${processId}
    order by circle.position
  `;
}

export async function findPersonByEmail(sql: Db, email: string): Promise<{ readonly id: PersonId } | null> {
  const [row] = await sql<{ id: PersonId }[]>`
    select id
    from accounts.person
    where email = lower(${email})
  `;
  return row ?? null;
}

/** Has the clock opened or closed a phase that nobody wrote down yet? Reading first keeps the public pages kept. */
export async function isClockAhead(sql: Db): Promise<boolean> {
  const [row] = await sql<{ isAhead: boolean }[]>`
    select exists (
      select
      from processes.phase
      where (opened_at is null and planned_opens_at <= now() and (closed_at is null or closed_at >= planned_opens_at))
        or (opened_at is not null and closed_at is null and planned_closes_at <= now())
    ) as "isAhead"
  `;
  return row?.isAhead ?? false;
}
