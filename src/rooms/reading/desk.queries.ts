import type { PersonId, ProcessId } from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";

export type ReadingProcess = {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly total: number;
  readonly readByMe: number;
  readonly readByNobody: number;
  readonly leftToMe: number;
};

/** Processes with something to read: where most is left to this person comes first. */
export async function listReadingProcesses(db: Db, personId: PersonId): Promise<readonly ReadingProcess[]> {
  return await db<ReadingProcess[]>`
    select process.slug, process.title, process.language, lines.total, lines.unread as "readByNobody",
      marks.count as "readByMe", assigned.count as "leftToMe"
    from processes.process
    cross join lateral (
      select count(*) as total, count(*) filter (where line.reader_count = 0) as unread
      from corpus.line
      where line.process_id = process.id
    ) as lines
    cross join lateral (
      select count(*) as count
      from reading.mark
      join corpus.line on line.contribution_id = mark.contribution_id
      where mark.person_id = ${personId}
        and line.process_id = process.id
    ) as marks
    cross join lateral (
      select count(*) as count
      from reading.assignment
      join corpus.line on line.contribution_id = assignment.contribution_id
      where assignment.person_id = ${personId}
        and line.process_id = process.id
        and not exists (
          select from reading.mark where mark.contribution_id = assignment.contribution_id and mark.person_id = ${personId}
        )
    ) as assigned
    order by assigned.count desc, lines.unread desc, process.created_at desc, process.slug
  `;
}

/** What is assigned to somebody and not read yet, and since when. */
export async function leftTo(
  db: Db,
  { personId }: Pick<Viewer, "personId">,
): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await db<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(assignment.made_at) as oldest
    from reading.assignment
    join corpus.line on line.contribution_id = assignment.contribution_id
    where assignment.person_id = ${personId}
      and not exists (
        select from reading.mark where mark.contribution_id = assignment.contribution_id and mark.person_id = ${personId}
      )
  `;
  return row ?? { count: 0, oldest: null };
}

export type TeamReader = { readonly id: PersonId; readonly name: string };

/** Who may be asked to read: active, with a role that reads. */
export async function listReaders(db: Db): Promise<readonly TeamReader[]> {
  return await db<TeamReader[]>`
    select person.id, person.display_name as name
    from accounts.person
    where person.status = 'active'
      and exists (
        select
        from accounts.role_grant
        where role_grant.person_id = person.id
          and role_grant.role in ('analyst', 'editor', 'administrator')
      )
    order by person.display_name, person.id
  `;
}

export type Workload = {
  readonly id: PersonId;
  readonly name: string;
  readonly assigned: number;
  readonly read: number;
  readonly left: number;
  /** Since when the oldest of what is left waits. */
  readonly oldest: Date | null;
  /** Everything this person read in the process, assigned or not. */
  readonly readInAll: number;
};

/** Who has what to read in a process: those with most left first. */
export async function listWorkload(db: Db, processId: ProcessId): Promise<readonly Workload[]> {
  return await db<Workload[]>`
    with assigned as (
      select assignment.person_id, assignment.made_at, mark.read_at
      from reading.assignment
      join corpus.line on line.contribution_id = assignment.contribution_id
      left join reading.mark
        on mark.contribution_id = assignment.contribution_id and mark.person_id = assignment.person_id
      where line.process_id = ${processId}
    ),
    asked as (
      select person_id, count(*) as assigned, count(read_at) as read,
        min(made_at) filter (where read_at is null) as oldest
      from assigned
      group by person_id
    ),
    done as (
      select mark.person_id, count(*) as read
      from reading.mark
      join corpus.line on line.contribution_id = mark.contribution_id
      where line.process_id = ${processId}
      group by mark.person_id
    )
    select person.id, person.display_name as name, coalesce(asked.assigned, 0) as assigned, coalesce(asked.read, 0) as read,
      coalesce(asked.assigned - asked.read, 0) as left, asked.oldest, coalesce(done.read, 0) as "readInAll"
    from accounts.person
    left join asked on asked.person_id = person.id
    left join done on done.person_id = person.id
    where asked.person_id is not null
      or done.person_id is not null
    order by coalesce(asked.assigned - asked.read, 0) desc, person.display_name, person.id
  `;
}

/** How many of these numbers are published contributions of the process. */
export async function countPublic(db: Db, processId: ProcessId, numbers: readonly number[]): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from corpus.line
    where process_id = ${processId}
      and number = any (${[...numbers]}::bigint[])
  `;
  return row?.count ?? 0;
}
