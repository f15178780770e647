import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { ClaimSeed } from "./seed.rules.ts";

const iso = (at: Date | string): string => (at instanceof Date ? at.toISOString() : at);

/** Claims with their first versions and what they rest on, in three statements whatever their number. Gives id and number. */
export async function insertSeeds(
  tx: Tx,
  processId: ProcessId,
  seeds: readonly ClaimSeed[],
): Promise<readonly { readonly id: string; readonly number: number }[]> {
  const rows = await tx<{ id: string; number: number }[]>`
    insert into synthesis.claim (id, process_id, theme_id, position, kind, text, answer, made_by, acting_role, made_at)
    select seed.id, ${processId}, seed.theme_id,
      seed.place + (select coalesce(max(position), 0) from synthesis.claim where process_id = ${processId}),
      seed.kind, seed.text, seed.answer, seed.made_by, seed.acting_role, seed.made_at
    from unnest(
      ${seeds.map((seed) => seed.id)}::uuid[],
      ${seeds.map((seed) => seed.themeId)}::uuid[],
      ${seeds.map((seed) => seed.kind)}::text[],
      ${seeds.map((seed) => seed.text)}::text[],
      ${seeds.map((seed) => seed.answer ?? "")}::text[],
      ${seeds.map((seed) => seed.by.personId)}::uuid[],
      ${seeds.map((seed) => seed.by.role)}::text[],
      ${seeds.map((seed) => iso(seed.at))}::timestamptz[]
    ) with ordinality as seed (id, theme_id, kind, text, answer, made_by, acting_role, made_at, place)
    order by seed.place
    returning id, number
  `;
  const ids = rows.map(({ id }) => id);
  await tx`
    insert into synthesis.claim_version (claim_id, version, kind, theme_id, text, answer, made_by, acting_role, made_at)
    select id, version, kind, theme_id, text, answer, made_by, acting_role, made_at
    from synthesis.claim
    where id = any (${ids}::uuid[])
    order by number
  `;
  const sources = seeds.flatMap((seed) => seed.sources.map((source) => ({ ...source, claimId: seed.id })));
  await tx`
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, quote, made_by, acting_role, made_at)
    select claim.id, source.contribution_id, source.stance, source.quote, claim.made_by, claim.acting_role, claim.made_at
    from unnest(
      ${sources.map((source) => source.claimId)}::uuid[],
      ${sources.map((source) => source.contributionId)}::uuid[],
      ${sources.map((source) => source.stance)}::text[],
      ${sources.map((source) => source.quote ?? null)}::text[]
    ) as source (claim_id, contribution_id, stance, quote)
    join synthesis.claim on claim.id = source.claim_id
  `;
  return rows;
}
