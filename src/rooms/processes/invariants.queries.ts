import type { Invariant } from "#platform/invariant.ts";

export const processesInvariants: readonly Invariant[] = [
  {
    id: "processes.answered-phases",
    rule: 4,
    sentence: "No consultation is said answered while a published contribution of its process has no published answer.",
    check: async (sql) => {
      const rows = await sql<{ slug: string; position: number; unanswered: number }[]>`
        select process.slug, phase.position, decisions.unanswered(process.id) as unanswered
        from processes.phase
        join processes.process on process.id = phase.process_id
        where phase.answered_at is not null
          and decisions.unanswered(process.id) > 0
        order by process.slug, phase.position
      `;
      return rows.map((row) => `process ${row.slug}, phase ${row.position}: ${row.unanswered} without an answer`);
    },
  },
  {
    id: "processes.contributions-in-phase",
    rule: 4,
    sentence: "Every contribution that names a phase was made in a phase of its own process.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select contribution.number
        from contributions.contribution
        join processes.phase on phase.id = contribution.phase_id
        where phase.process_id <> contribution.process_id
        order by contribution.number
      `;
      return rows.map(({ number }) => `contribution ${number}: phase of another process`);
    },
  },
];
