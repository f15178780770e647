import type { Db } from "#platform/db.ts";
import { type CorpusFilter, NO_VERDICT } from "./filter.rules.ts";
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

/**
 * What a filter keeps, counted by each facet, in one query; the largest first. Themes are counted for the public as far as
 * they are signed; verdicts are those of published decisions.
 */
export async function facetCounts(db: Db, filter: CorpusFilter): Promise<FacetCounts> {
  const rows = await db<(FacetCount & { facet: Facet })[]>`
    with kept as materialized (
      select line.contribution_id, line.kind, line.channel, line.territory_code, line.category_code
      ${keptLines(db, filter)}
    ),
    counted as (
      select
        case grouping(kind, channel, territory_code, category_code)
          when 7 then 'kind' when 11 then 'channel' when 13 then 'territory' else 'category' end as facet,
        coalesce(kind, channel, territory_code, category_code, '') as value,
        count(*) as count
      from kept
      group by grouping sets ((kind), (channel), (territory_code), (category_code))
      union all
      select 'verdict', coalesce(decision.verdict, ${NO_VERDICT}), count(*)
      from kept
      left join decisions.covering on covering.contribution_id = kept.contribution_id and covering.is_in_force
      left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
      group by 2
      union all
      select 'theme', theme.code, count(distinct kept.contribution_id)
      from kept
      join themes.code on code.contribution_id = kept.contribution_id and code.removed_at is null
      join themes.theme on theme.id = code.theme_id
      ${filter.viewerId ? db`` : db`join themes.standing on standing.theme_id = theme.id and standing.standing <> 'none'`}
      group by theme.code
    )
    select counted.facet, counted.value, counted.count,
      coalesce(category.name_fr, territory.name, theme.name) as "nameFr",
      coalesce(category.name_en, territory.name, theme.name) as "nameEn"
    from counted
    left join processes.actor_category as category on counted.facet = 'category' and category.code = counted.value
    left join processes.territory on counted.facet = 'territory' and territory.code = counted.value
    left join themes.theme on counted.facet = 'theme' and theme.code = counted.value and theme.process_id = ${filter.processId}
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
