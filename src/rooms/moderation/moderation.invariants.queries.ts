import type { Invariant } from "#platform/invariant.ts";

export const moderationInvariants: readonly Invariant[] = [
  {
    id: "moderation.hidden-has-its-act",
    rule: 5,
    sentence: "Each hidden contribution has an act with its ground and its reason.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select number
        from contributions.contribution
        where state = 'hidden'
          and not exists (
            select
            from moderation.act
            where act.contribution_id = contribution.id
              and act.verb = 'hide'
              and act.ground is not null
              and btrim(act.reason) <> ''
          )
        order by number
      `;
      return rows.map((row) => `contribution ${row.number}`);
    },
  },
  {
    id: "moderation.masked-keeps-the-original",
    rule: 5,
    sentence: "Each masked contribution still holds its original words, and they differ from what is shown.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select contribution.number
        from moderation.mask
        join contributions.contribution on contribution.id = mask.contribution_id
        where mask.lifted_at is null
          and contribution.state <> 'erased'
          and mask.body = contribution.body
          and mask.proposed_text is not distinct from contribution.proposed_text
          and not exists (
            select
            from moderation.masked_passage
            join contributions.amended_passage as part using (contribution_id, position)
            where masked_passage.contribution_id = mask.contribution_id
              and masked_passage.version = mask.version
              and masked_passage.proposed_text is distinct from part.proposed_text
          )
          and not exists (select from contributions.rewording where rewording.contribution_id = contribution.id)
        order by contribution.number
      `;
      return rows.map((row) => `contribution ${row.number}`);
    },
  },
  {
    id: "moderation.appeal-by-another-person",
    rule: 5,
    sentence: "Each appeal was decided by somebody other than the person who acted.",
    check: async (sql) => {
      const rows = await sql<{ id: string }[]>`
        select appeal.id
        from moderation.appeal
        join moderation.act on act.id = appeal.act_id
        where appeal.decided_by = act.made_by
      `;
      return rows.map((row) => `appeal ${row.id}`);
    },
  },
];
