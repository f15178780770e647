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
          or reason !~ '[[:alnum:]]'
          or answer !~ '[[:alnum:]]'
          or (verdict = 'other_body' and coalesce(addressed_to, '') !~ '[[:alnum:]]')
      `;
      return rows.map(({ number }) => `decision ${number}`);
    },
  },
  {
    id: "decisions.force-follows-state",
    rule: 3,
    sentence:
      "A published decision is in force for all it covers, a replaced one for nothing, and its successor is published.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select decision.number
        from decisions.decision
        where (
            decision.state = 'published'
            and exists (select from decisions.covering where decision_id = decision.id and not is_in_force)
          )
          or (
            decision.state = 'replaced'
            and (
              exists (select from decisions.covering where decision_id = decision.id and is_in_force)
              or not exists (
                select from decisions.decision as later where later.replaces = decision.id and later.state <> 'draft'
              )
            )
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
    sentence: "Every published decision is in the journal.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select decision.number
        from decisions.decision
        where decision.state <> 'draft'
          and not exists (
            select from journal.entry where entry.kind = 'decision.published' and entry.subject_id = decision.id
          )
        order by decision.number
      `;
      return rows.map(({ number }) => `decision ${number}`);
    },
  },
];
