import type { DocumentId, ProcessId } from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";
import type { PhaseKind } from "./process.rules.ts";

export type Process = {
  readonly id: ProcessId;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly authority: string;
  readonly language: string;
  readonly documentId: DocumentId | null;
  readonly followUp: string;
  readonly isDemonstration: boolean;
  readonly needsSecondReader: boolean;
};

/** Public meter: published contributions, and those with a published answer. */
export type Meter = { readonly answered: number; readonly total: number };

/** An open process shows the last second of the phase where its public may contribute. */
export type ListedProcess = Process & Meter & { readonly openUntil: Date | null; readonly openKind: PhaseKind | null };

export async function processBySlug(sql: Db, slug: string): Promise<Process | null> {
  const [row] = await sql<Process[]>`
    select id, slug, title, summary, authority, language, document_id as "documentId", follow_up as "followUp",
      is_demonstration as "isDemonstration", needs_second_reader as "needsSecondReader"
    from processes.process
    where slug = ${slug}
  `;
  return row ?? null;
}

/** The process whose text this document is, by the address of the document; the youngest when there are several. */
export async function processOfText(sql: Db, documentSlug: string): Promise<Process | null> {
  const [row] = await sql<Process[]>`
    select process.id, process.slug, process.title, process.summary, process.authority, process.language,
      process.document_id as "documentId", process.follow_up as "followUp", process.is_demonstration as "isDemonstration",
      process.needs_second_reader as "needsSecondReader"
    from processes.process
    join documents.document on document.id = process.document_id
    where document.slug = ${documentSlug}
    order by process.created_at desc, process.id
    limit 1
  `;
  return row ?? null;
}

/** The same, by the id of the document. */
export async function processOfDocument(sql: Db, documentId: DocumentId): Promise<Process | null> {
  const [row] = await sql<{ slug: string }[]>`
    select slug
    from documents.document
    where id = ${documentId}
  `;
  return row ? await processOfText(sql, row.slug) : null;
}

/** All processes, those where the public may contribute now first, then the youngest. */
export async function listProcesses(sql: Db): Promise<readonly ListedProcess[]> {
  return await sql<ListedProcess[]>`
    select process.id, process.slug, process.title, process.summary, process.authority, process.language,
      process.document_id as "documentId", process.follow_up as "followUp", process.is_demonstration as "isDemonstration",
      process.needs_second_reader as "needsSecondReader",
      open_phase.closes_at as "openUntil", open_phase.kind as "openKind",
      meter.total, meter.answered
    from processes.process
    left join lateral (
      select phase.kind, phase.planned_closes_at - interval '1 second' as closes_at
      from processes.phase
      join processes.phase_circle on phase_circle.phase_id = phase.id
      join processes.circle on circle.id = phase_circle.circle_id
      where phase.process_id = process.id
        and process.document_id is not null
        and processes.phase_is_open(phase)
        and circle.is_public
        and phase_circle.may_contribute
      order by phase.position desc
      limit 1
    ) as open_phase on true
    cross join lateral (
      select count(contribution.id) as total, count(decision.id) as answered
      from contributions.contribution
      left join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
      left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
      where contribution.process_id = process.id
        and contribution.state = 'published'
    ) as meter
    order by open_phase.closes_at nulls last, process.created_at desc, process.slug
  `;
}

export async function readMeter(sql: Db, processId: ProcessId): Promise<Meter> {
  const [row] = await sql<Meter[]>`
    select count(contribution.id) as total, count(decision.id) as answered
    from contributions.contribution
    left join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
    left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where contribution.process_id = ${processId}
      and contribution.state = 'published'
  `;
  return row ?? { answered: 0, total: 0 };
}

export type ProcessText = {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly edition: number;
  readonly label: string;
  readonly editions: number;
};

/** The text of a process, with its latest published edition. */
export async function readProcessText(sql: Db, processId: ProcessId): Promise<ProcessText | null> {
  const [row] = await sql<ProcessText[]>`
    select document.slug, document.title, document.language, edition.number as edition, edition.label,
      (select count(*) from documents.edition where document_id = document.id and state = 'published') as editions
    from processes.process
    join documents.document on document.id = process.document_id
    join documents.edition on edition.document_id = document.id
    where process.id = ${processId}
      and edition.state = 'published'
    order by edition.number desc
    limit 1
  `;
  return row ?? null;
}

/**
 * May this person read the text of a process? From the first phase on where their circle may read; the team always.
 * A process without circles hides nothing.
 */
export async function mayReadProcess(sql: Db, processId: ProcessId, viewer: Viewer | null): Promise<boolean> {
  const isTeam = viewer?.roles.some(({ role }) => role !== "participant") ?? false;
  if (isTeam) return true;
  const [row] = await sql<{ isReadable: boolean }[]>`
    select
      not exists (
        select from processes.phase_circle join processes.phase on phase.id = phase_circle.phase_id
        where phase.process_id = ${processId}
      )
      or exists (
        select
        from processes.phase
        join processes.phase_circle on phase_circle.phase_id = phase.id
        join processes.circle on circle.id = phase_circle.circle_id
        where phase.process_id = ${processId}
          and now() >= coalesce(phase.opened_at, phase.planned_opens_at)
          and phase_circle.may_read
          and processes.holds(circle, ${viewer?.personId ?? null})
      ) as "isReadable"
  `;
  return row?.isReadable ?? false;
}
