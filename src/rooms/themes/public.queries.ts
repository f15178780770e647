import type { ProcessId, ThemeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Standing } from "./sample.rules.ts";

export type PublicTheme = {
  readonly id: ThemeId;
  readonly code: string;
  readonly name: string;
  readonly definition: string;
  readonly exampleIn: string;
  readonly exampleOut: string;
  readonly parent: string | null;
  readonly standing: Standing;
  readonly alpha: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Null where agreement does not allow a count. */
  readonly contributionCount: number | null;
  readonly personCount: number | null;
  readonly suggestionCount: number | null;
};

/** Themes in use as the public may know them: what is counted is decided by `themes.standing` alone. */
export async function listPublicThemes(db: Db, processId: ProcessId): Promise<readonly PublicTheme[]> {
  return await db<PublicTheme[]>`
    select theme.id, theme.code, theme.name, theme.definition, theme.example_in as "exampleIn",
      theme.example_out as "exampleOut", parent.code as parent, coalesce(standing.standing, 'none') as standing,
      standing.alpha, standing.low, standing.high, counted.all_of_them as "contributionCount",
      counted.by_person as "personCount", counted.all_of_them - counted.by_person as "suggestionCount"
    from themes.theme
    left join themes.theme as parent on parent.id = theme.parent_id
    left join themes.standing on standing.theme_id = theme.id
    left join lateral (
      select count(distinct code.contribution_id) as all_of_them,
        count(distinct code.contribution_id) filter (where code.origin = 'person') as by_person
      from themes.code
      join corpus.line on line.contribution_id = code.contribution_id
      where code.theme_id = theme.id
        and code.removed_at is null
    ) as counted on standing.standing in ('counts', 'indicative')
    where theme.process_id = ${processId}
      and theme.state = 'active'
    order by theme.position, theme.code
  `;
}

export type ChannelCount = { readonly channel: string; readonly count: number };

/** How the contributions of a theme came; asked only where the theme may be counted. */
export async function countByChannel(db: Db, themeId: ThemeId): Promise<readonly ChannelCount[]> {
  return await db<ChannelCount[]>`
    select line.channel, count(distinct line.contribution_id) as count
    from themes.code
    join themes.standing on standing.theme_id = code.theme_id and standing.standing in ('counts', 'indicative')
    join corpus.line on line.contribution_id = code.contribution_id
    where code.theme_id = ${themeId}
      and code.removed_at is null
    group by line.channel
    order by count desc, line.channel
  `;
}
