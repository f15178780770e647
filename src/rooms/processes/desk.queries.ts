import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";

/** Consultations over, whose contributions all have their answer, and that nobody has said answered yet. */
export const processesDesks: readonly Desk[] = [
  {
    roles: ["administrator", "editor"],
    titleKey: "steering.desk",
    href: (lang) => urls.teamProcesses(lang),
    async waiting(sql) {
      const [row] = await sql<{ count: number }[]>`
        select count(*) as count
        from processes.phase
        where kind = 'consultation'
          and answered_at is null
          and now() >= coalesce(closed_at, planned_closes_at)
          and decisions.unanswered(process_id) = 0
      `;
      return row?.count ?? 0;
    },
    async oldest(sql) {
      const [row] = await sql<{ since: Date | null }[]>`
        select min(coalesce(closed_at, planned_closes_at)) as since
        from processes.phase
        where kind = 'consultation'
          and answered_at is null
          and now() >= coalesce(closed_at, planned_closes_at)
          and decisions.unanswered(process_id) = 0
      `;
      return row?.since ?? null;
    },
  },
];
