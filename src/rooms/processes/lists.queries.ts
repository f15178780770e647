import type { Db } from "#platform/db.ts";

export type Territory = {
  readonly code: string;
  readonly kind: "nation" | "region" | "department";
  readonly name: string;
  readonly parentCode: string | null;
  readonly timeZone: string;
  readonly agency: string | null;
};

/** The nation, then regions, then departments, each by name. */
export async function listTerritories(sql: Db): Promise<readonly Territory[]> {
  return await sql<Territory[]>`
    select code, kind, name, parent_code as "parentCode", time_zone as "timeZone", agency
    from processes.territory
    order by array_position(array['nation', 'region', 'department'], kind), name collate "und-x-icu", code
  `;
}

export type Category = { readonly code: string; readonly nameFr: string; readonly nameEn: string };
export type CategoryGroup = Category & { readonly children: readonly Category[] };

/** Who speaks: two levels, in the order of the team. */
export async function listCategories(sql: Db): Promise<readonly CategoryGroup[]> {
  const rows = await sql<(Category & { parentCode: string | null })[]>`
    select code, parent_code as "parentCode", name_fr as "nameFr", name_en as "nameEn"
    from processes.actor_category
    order by position, code
  `;
  return rows
    .filter((row) => row.parentCode === null)
    .map(({ code, nameFr, nameEn }) => ({
      code,
      nameFr,
      nameEn,
      children: rows.filter((row) => row.parentCode === code).map(({ parentCode: _, ...child }) => child),
    }));
}
