import type { Invariant } from "#platform/invariant.ts";

export const answersInvariants: readonly Invariant[] = [
  {
    id: "answers.opinion-on-an-answer",
    rule: 8,
    sentence: "Who says whether an answer answered had a published answer.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select contribution.number
        from answers.opinion
        join contributions.contribution on contribution.id = opinion.contribution_id
        join decisions.decision on decision.id = opinion.decision_id
        where decision.state not in ('published', 'replaced')
        order by contribution.number
      `;
      return rows.map(({ number }) => `contribution ${number}`);
    },
  },
  {
    id: "answers.words-of-the-erased",
    rule: 5,
    sentence: "Of an erased contribution, no words given about its answer are left.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select contribution.number
        from answers.opinion
        join contributions.contribution on contribution.id = opinion.contribution_id
        where contribution.state = 'erased'
          and opinion.why is not null
        order by contribution.number
      `;
      return rows.map(({ number }) => `contribution ${number}`);
    },
  },
];
