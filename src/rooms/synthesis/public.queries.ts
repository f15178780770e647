import type { ClaimId, PublicationId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { ClaimDecision, ClaimPage, ClaimState, SeriesLine, SourceLine } from "./public.rules.ts";
import { listPublications, listPublishedClaims } from "./publication.queries.ts";
import type { Stance } from "./stance.rules.ts";

export const SOURCE_PAGE = 20;

/** Null for a claim that was never published: its existence is the team's. */
export async function findClaimPage(sql: Db, number: string | undefined): Promise<ClaimPage | null> {
  if (!/^[1-9]\d{0,14}$/.test(number ?? "")) return null;
  const [found] = await sql<
    { publicationId: PublicationId; processId: ClaimPage["publication"]["processId"]; reason: string | null }[]
  >`
    select publication.id as "publicationId", claim.process_id as "processId", claim.withdrawn_reason as reason
    from synthesis.claim
    join synthesis.published_claim as published on published.claim_id = claim.id
    join synthesis.publication on publication.id = published.publication_id
    where claim.number = ${Number(number)}
    order by publication.number desc
    limit 1
  `;
  if (!found) return null;
  const publications = await listPublications(sql, found.processId);
  const publication = publications.find(({ id }) => id === found.publicationId);
  const claims = await listPublishedClaims(sql, found.publicationId);
  const claim = claims.find((one) => one.number === Number(number));
  if (!publication || !claim) return null;
  const isGone = publications.some((one) => one.number > publication.number);
  const withdrawnIn = isGone ? publication.number + 1 : null;
  return { ...claim, publication, withdrawnIn, withdrawnReason: isGone ? found.reason : null };
}

type ListOptions = { readonly stance: Stance | null; readonly page: number };

/** The contributions a published claim rests on that are public at this moment, by number. The page is cut before words are read. */
export async function listSources(
  sql: Db,
  claim: { readonly claimId: ClaimId; readonly publicationId: PublicationId },
  { stance, page }: ListOptions,
): Promise<readonly SourceLine[]> {
  return await sql<SourceLine[]>`
    with chosen as materialized (
      select source.contribution_id
      from synthesis.published_source as source
      join corpus.line on line.contribution_id = source.contribution_id
      where source.publication_id = ${claim.publicationId}
        and source.claim_id = ${claim.claimId}
        and (${stance}::text is null or source.stance = ${stance})
      order by line.number
      limit ${SOURCE_PAGE}
      offset ${(page - 1) * SOURCE_PAGE}
    )
    select source.number, contribution.title, left(contribution.body, 600) as words, contribution.language,
      contribution.is_synthetic as "isSynthetic", source.stance, source.quote,
      source.is_quote_withheld as "isQuoteWithheld", source.made_at as "madeAt"
    from chosen
    -- one by one, whatever the planner believes of a table that was filled a moment ago
    cross join lateral (
      select number, stance, quote, is_quote_withheld, made_at
      from synthesis.public_source
      where public_source.contribution_id = chosen.contribution_id
        and public_source.publication_id = ${claim.publicationId}
        and public_source.claim_id = ${claim.claimId}
      limit 1
    ) as source
    cross join lateral (
      select title, body, language, is_synthetic
      from contributions.public_contribution
      where public_contribution.id = chosen.contribution_id
      limit 1
    ) as contribution
    order by source.number
  `;
}

/** By channel, region and category, for each publication of a claim, in one query. Exact: only `shownCounts` may be shown. */
export async function countSeries(sql: Db, claimId: ClaimId): Promise<readonly SeriesLine[]> {
  return await sql<SeriesLine[]>`
    with source as (
      select publication.number as publication, source.channel,
        coalesce(region.code, source.territory_code, '') as territory,
        coalesce(category.parent_code, source.category_code, '') as category,
        coalesce(contribution.person_id, contribution.id) as person
      from synthesis.published_source as source
      join synthesis.publication on publication.id = source.publication_id
      join contributions.contribution on contribution.id = source.contribution_id
      left join processes.territory as place on place.code = source.territory_code and place.kind = 'department'
      left join processes.territory as region on region.code = place.parent_code
      left join processes.actor_category as category on category.code = source.category_code
      where source.claim_id = ${claimId}
    ),
    counted as (
      select publication, 'channel' as dimension, channel as key, count(*) as count, count(distinct person) as people
      from source
      group by publication, channel
      union all
      select publication, 'territory', territory, count(*), count(distinct person)
      from source
      group by publication, territory
      union all
      select publication, 'category', category, count(*), count(distinct person)
      from source
      group by publication, category
    )
    select counted.publication, counted.dimension, counted.key, coalesce(territory.name, category.name_fr) as "nameFr",
      coalesce(territory.name, category.name_en) as "nameEn", counted.count, counted.people
    from counted
    left join processes.territory on counted.dimension = 'territory' and territory.code = counted.key
    left join processes.actor_category as category on counted.dimension = 'category' and category.code = counted.key
    order by counted.dimension, counted.publication, "nameFr", counted.key
  `;
}

/** The claim as each publication held it, the last first. */
export async function listStates(sql: Db, claimId: ClaimId): Promise<readonly ClaimState[]> {
  return await sql<ClaimState[]>`
    select publication.number as publication, publication.published_at as "publishedAt", published.kind, published.text
    from synthesis.published_claim as published
    join synthesis.publication on publication.id = published.publication_id
    where published.claim_id = ${claimId}
    order by publication.number desc
  `;
}

/** Published decisions made on a claim, those in force first. */
export async function listClaimDecisions(sql: Db, claimId: ClaimId): Promise<readonly ClaimDecision[]> {
  return await sql<ClaimDecision[]>`
    select decision.number, decision.verdict, decision.reason, decision.state = 'replaced' as "isReplaced",
      decision.published_at as "publishedAt"
    from decisions.decision_claim as link
    join decisions.decision on decision.id = link.decision_id
    where link.claim_id = ${claimId}
      and link.removed_at is null
      and decision.state <> 'draft'
    order by decision.state = 'replaced', decision.number
  `;
}

/** Why claims of a process were withdrawn, by number: said where a publication is without them. */
export async function withdrawnReasons(sql: Db, numbers: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await sql<{ number: number; reason: string }[]>`
    select number, withdrawn_reason as reason
    from synthesis.claim
    where number = any (${[...numbers]}::bigint[])
      and withdrawn_reason is not null
  `;
  return new Map(rows.map(({ number, reason }) => [number, reason]));
}
