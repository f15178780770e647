import type { DocumentId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** A text with a published edition; `runningSlug` is the process that runs on it now, if any. */
export type ProposableText = {
  readonly id: DocumentId;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly edition: number;
  readonly label: string;
  readonly runningSlug: string | null;
};

/** A process runs on its text until its last phase before delivery is over. */
export async function listProposableTexts(sql: Db): Promise<readonly ProposableText[]> {
  return await sql<ProposableText[]>`
    select document.id, document.slug, document.title, document.language, edition.number as edition, edition.label,
      (
        select process.slug
        from processes.process
        where process.document_id = document.id
          and exists (
            select
            from processes.phase
            where phase.process_id = process.id
              and phase.kind <> 'delivery'
              and coalesce(phase.closed_at, phase.planned_closes_at) > now()
          )
        order by process.created_at desc
        limit 1
      ) as "runningSlug"
    from documents.document
    cross join lateral (
      select number, label
      from documents.edition
      where document_id = document.id
        and state = 'published'
      order by number desc
      limit 1
    ) as edition
    order by document.created_at desc, document.slug
  `;
}

export async function readNow(sql: Db): Promise<Date> {
  const [row] = await sql<{ now: Date }[]>`select now() as now`;
  if (!row) throw new Error("the database has no clock");
  return row.now;
}

/** People have written about the text of this process: it stays its text. */
export async function hasContributions(sql: Db, processId: ProcessId): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`
    select exists (select from contributions.contribution where process_id = ${processId}) as has
  `;
  return row?.has ?? false;
}

export type ProcessLine = {
  readonly process: string;
  readonly title: string;
  readonly text: string | null;
  readonly openPhase: string | null;
  readonly contributions: number;
  readonly answered: number;
};

/** All processes as an operator lists them, the youngest first. */
export async function listProcessLines(sql: Db): Promise<readonly ProcessLine[]> {
  return await sql<ProcessLine[]>`
    select process.slug as process, process.title, document.slug as text,
      (
        select phase.kind
        from processes.phase
        where phase.process_id = process.id
          and processes.phase_is_open(phase)
        order by phase.position
        limit 1
      ) as "openPhase",
      (
        select count(*)::int
        from contributions.contribution
        where contribution.process_id = process.id
          and contribution.state = 'published'
      ) as contributions,
      (
        select count(*)::int
        from contributions.contribution
        where contribution.process_id = process.id
          and contribution.state = 'published'
      ) - decisions.unanswered(process.id)::int as answered
    from processes.process
    left join documents.document on document.id = process.document_id
    order by process.created_at desc, process.slug
  `;
}
