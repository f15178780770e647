import type { Invariant } from "#platform/invariant.ts";

type Found = readonly { readonly what: string }[];
const named = (rows: Found): readonly string[] => rows.map(({ what }) => what);

export const draftsInvariants: readonly Invariant[] = [
  {
    id: "drafts.stay-in-their-process",
    rule: 8,
    sentence: "A draft was asked for by somebody; its shelves, their themes and its texts are of its process.",
    check: async (sql) =>
      named(
        await sql<Found>`
        select 'draft ' || draft.number || ', asked by nobody' as what
        from drafts.draft
        where not exists (select from drafts.draft_act as act where act.draft_id = draft.id and act.verb = 'ask')
        union all
        select 'draft ' || draft.number || ', shelf ' || shelf.position
        from drafts.draft_theme as shelf
        join drafts.draft on draft.id = shelf.draft_id
        left join themes.theme on theme.id = shelf.theme_id
        left join drafts.draft_theme as target on target.id = shelf.merged_into
        where theme.process_id <> draft.process_id
          or target.state = 'merged'
        union all
        select distinct 'draft ' || draft.number || ', contribution ' || contribution.number
        from drafts.draft_place as place
        join drafts.draft on draft.id = place.draft_id
        join contributions.contribution on contribution.id = place.contribution_id
        where contribution.process_id <> draft.process_id
        order by what
        limit 100
      `,
      ),
  },
  {
    id: "drafts.vectors-were-entered",
    rule: 11,
    sentence: "Texts went to another server only while the register had its entry; each entry is in the journal.",
    check: async (sql) =>
      named(
        await sql<Found>`
        select 'draft ' || draft.number as what
        from drafts.draft
        where draft.vectors_model is not null
          and not exists (
            select
            from drafts.processing_entry as entry
            where entry.model = draft.vectors_model
              and entry.entered_at <= draft.finished_at
              and (entry.ended_at is null or entry.ended_at >= draft.started_at)
          )
        union all
        select 'entry ' || processing.number
        from drafts.processing_entry as processing
        where not exists (
            select from journal.entry
            where entry.kind = 'drafts.processing-entered' and entry.subject_id = processing.id
          )
          or (
            processing.ended_at is not null
            and not exists (
              select from journal.entry
              where entry.kind = 'drafts.processing-ended' and entry.subject_id = processing.id
            )
          )
        order by what
      `,
      ),
  },
];
