import type { ClaimId, ContributionId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Attachment, Batch, CountLine, Detachment, PersonWork, Source } from "./attachment.rules.ts";
import type { Stance } from "./stance.rules.ts";

export const ATTACHMENT_PAGE = 20;

type ListOptions = { readonly stance: Stance | null; readonly page: number };

/** In force and published today, by number. The page is cut before words are read. */
export async function listAttachments(
  sql: Db,
  claimId: ClaimId,
  { stance, page }: ListOptions,
): Promise<readonly Attachment[]> {
  return await sql<Attachment[]>`
    with chosen as materialized (
      select attachment.id, line.number
      from synthesis.claim_contribution as attachment
      join corpus.line on line.contribution_id = attachment.contribution_id
      where attachment.claim_id = ${claimId}
        and attachment.removed_at is null
        and (${stance}::text is null or attachment.stance = ${stance})
      order by line.number
      limit ${ATTACHMENT_PAGE}
      offset ${(page - 1) * ATTACHMENT_PAGE}
    )
    select ${attachmentColumns(sql)}
    from chosen
    join synthesis.claim_contribution as attachment on attachment.id = chosen.id
    ${attachmentJoins(sql)}
    order by chosen.number
  `;
}

function attachmentColumns(sql: Db) {
  return sql`
    contribution.id as "contributionId", contribution.number, contribution.title, left(contribution.body, 600) as words,
    contribution.language, contribution.channel, territory.name as territory, attachment.stance,
    case when quoted.occurs then attachment.quote end as quote,
    attachment.quote is not null and not quoted.occurs as "isQuoteLost",
    person.display_name as by, attachment.acting_role as role, attachment.made_at as "madeAt"
  `;
}

function attachmentJoins(sql: Db) {
  return sql`
    join contributions.public_contribution as contribution on contribution.id = attachment.contribution_id
    cross join lateral (
      select synthesis.occurs(attachment.quote, contribution.body, contribution.proposed_text, contribution.title) as occurs
    ) as quoted
    left join processes.territory on territory.code = contribution.territory_code
    left join accounts.person on person.id = attachment.made_by
  `;
}

/** A published contribution of the process, whole, and how it stands under a claim. */
export async function findSource(
  sql: Db,
  claim: { readonly id: ClaimId; readonly processId: ProcessId },
  number: string | undefined,
): Promise<Source | null> {
  if (!/^[1-9]\d{0,14}$/.test(number ?? "")) return null;
  const [row] = await sql<Omit<Source, "attachment">[]>`
    select id as "contributionId", number, title, body, proposed_text as "proposedText", language,
      is_masked as "isMasked"
    from contributions.public_contribution
    where number = ${Number(number)}
      and process_id = ${claim.processId}
  `;
  if (!row) return null;
  const [attachment] = await sql<Attachment[]>`
    select ${attachmentColumns(sql)}
    from synthesis.claim_contribution as attachment
    ${attachmentJoins(sql)}
    where attachment.claim_id = ${claim.id}
      and attachment.contribution_id = ${row.contributionId}
      and attachment.removed_at is null
  `;
  return { ...row, attachment: attachment ?? null };
}

/** The last that were taken away, each with who did it. Undone batches are lines of their own. */
export async function listDetachments(sql: Db, claimId: ClaimId): Promise<readonly Detachment[]> {
  return await sql<Detachment[]>`
    select contribution.number, attachment.stance, attachment.made_at as "madeAt", attachment.removed_at as "removedAt",
      person.display_name as by, attachment.removed_role as role
    from synthesis.claim_contribution as attachment
    join contributions.contribution on contribution.id = attachment.contribution_id
    left join synthesis.batch on batch.id = attachment.batch_id
    left join accounts.person on person.id = attachment.removed_by
    where attachment.claim_id = ${claimId}
      and attachment.removed_at is not null
      and batch.undone_at is null
    order by attachment.removed_at desc, contribution.number
    limit 50
  `;
}

/** Acts that attached several contributions at once, the last first. */
export async function listBatches(sql: Db, claimId: ClaimId): Promise<readonly Batch[]> {
  return await sql<Batch[]>`
    select batch.id, batch.stance, batch.filter, batch.count, person.display_name as by, batch.acting_role as role,
      batch.made_at as "madeAt", batch.undone_at as "undoneAt",
      (
        select count(*)
        from synthesis.claim_contribution as attachment
        where attachment.batch_id = batch.id
          and attachment.removed_at is null
      ) as "inForce"
    from synthesis.batch
    left join accounts.person on person.id = batch.made_by
    where batch.claim_id = ${claimId}
    order by batch.made_at desc, batch.id
    limit 50
  `;
}

