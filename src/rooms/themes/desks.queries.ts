import { urls } from "#kernel/urls.ts";
import type { Db } from "#platform/db.ts";
import type { Desk } from "#platform/desk.ts";
import { CODERS } from "./maker.rules.ts";

/** Public contributions of processes with a codebook that nobody coded or set aside. */
async function toCode(sql: Db): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(line.published_at) as oldest
    from corpus.line
    where exists (select from themes.theme where theme.process_id = line.process_id and theme.state = 'active')
      and line.coding_count = 0
  `;
  return row ?? { count: 0, oldest: null };
}

/** Texts of open samples that this coder has not coded. */
async function sampleWaiting(
  sql: Db,
  personId: string,
): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(sample.drawn_at) as oldest
    from themes.sample
    join themes.sample_coder as coder on coder.sample_id = sample.id
    join themes.sample_unit as unit on unit.sample_id = sample.id
    join corpus.line on line.contribution_id = unit.contribution_id
    where sample.state = 'open'
      and coder.person_id = ${personId}
      and not exists (
        select from themes.sample_reading as reading
        where reading.sample_id = sample.id
          and reading.contribution_id = unit.contribution_id
          and reading.person_id = coder.person_id
      )
  `;
  return row ?? { count: 0, oldest: null };
}

export const themesDesks: readonly Desk[] = [
  {
    roles: CODERS,
    titleKey: "themes.desk.toCode",
    href: (lang) => urls.teamThemes(lang),
    waiting: async (sql) => (await toCode(sql)).count,
    oldest: async (sql) => (await toCode(sql)).oldest,
  },
  {
    roles: CODERS,
    titleKey: "themes.desk.sample",
    href: (lang) => urls.teamThemes(lang),
    waiting: async (sql, viewer) => (await sampleWaiting(sql, viewer.personId)).count,
    oldest: async (sql, viewer) => (await sampleWaiting(sql, viewer.personId)).oldest,
  },
];
