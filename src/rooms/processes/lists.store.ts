import type { Tx } from "#platform/db.ts";

export type NewTerritory = {
  readonly code: string;
  readonly kind: "nation" | "region" | "department";
  readonly name: string;
  readonly parentCode: string | null;
  readonly timeZone: string;
  readonly agency: string | null;
};

/** Wider territories come first in the list: each row's parent exists when it is written. */
export async function upsertTerritories(tx: Tx, territories: readonly NewTerritory[]): Promise<void> {
  await tx`
    insert into processes.territory (code, kind, name, parent_code, time_zone, agency)
    select territory.*
    from unnest(
      ${territories.map(({ code }) => code)}::text[], ${territories.map(({ kind }) => kind)}::text[],
      ${territories.map(({ name }) => name)}::text[], ${territories.map(({ parentCode }) => parentCode)}::text[],
      ${territories.map(({ timeZone }) => timeZone)}::text[], ${territories.map(({ agency }) => agency)}::text[]
    ) as territory
    on conflict (code) do update
    set kind = excluded.kind, name = excluded.name, parent_code = excluded.parent_code,
      time_zone = excluded.time_zone, agency = excluded.agency
  `;
}

export type NewCategory = {
  readonly code: string;
  readonly parentCode: string | null;
  readonly position: number;
  readonly nameFr: string;
  readonly nameEn: string;
};

export async function upsertCategories(tx: Tx, categories: readonly NewCategory[]): Promise<void> {
  await tx`
    insert into processes.actor_category (code, parent_code, position, name_fr, name_en)
    select category.*
    from unnest(
      ${categories.map(({ code }) => code)}::text[], ${categories.map(({ parentCode }) => parentCode)}::text[],
      ${categories.map(({ position }) => position)}::int[], ${categories.map(({ nameFr }) => nameFr)}::text[],
      ${categories.map(({ nameEn }) => nameEn)}::text[]
    ) as category
    on conflict (code) do update
    set parent_code = excluded.parent_code, position = excluded.position, name_fr = excluded.name_fr,
      name_en = excluded.name_en
  `;
}