/** By channel, region and category, in one query; departments count in their region. Exact: for the team. */
export async function countByDimension(sql: Db, claimId: ClaimId): Promise<readonly CountLine[]> {
  return await sql<CountLine[]>`
    with source as (
      select line.channel, coalesce(region.code, line.territory_code, '') as territory,
        coalesce(category.parent_code, line.category_code, '') as category,
        coalesce(contribution.person_id, contribution.id) as person
      from synthesis.claim_contribution as attachment
      join corpus.line on line.contribution_id = attachment.contribution_id
      join contributions.contribution on contribution.id = attachment.contribution_id
      left join processes.territory as place on place.code = line.territory_code and place.kind = 'department'
      left join processes.territory as region on region.code = place.parent_code
      left join processes.actor_category as category on category.code = line.category_code
      where attachment.claim_id = ${claimId}
        and attachment.removed_at is null
    ),
    counted as (
      select 'channel' as dimension, channel as key, count(*) as count, count(distinct person) as people
      from source
      group by channel
      union all
      select 'territory', territory, count(*), count(distinct person)
      from source
      group by territory
      union all
      select 'category', category, count(*), count(distinct person)
      from source
      group by category
    )
    select counted.dimension, counted.key, coalesce(territory.name, category.name_fr) as "nameFr",
      coalesce(territory.name, category.name_en) as "nameEn", counted.count, counted.people
    from counted
    left join processes.territory on counted.dimension = 'territory' and territory.code = counted.key
    left join processes.actor_category as category on counted.dimension = 'category' and category.code = counted.key
    order by counted.dimension, counted.count desc, counted.key
  `;
}

/** The people who worked most, first. */
export async function listWork(sql: Db, processId: ProcessId): Promise<readonly PersonWork[]> {
  return await sql<PersonWork[]>`
    with work as (
      select attachment.made_by as person_id, 1 as attached, 0 as saved, attachment.made_at as at
      from synthesis.claim_contribution as attachment
      join synthesis.claim on claim.id = attachment.claim_id
      where claim.process_id = ${processId}
        and attachment.removed_at is null
      union all
      select version.made_by, 0, 1, version.made_at
      from synthesis.claim_version as version
      join synthesis.claim on claim.id = version.claim_id
      where claim.process_id = ${processId}
        and version.version is not null
    )
    select person.display_name as name, sum(work.attached) as attached, sum(work.saved) as saved, max(work.at) as "lastAt"
    from work
    left join accounts.person on person.id = work.person_id
    group by person.id, person.display_name
    order by attached desc, saved desc, name
  `;
}

/** Those of these numbers that are published contributions of a process. */
export async function knownNumbers(
  sql: Db,
  processId: ProcessId,
  numbers: readonly number[],
): Promise<readonly number[]> {
  const rows = await sql<{ number: number }[]>`
    select number
    from corpus.line
    where process_id = ${processId}
      and number = any (${[...numbers]}::bigint[])
  `;
  return rows.map(({ number }) => number);
}

/** Those of these numbers that rest, or once rested, under a claim. */
export async function attachedNumbers(
  sql: Db,
  claimId: ClaimId,
  numbers: readonly number[],
): Promise<readonly number[]> {
  const rows = await sql<{ number: number }[]>`
    select distinct contribution.number
    from synthesis.claim_contribution as attachment
    join contributions.contribution on contribution.id = attachment.contribution_id
    where attachment.claim_id = ${claimId}
      and contribution.number = any (${[...numbers]}::bigint[])
  `;
  return rows.map(({ number }) => number);
}

/** Under which claims each of these contributions rests now, by their numbers. */
export async function claimsOf(
  sql: Db,
  contributionIds: readonly ContributionId[],
): Promise<ReadonlyMap<ContributionId, readonly number[]>> {
  const rows = await sql<{ contributionId: ContributionId; claims: number[] }[]>`
    select attachment.contribution_id as "contributionId", array_agg(claim.number order by claim.number) as claims
    from synthesis.claim_contribution as attachment
    join synthesis.claim on claim.id = attachment.claim_id
    where attachment.contribution_id = any (${[...contributionIds]}::uuid[])
      and attachment.removed_at is null
    group by attachment.contribution_id
  `;
  return new Map(rows.map(({ contributionId, claims }) => [contributionId, claims]));
}
