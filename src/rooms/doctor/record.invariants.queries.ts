import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

/** Everything that must be in the journal and is not, by its public name. */
async function missingEntries(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ name: string; kind: string }[]>`
    with expected as (
      select 'contribution ' || number as name, id, 'contribution.hidden' as kind
      from contributions.contribution
      where state = 'hidden'
      union all
      select 'contribution ' || contribution.number, mask.contribution_id, 'contribution.masked'
      from moderation.mask
      join contributions.contribution on contribution.id = mask.contribution_id
      union all
      select 'edition ' || document.slug || ' ' || edition.number, edition.id, 'edition.published'
      from documents.edition
      join documents.document on document.id = edition.document_id
      where edition.state = 'published'
      union all
      select 'process ' || slug, id, 'process.created'
      from processes.process
      union all
      select 'phase ' || process.slug || ' ' || phase.position, phase.id, 'phase.answered'
      from processes.phase
      join processes.process on process.id = phase.process_id
      where phase.answered_at is not null
    )
    select name, kind
    from expected
    where not exists (
      select
      from journal.entry
      where entry.subject_id = expected.id
        and entry.kind = expected.kind
    )
    order by kind, name
  `;
  return rows.map(({ name, kind }) => `${name}: no ${kind}`);
}

/** Recomputed from the tables, beside what the public is shown through the view that every page reads. */
async function differentCounts(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ slug: string; shown: number; stored: number; open: number }[]>`
    select process.slug,
      (select count(*) from contributions.public_contribution as seen where seen.process_id = process.id) as shown,
      (select count(*) from contributions.contribution where process_id = process.id and state = 'published') as stored,
      (select count(*) from open_data.contributions where contributions.process = process.slug) as open
    from open_data.readable_process as readable
    join processes.process on process.id = readable.id
    order by process.slug
  `;
  return rows
    .filter(({ shown, stored, open }) => shown !== stored || open !== stored)
    .map(({ slug, shown, stored, open }) => `${slug}: ${stored} published, ${shown} shown, ${open} in the open data`);
}

/** The database's own count of what waits for an answer, beside the rows. */
async function differentWaiting(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ slug: string; counted: number; recomputed: number }[]>`
    select process.slug, decisions.unanswered(process.id) as counted,
      (
        select count(*)
        from contributions.contribution
        left join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
        left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
        where contribution.process_id = process.id
          and contribution.state = 'published'
          and decision.id is null
      ) as recomputed
    from processes.process
    order by process.slug
  `;
  return rows
    .filter(({ counted, recomputed }) => counted !== recomputed)
    .map(({ slug, counted, recomputed }) => `${slug}: ${counted} said to wait, ${recomputed} do`);
}

export const recordInvariants: readonly Invariant[] = [
  {
    id: "record.counts-agree",
    rule: 8,
    sentence: "Published contributions counted from their table, from the public view and from the open data agree.",
    check: differentCounts,
  },
  {
    id: "record.waiting-agrees",
    rule: 8,
    sentence: "The number of contributions without an answer is the one recomputed from the rows.",
    check: differentWaiting,
  },
  {
    id: "record.acts-in-the-journal",
    rule: 11,
    sentence: "Each public act has its entry in the journal.",
    check: missingEntries,
  },
];
