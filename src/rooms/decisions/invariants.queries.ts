import type { Invariant } from "#platform/invariant.ts";
import { VERDICTS } from "./verdict.rules.ts";

export const decisionsInvariants: readonly Invariant[] = [
  {
    id: "decisions.one-in-force",
    rule: 3,
    sentence: "A contribution is covered by at most one decision in force.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select contribution.number
        from decisions.covering
        join contributions.contribution on contribution.id = covering.contribution_id
        where covering.is_in_force
        group by contribution.number
        having count(*) > 1
      `;
      return rows.map(({ number }) => `contribution ${number}`);
    },
  },
  {
    id: "decisions.verdict-and-reason",
    rule: 3,
    sentence: "A decision has a verdict of the closed list, a reason and an answer.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select number
        from decisions.decision
        where verdict <> all (${[...VERDICTS]}::text[])
          or reason !~ '[^[:space:][:punct:]]'
          or answer !~ '[^[:space:][:punct:]]'
          or (verdict = 'other_body' and coalesce(addressed_to, '') !~ '[^[:space:][:punct:]]')
      `;
      return rows.map(({ number }) => `decision ${number}`);
    },
  },
  {
    id: "decisions.force-follows-state",
    rule: 3,
    sentence:
      "A published decision is in force for all it covers but what a later one took over; a replaced or discarded one for nothing.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select decision.number
        from decisions.decision
        where (
            decision.state <> 'draft'
            and exists (
              select
              from decisions.covering
              where covering.decision_id = decision.id
                and not covering.is_in_force
                and not exists (
                  select
                  from decisions.covering as next
                  join decisions.decision as later on later.id = next.decision_id
                  where next.decision_id = covering.ended_by
                    and next.contribution_id = covering.contribution_id
                    and later.replaces = decision.id
                    and later.state <> 'draft'
                )
            )
          )
          or (
            (decision.state = 'replaced' or decision.discarded_at is not null)
            and exists (select from decisions.covering where decision_id = decision.id and is_in_force)
          )
          or (
            decision.state = 'published'
            and not exists (select from decisions.covering where decision_id = decision.id and is_in_force)
          )
          or (
            decision.state <> 'draft'
            and not exists (select from decisions.covering where decision_id = decision.id)
          )
        order by decision.number
      `;
      return rows.map(({ number }) => `decision ${number}`);
    },
  },
  {
    id: "decisions.revisions-have-reasons",
    rule: 3,
    sentence: "A revision says why, and revises a published decision of the same process.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select later.number
        from decisions.decision as later
        join decisions.decision as earlier on earlier.id = later.replaces
        where later.revision_reason is null
          or later.revision_reason !~ '[^[:space:][:punct:]]'
          or earlier.process_id <> later.process_id
          or earlier.state = 'draft'
        order by later.number
      `;
      return rows.map(({ number }) => `decision ${number}`);
    },
  },
  {
    id: "decisions.reviewed-by-another",
    rule: 3,
    sentence: "An approved draft was approved in its present version, by somebody who did not write it.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select decision.number
        from decisions.decision
        where decision.review = 'approved'
          and not exists (
            select
            from decisions.review
            where review.decision_id = decision.id
              and review.version = decision.version
              and review.act = 'approved'
              and review.made_by is distinct from decision.decided_by
              and review.made_by is distinct from decision.written_by
          )
        order by decision.number
      `;
      return rows.map(({ number }) => `decision ${number}`);
    },
  },
  {
    id: "decisions.undone-is-gone",
    rule: 8,
    sentence: "What an undone addition brought is in the draft no more, and claims are tied within one process.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select distinct decision.number
        from decisions.decision
        left join decisions.batch on batch.decision_id = decision.id and batch.undone_at is not null
        left join decisions.covering on covering.batch_id = batch.id
        left join decisions.decision_claim on decision_claim.decision_id = decision.id
        left join synthesis.claim on claim.id = decision_claim.claim_id
        where covering.contribution_id is not null
          or claim.process_id <> decision.process_id
        order by decision.number
      `;
      return rows.map(({ number }) => `decision ${number}`);
    },
  },
  {
    id: "decisions.answered-phases",
    rule: 4,
    sentence:
      "A consultation declared answered leaves no contribution published before that without a published answer.",
    check: async (sql) => {
      const rows = await sql<{ slug: string; number: number }[]>`
        select process.slug, contribution.number
        from processes.phase
        join processes.process on process.id = phase.process_id
        join contributions.contribution
          on contribution.process_id = process.id
          and contribution.state = 'published'
          and contribution.published_at <= phase.answered_at
        where phase.answered_at is not null
          and not exists (
            select
            from decisions.covering
            join decisions.decision on decision.id = covering.decision_id
            where covering.contribution_id = contribution.id
              and covering.is_in_force
              and decision.state = 'published'
          )
        order by contribution.number
        limit 100
      `;
      return rows.map(({ slug, number }) => `${slug}: contribution ${number}`);
    },
  },
  {
    id: "decisions.journal",
    rule: 11,
    sentence: "Every published decision is in the journal, and every revision of another one.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select decision.number
        from decisions.decision
        where decision.state <> 'draft'
          and (
            not exists (
              select from journal.entry where entry.kind = 'decision.published' and entry.subject_id = decision.id
            )
            or (
              decision.replaces is not null
              and not exists (
                select
                from journal.entry
                where entry.kind in ('decision.replaced', 'decision.revised')
                  and entry.subject_id = decision.replaces
                  and entry.payload ->> 'by' = decision.number::text
              )
            )
          )
        order by decision.number
      `;
      return rows.map(({ number }) => `decision ${number}`);
    },
  },
];
