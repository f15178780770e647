import type { ProcessId, PublicationId } from "#kernel/ids.ts";
import type { Json } from "#ledger/canonical.ts";
import { digest } from "#ledger/digest.ts";
import type { Db } from "#platform/db.ts";
import { listClaims } from "./claim.queries.ts";
import { totalOf } from "./claim.rules.ts";
import { latestPublication, readNote } from "./publication.queries.ts";
import type { NoteWords, PublishFacts } from "./publication.rules.ts";

type ContentRow = { number: number; kind: string; theme: string | null; text: string };
type SourceRow = { claim: number; contribution: number; stance: string; quote: string | null };

/** One value for what a synthesis says and rests on: two that are read alike have the same digest. */
function contentOf(note: NoteWords, claims: readonly ContentRow[], sources: readonly SourceRow[]): Json {
  const byClaim = Map.groupBy(sources, ({ claim }) => claim);
  return {
    title: note.title,
    introduction: note.introduction,
    method: note.method,
    claims: claims.map(({ number, kind, theme, text }) => ({
      number,
      kind,
      theme,
      text,
      sources: (byClaim.get(number) ?? []).map(({ contribution, stance, quote }) => ({ contribution, stance, quote })),
    })),
  };
}

/** Digest of what would be published now. Quotes count by their digest, as they do in a publication. */
export async function draftDigest(sql: Db, processId: ProcessId): Promise<string> {
  const note = await readNote(sql, processId);
  const claims = await sql<ContentRow[]>`
    select claim.number, claim.kind, theme.name as theme, claim.text
    from synthesis.claim
    left join themes.theme on theme.id = claim.theme_id
    where claim.process_id = ${processId}
      and claim.state <> 'withdrawn'
    order by claim.kind, claim.position, claim.number
  `;
  const sources = await sql<SourceRow[]>`
    select claim.number as claim, line.number as contribution, attachment.stance,
      encode(sha256(convert_to(attachment.quote, 'UTF8')), 'hex') as quote
    from synthesis.claim
    join synthesis.claim_contribution as attachment on attachment.claim_id = claim.id and attachment.removed_at is null
    join corpus.line on line.contribution_id = attachment.contribution_id
    where claim.process_id = ${processId}
      and claim.state <> 'withdrawn'
    order by claim.number, line.number
  `;
  return digest(contentOf(note, claims, sources));
}

type Frozen = NoteWords & {
  readonly slug: string;
  readonly number: number;
  readonly lowestAlpha: number | null;
  readonly sampleSize: number | null;
  readonly coveredCount: number;
  readonly contributionCount: number;
};

/** What a publication holds, read from its rows. Contributions are named by their number, also those that left sight. */
async function readFrozen(
  sql: Db,
  id: PublicationId,
): Promise<{ readonly frozen: Frozen; readonly content: Json } | null> {
  const [frozen] = await sql<Frozen[]>`
    select process.slug, publication.number, publication.title, publication.introduction, publication.method,
      publication.lowest_alpha as "lowestAlpha", publication.sample_size as "sampleSize",
      publication.covered_count as "coveredCount", publication.contribution_count as "contributionCount"
    from synthesis.publication
    join processes.process on process.id = publication.process_id
    where publication.id = ${id}
  `;
  if (!frozen) return null;
  const claims = await sql<ContentRow[]>`
    select claim.number, published.kind, published.theme, published.text
    from synthesis.published_claim as published
    join synthesis.claim on claim.id = published.claim_id
    where published.publication_id = ${id}
    order by published.position
  `;
  const sources = await sql<SourceRow[]>`
    select claim.number as claim, contribution.number as contribution, source.stance, source.quote_digest as quote
    from synthesis.published_source as source
    join synthesis.claim on claim.id = source.claim_id
    join contributions.contribution on contribution.id = source.contribution_id
    where source.publication_id = ${id}
    order by claim.number, contribution.number
  `;
  return { frozen, content: contentOf(frozen, claims, sources) };
}

