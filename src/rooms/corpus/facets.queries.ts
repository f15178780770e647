import type { Db } from "#platform/db.ts";
import { asksLinesOnly, type CorpusFilter, isFiltered, NO_VERDICT } from "./filter.rules.ts";
import { keptLines } from "./kept.queries.ts";

export const FACETS = ["kind", "channel", "territory", "category", "theme", "verdict"] as const;
export type Facet = (typeof FACETS)[number];

/** A value as the filter takes it ("" where a contribution has none), its names, how many contributions have it. */
export type FacetCount = {
  readonly value: string;
  readonly nameFr: string | null;
  readonly nameEn: string | null;
  readonly count: number;
};
export type FacetCounts = Readonly<Record<Facet, readonly FacetCount[]>>;

/** Contributions by theme. Of everything that is published: all that is coded but the few that left sight since. */
function themeCounts(db: Db, filter: CorpusFilter) {
  if (!isFiltered(filter)) {
    return db`
      select code.theme_id, count(distinct code.contribution_id) as count
      from themes.code
      where code.removed_at is null
        and not exists (
          select
          from contributions.contribution
          where contribution.id = code.contribution_id
            and contribution.state <> 'published'
        )
      group by code.theme_id
    `;
  }
  return db`
    select theme_id, count(*) as count
    from (
      select code.theme_id, code.contribution_id
      from themes.code
      join kept on kept.contribution_id = code.contribution_id
      where code.removed_at is null
      group by code.theme_id, code.contribution_id
    ) as once
    group by theme_id
  `;
}

/**
 * What a filter keeps, counted by each facet, in one query; the largest first. Themes are counted for the public as far as
 * they are signed; verdicts are those of published decisions, and for the team what a draft holds is counted apart.
 */
export async function facetCounts(db: Db, filter: CorpusFilter): Promise<FacetCounts> {
  const rows = await db<(FacetCount & { facet: Facet })[]>`
    with kept as ${asksLinesOnly(filter) ? db`not materialized` : db`materialized`} (
      select line.contribution_id, line.kind, line.channel, line.territory_code, line.category_code,
        ${filter.viewerId ? db`coalesce(line.verdict, case when line.is_taken then 'brouillon' end)` : db`line.verdict`} as verdict
      ${keptLines(db, filter)}
    ),
    -- one pass over the lines: there are far fewer cells than contributions
    cell as materialized (
      select kind, channel, territory_code, category_code, verdict, count(*) as count
      from kept
      group by kind, channel, territory_code, category_code, verdict
    ),
    coded as materialized (${themeCounts(db, filter)}),
    counted as (
      select
        case grouping(kind, channel, territory_code, category_code, verdict)
          when 15 then 'kind'
          when 23 then 'channel'
          when 27 then 'territory'
          when 29 then 'category'
          else 'verdict'
        end as facet,
        coalesce(kind, channel, territory_code, category_code, verdict) as value,
        sum(count) as count
      from cell
      group by grouping sets ((kind), (channel), (territory_code), (category_code), (verdict))
      union all
      select 'theme', theme.code, coded.count
      from coded
      join themes.theme on theme.id = coded.theme_id
      where theme.process_id = ${filter.processId}
      ${filter.viewerId ? db`` : db`and exists (select from themes.standing where standing.theme_id = theme.id and standing.standing <> 'none')`}
    )
    select counted.facet, counted.count::int as count,
      coalesce(counted.value, case when counted.facet = 'verdict' then ${NO_VERDICT} else '' end) as value,
      coalesce(category.name_fr, territory.name, theme.name) as "nameFr",
      coalesce(category.name_en, territory.name, theme.name) as "nameEn"
    from counted
    left join processes.actor_category as category on counted.facet = 'category' and category.code = counted.value
    left join processes.territory on counted.facet = 'territory' and territory.code = counted.value
    left join themes.theme on counted.facet = 'theme' and theme.code = counted.value and theme.process_id = ${filter.processId}
    where counted.count > 0
    order by counted.count desc, "nameFr", counted.value
  `;
  const of = (facet: Facet): readonly FacetCount[] =>
    rows.filter((row) => row.facet === facet).map(({ facet: _, ...count }) => count);
  return {
    kind: of("kind"),
    channel: of("channel"),
    territory: of("territory"),
    category: of("category"),
    theme: of("theme"),
    verdict: of("verdict"),
  };
}
