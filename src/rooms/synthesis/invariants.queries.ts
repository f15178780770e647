import type { PublicationId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import { publicationHash } from "./publishing.queries.ts";

type Published = { id: PublicationId; slug: string; number: number; hash: string; journalHash: string | null };

/** Every publication hashed again, and compared with what is stored and what the journal says. */
async function changedPublications(sql: Sql): Promise<readonly string[]> {
  const publications = await sql<Published[]>`
    select publication.id, process.slug, publication.number, publication.hash,
      (
        select entry.payload ->> 'hash'
        from journal.entry
        where entry.kind = 'synthesis.published'
          and entry.subject_id = publication.id
        order by entry.id
        limit 1
      ) as "journalHash"
    from synthesis.publication
    join processes.process on process.id = publication.process_id
    order by process.slug, publication.number
  `;
  const offenders: string[] = [];
  for (const { id, slug, number, hash, journalHash } of publications) {
    const where = `${slug}, publication ${number}`;
    if ((await publicationHash(sql, id)) !== hash) offenders.push(`${where}: content differs from its hash`);
    if (journalHash === null) offenders.push(`${where}: not in the journal`);
    else if (journalHash !== hash) offenders.push(`${where}: another hash in the journal`);
  }
  return offenders;
}

export const synthesisInvariants: readonly Invariant[] = [
  {
    id: "synthesis.publications-unchanged",
    rule: 1,
    sentence: "Each published synthesis still has the hash that the journal holds since its publication.",
    check: changedPublications,
  },
  {
    id: "synthesis.counts",
    rule: 8,
    sentence: "The stored counts of a published synthesis are those of its rows.",
    check: async (sql) => {
      const rows = await sql<{ slug: string; number: number; problem: string }[]>`
        select process.slug, publication.number, 'sources of claim ' || claim.number as problem
        from synthesis.published_claim as published
        join synthesis.publication on publication.id = published.publication_id
        join processes.process on process.id = publication.process_id
        join synthesis.claim on claim.id = published.claim_id
        where published.source_count <> (
          select count(*)
          from synthesis.published_source as source
          where source.publication_id = published.publication_id
            and source.claim_id = published.claim_id
        )
        union all
        select process.slug, publication.number, 'contributions covered'
        from synthesis.publication
        join processes.process on process.id = publication.process_id
        where publication.covered_count <> (
          select count(distinct source.contribution_id)
          from synthesis.published_source as source
          where source.publication_id = publication.id
        )
      `;
      return rows.map(({ slug, number, problem }) => `${slug}, publication ${number}: ${problem}`);
    },
  },
  {
    id: "synthesis.one-attachment",
    rule: 8,
    sentence: "A contribution rests at most once under a claim, and on none that is withdrawn.",
    check: async (sql) => {
      const rows = await sql<{ claim: number; contribution: number }[]>`
        select claim.number as claim, contribution.number as contribution
        from synthesis.claim_contribution as attachment
        join synthesis.claim on claim.id = attachment.claim_id
        join contributions.contribution on contribution.id = attachment.contribution_id
        where attachment.removed_at is null
        group by claim.number, claim.state, contribution.number
        having count(*) > 1 or claim.state = 'withdrawn'
      `;
      return rows.map(({ claim, contribution }) => `claim ${claim}: contribution ${contribution}`);
    },
  },
  {
    id: "synthesis.sources-exist",
    rule: 7,
    sentence: "Each source of a claim is a contribution of its process, attached by an act that is kept.",
    check: async (sql) => {
      const rows = await sql<{ claim: number; contribution: string }[]>`
        select claim.number as claim, coalesce(contribution.number::text, '?') as contribution
        from synthesis.claim_contribution as attachment
        join synthesis.claim on claim.id = attachment.claim_id
        left join contributions.contribution on contribution.id = attachment.contribution_id
        where contribution.process_id is distinct from claim.process_id
        union
        select claim.number, coalesce(contribution.number::text, '?')
        from synthesis.published_source as source
        join synthesis.claim on claim.id = source.claim_id
        left join contributions.contribution on contribution.id = source.contribution_id
        left join synthesis.claim_contribution as attachment on attachment.id = source.attachment_id
        where (attachment.claim_id, attachment.contribution_id) is distinct from (source.claim_id, source.contribution_id)
          or contribution.id is null
      `;
      return rows.map(({ claim, contribution }) => `claim ${claim}: contribution ${contribution}`);
    },
  },
  {
    id: "synthesis.versions",
    rule: 9,
    sentence: "Each claim says what its newest version says, and no version between is missing.",
    check: async (sql) => {
      const rows = await sql<{ number: number }[]>`
        select claim.number
        from synthesis.claim
        left join synthesis.claim_version as version
          on version.claim_id = claim.id and version.version = claim.version
        where (version.kind, version.theme_id, version.text, version.answer)
            is distinct from (claim.kind, claim.theme_id, claim.text, claim.answer)
          or claim.version <> (
            select count(*)
            from synthesis.claim_version as saved
            where saved.claim_id = claim.id
              and saved.version is not null
          )
        order by claim.number
      `;
      return rows.map(({ number }) => `claim ${number}`);
    },
  },
];
