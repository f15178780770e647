import type { Sql } from "#platform/db.ts";

/** A process as the home page shows it. */
export type HomeProcess = {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly authority: string;
  readonly language: string;
  readonly documentSlug: string | null;
  /** Number of the latest published edition. */
  readonly edition: number | null;
  /** When the phase closes in which everybody may contribute now; null when none is open. */
  readonly openUntil: Date | null;
  /** Questions on which everybody may vote now, those that close first before. */
  readonly polls: readonly { readonly number: number; readonly title: string; readonly language: string }[];
  readonly total: number;
  readonly answered: number;
};

/** Every process, open ones first, then the youngest: the order of the home page. */
export async function homeProcesses(sql: Sql): Promise<readonly HomeProcess[]> {
  return await sql<HomeProcess[]>`
    select
      process.slug,
      process.title,
      process.summary,
      process.authority,
      process.language,
      document.slug as "documentSlug",
      latest.number as edition,
      open_phase.closes_at as "openUntil",
      coalesce(voting.polls, '[]') as polls,
      meter.total,
      meter.total - decisions.unanswered(process.id) as answered
    from processes.process
    left join documents.document on document.id = process.document_id
    left join lateral (
      select max(edition.number) as number
      from documents.edition
      where edition.document_id = document.id
        and edition.state = 'published'
    ) as latest on true
    left join lateral (
      select coalesce(phase.closed_at, phase.planned_closes_at) as closes_at
      from processes.phase
      join processes.phase_circle on phase_circle.phase_id = phase.id
      join processes.circle on circle.id = phase_circle.circle_id
      where phase.process_id = process.id
        and circle.is_public
        and phase_circle.may_contribute
        and processes.phase_is_open(phase)
        and process.document_id is not null
      order by closes_at desc
      limit 1
    ) as open_phase on true
    left join lateral (
      select jsonb_agg(
        jsonb_build_object('number', poll.number, 'title', poll.title, 'language', poll.language)
        order by poll.closes_at, poll.number
      ) as polls
      from polls.poll
      where poll.process_id = process.id
        and polls.is_open(poll)
        and exists (
          select
          from processes.phase
          join processes.phase_circle on phase_circle.phase_id = phase.id
          join processes.circle on circle.id = phase_circle.circle_id
          where phase.process_id = process.id
            and circle.is_public
            and phase_circle.may_vote
            and processes.phase_is_open(phase)
        )
    ) as voting on true
    cross join lateral (
      select count(*) as total
      from contributions.public_contribution as contribution
      where contribution.process_id = process.id
    ) as meter
    order by open_phase.closes_at is null and voting.polls is null, process.created_at desc, process.slug
    limit 50
  `;
}
