import type { ClaimId, ProcessId, PublicationId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type {
  Note,
  Publication,
  PublicSource,
  PublishedClaim,
  PublishedSynthesis,
  ShownQuote,
} from "./publication.rules.ts";

function publicationColumns(sql: Db) {
  return sql`
    publication.id, publication.number, publication.process_id as "processId", process.slug as "processSlug",
    process.title as "processTitle", process.language, publication.title, publication.introduction, publication.method,
    publication.lowest_alpha as "lowestAlpha", publication.agreed_theme_count as "agreedThemeCount",
    publication.sample_size as "sampleSize", publication.covered_count as "coveredCount",
    publication.contribution_count as "contributionCount", publication.acting_role as "actingRole",
    publication.published_at as "publishedAt", publication.hash
  `;
}

/** All publications of a process, the last first. */
export async function listPublications(sql: Db, processId: ProcessId): Promise<readonly Publication[]> {
  return await sql<Publication[]>`
    select ${publicationColumns(sql)}
    from synthesis.publication
    join processes.process on process.id = publication.process_id
    where publication.process_id = ${processId}
    order by publication.number desc
  `;
}

/** The claims of a publication, the rare views last; sources are those that are public at this moment. */
export async function listPublishedClaims(sql: Db, id: PublicationId): Promise<readonly PublishedClaim[]> {
  return await sql<PublishedClaim[]>`
    select claim.id as "claimId", claim.number, published.claim_version as version, published.position, published.kind,
      published.theme, published.text, published.source_count as "sourceCount",
      coalesce(counted.supports, 0) as supports, coalesce(counted.opposes, 0) as opposes,
      coalesce(counted.nuances, 0) as nuances
    from synthesis.published_claim as published
    join synthesis.claim on claim.id = published.claim_id
    left join (
      select source.claim_id,
        count(*) filter (where source.stance = 'supports') as supports,
        count(*) filter (where source.stance = 'opposes') as opposes,
        count(*) filter (where source.stance = 'nuances') as nuances
      from synthesis.published_source as source
      join corpus.line on line.contribution_id = source.contribution_id
      where source.publication_id = ${id}
      group by source.claim_id
    ) as counted on counted.claim_id = claim.id
    where published.publication_id = ${id}
    order by published.kind, published.position
  `;
}

/** Quotes of a publication that may be shown at this moment: a few for each claim, those that support it first. */
export async function listShownQuotes(sql: Db, id: PublicationId, limit: number): Promise<readonly ShownQuote[]> {
  return await sql<ShownQuote[]>`
    select ranked.claim, ranked.number, ranked.stance, ranked.quote, ranked.language
    from (
      select claim.number as claim, source.number, source.stance, source.quote, line.language,
        row_number() over (
          partition by source.claim_id
          order by array_position(array['supports', 'nuances', 'opposes'], source.stance), source.number
        ) as place
      from synthesis.public_source as source
      join synthesis.claim on claim.id = source.claim_id
      join corpus.line on line.contribution_id = source.contribution_id
      where source.publication_id = ${id}
        and source.quote is not null
    ) as ranked
    where ranked.place <= ${limit}
    order by ranked.claim, ranked.place
  `;
}

/** A published synthesis whole, for a document; null when there is none of this number. Quotes are checked at this moment. */
export async function publishedSynthesis(
  sql: Db,
  processSlug: string,
  number: number,
): Promise<PublishedSynthesis | null> {
  const [publication] = await sql<(Publication & { publishedOn: string })[]>`
    select ${publicationColumns(sql)},
      to_char(publication.published_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "publishedOn"
    from synthesis.publication
    join processes.process on process.id = publication.process_id
    where process.slug = ${processSlug}
      and publication.number = ${number}
  `;
  if (!publication) return null;
  const claims = await listPublishedClaims(sql, publication.id);
  const sources = await sql<(PublicSource & { claimId: ClaimId })[]>`
    select source.claim_id as "claimId", source.number, source.stance, source.quote,
      source.is_quote_withheld as "isQuoteWithheld"
    from synthesis.public_source as source
    where source.publication_id = ${publication.id}
    order by source.number
  `;
  const byClaim = Map.groupBy(sources, ({ claimId }) => claimId);
  return {
    ...publication,
    claims: claims.map((claim) => ({
      ...claim,
      sources: (byClaim.get(claim.claimId) ?? []).map(({ claimId: _, ...source }) => source),
    })),
  };
}

/** The note as it is being written; empty before anything was. */
export async function readNote(sql: Db, processId: ProcessId): Promise<Note> {
  const [row] = await sql<Note[]>`
    select note.title, note.introduction, note.method, note.version, person.display_name as by, note.made_at as "madeAt"
    from synthesis.note
    left join accounts.person on person.id = note.made_by
    where note.process_id = ${processId}
  `;
  return row ?? { title: "", introduction: "", method: "", version: 1, by: null, madeAt: null };
}

/** Which publications a process has, for a link: the number of the latest. */
export async function latestPublication(sql: Db, processId: ProcessId): Promise<number | null> {
  const [row] = await sql<{ number: number | null }[]>`
    select max(number) as number
    from synthesis.publication
    where process_id = ${processId}
  `;
  return row?.number ?? null;
}

/** Null when this id is of no publication yet. */
export async function publicationNumber(sql: Db, id: PublicationId): Promise<number | null> {
  const [row] = await sql<{ number: number }[]>`
    select number
    from synthesis.publication
    where id = ${id}
  `;
  return row?.number ?? null;
}
