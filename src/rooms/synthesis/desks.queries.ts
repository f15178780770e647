import { urls } from "#kernel/urls.ts";
import type { Db } from "#platform/db.ts";
import type { Desk } from "#platform/desk.ts";
import { WRITERS } from "./claim.rules.ts";

type Summary = { readonly count: number; readonly oldest: Date | null };

/** Published contributions under no claim, where a synthesis is being written. */
async function uncovered(sql: Db): Promise<Summary> {
  const [row] = await sql<Summary[]>`
    select count(*) as count, min(line.published_at) as oldest
    from corpus.line
    where line.process_id in (select process_id from synthesis.claim where state <> 'withdrawn')
      and not exists (
        select
        from synthesis.claim_contribution as attachment
        where attachment.contribution_id = line.contribution_id
          and attachment.removed_at is null
      )
  `;
  return row ?? { count: 0, oldest: null };
}

/** What waits on the team's home: contributions that no claim rests on yet. */
export const synthesisDesks: readonly Desk[] = [
  {
    roles: WRITERS,
    titleKey: "workbench.desk.uncovered",
    href: (lang) => urls.teamSyntheses(lang),
    waiting: async (sql) => (await uncovered(sql)).count,
    oldest: async (sql) => (await uncovered(sql)).oldest,
  },
];