/** The hash of a publication, from its rows: the journal holds it since the publication. */
export async function publicationHash(sql: Db, id: PublicationId): Promise<string | null> {
  const found = await readFrozen(sql, id);
  if (!found) return null;
  const { slug, number, lowestAlpha, sampleSize, coveredCount, contributionCount } = found.frozen;
  const facts = { process: slug, number, lowestAlpha, sampleSize, coveredCount, contributionCount };
  return digest({ ...facts, content: found.content });
}

async function latestDigest(sql: Db, processId: ProcessId): Promise<string | null> {
  const number = await latestPublication(sql, processId);
  if (number === null) return null;
  const [row] = await sql<{ id: PublicationId }[]>`
    select id
    from synthesis.publication
    where process_id = ${processId}
      and number = ${number}
  `;
  const found = row ? await readFrozen(sql, row.id) : null;
  return found ? digest(found.content) : null;
}

type Link = { readonly claim: number; readonly contribution: number };

/** Quotes that a mask or a rewording took out of the public words. */
async function lostQuotes(sql: Db, processId: ProcessId): Promise<readonly Link[]> {
  return await sql<Link[]>`
    select claim.number as claim, contribution.number as contribution
    from synthesis.claim
    join synthesis.claim_contribution as attachment on attachment.claim_id = claim.id and attachment.removed_at is null
    join contributions.public_contribution as contribution on contribution.id = attachment.contribution_id
    where claim.process_id = ${processId}
      and claim.state <> 'withdrawn'
      and attachment.quote is not null
      and not synthesis.occurs(attachment.quote, contribution.body, contribution.proposed_text, contribution.title)
    order by claim.number, contribution.number
  `;
}

/** Attached, and hidden or withdrawn since. */
async function unpublishedSources(sql: Db, processId: ProcessId): Promise<readonly Link[]> {
  return await sql<Link[]>`
    select claim.number as claim, contribution.number as contribution
    from synthesis.claim
    join synthesis.claim_contribution as attachment on attachment.claim_id = claim.id and attachment.removed_at is null
    join contributions.contribution on contribution.id = attachment.contribution_id
    where claim.process_id = ${processId}
      and claim.state <> 'withdrawn'
      and contribution.state <> 'published'
    order by claim.number, contribution.number
  `;
}

export type Coverage = { readonly covered: number; readonly total: number };

/** Published contributions under at least one claim, and all. */
export async function readCoverage(sql: Db, processId: ProcessId): Promise<Coverage> {
  const [row] = await sql<Coverage[]>`
    select count(*) as total,
      count(*) filter (
        where exists (
          select
          from synthesis.claim_contribution as attachment
          where attachment.contribution_id = line.contribution_id
            and attachment.removed_at is null
        )
      ) as covered
    from corpus.line
    where line.process_id = ${processId}
  `;
  return row ?? { covered: 0, total: 0 };
}

export type Agreement = { readonly lowestAlpha: number; readonly themes: number; readonly sample: number };

/** What the codebook in force was signed with: the lowest alpha of its themes; null when nothing is signed. */
export async function readAgreement(sql: Db, processId: ProcessId): Promise<Agreement | null> {
  const [row] = await sql<{ lowestAlpha: number | null; themes: number; sample: number | null }[]>`
    select min(alpha) as "lowestAlpha", count(alpha) as themes, max(unit_count) as sample
    from themes.standing
    where process_id = ${processId}
  `;
  if (!row || row.lowestAlpha === null || row.sample === null) return null;
  return { lowestAlpha: row.lowestAlpha, themes: row.themes, sample: row.sample };
}

/** Everything that is looked at before publishing. */
export async function publishFacts(sql: Db, processId: ProcessId): Promise<PublishFacts> {
  const claims = await listClaims(sql, processId);
  const coverage = await readCoverage(sql, processId);
  const agreement = await readAgreement(sql, processId);
  const latest = await latestDigest(sql, processId);
  return {
    note: await readNote(sql, processId),
    claims: claims.map((claim) => ({ number: claim.number, kind: claim.kind, sources: totalOf(claim) })),
    lostQuotes: await lostQuotes(sql, processId),
    unpublished: await unpublishedSources(sql, processId),
    ...coverage,
    isAgreementSigned: agreement !== null,
    isUnchanged: latest !== null && latest === (await draftDigest(sql, processId)),
  };
}
