import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { ownWords } from "./campaign.rules.ts";
import type { Member, Part, PartCounts, PublicCampaign, PublicWords } from "./row.rules.ts";

function wordsColumns(db: Db) {
  return db`
    contribution.number, contribution.kind, contribution.language, contribution.title, contribution.body,
    contribution.proposed_text as "proposedText", contribution.is_masked as "isMasked",
    contribution.is_reworded as "isReworded", contribution.is_synthetic as "isSynthetic",
    coalesce(contribution.organisation, contribution.author_name) as author, contribution.submitted_at as "submittedAt"
  `;
}

function inPart(db: Db, part: Part) {
  switch (part) {
    case "flagged":
      return db`member.state = 'proposed' and member.flags <> '{}'`;
    case "clear":
      return db`member.state = 'proposed' and member.flags = '{}' and member.contribution_id <> campaign.kept_contribution_id`;
    case "in":
      return db`member.state = 'in'`;
    case "changed":
      return db`member.state = 'in' and member.words_changed_at is not null`;
    case "out":
      return db`member.state = 'out'`;
  }
}

type MemberPage = { readonly part: Part; readonly page: number; readonly size: number };

/** Public members of one part, the least alike first. The page is cut before words are read. */
export async function listMembers(
  db: Db,
  campaignId: string,
  { part, page, size }: MemberPage,
): Promise<readonly Member[]> {
  return await db<Member[]>`
    with chosen as materialized (
      select member.*, contribution.number
      from campaigns.member
      join campaigns.campaign on campaign.id = member.campaign_id
      join contributions.contribution on contribution.id = member.contribution_id
      where member.campaign_id = ${campaignId}
        and contribution.state = 'published'
        and ${inPart(db, part)}
      order by member.similarity, contribution.number
      limit ${size}
      offset ${(page - 1) * size}
    )
    select ${wordsColumns(db)}, chosen.state, chosen.similarity, chosen.flags,
      chosen.contribution_id = campaign.kept_contribution_id as "isKept",
      chosen.words_changed_at is not null as "isChanged", chosen.acting_role as "actingRole", chosen.made_at as "madeAt"
    from chosen
    join campaigns.campaign on campaign.id = chosen.campaign_id
    join contributions.public_contribution as contribution on contribution.id = chosen.contribution_id
    order by chosen.similarity, contribution.number
  `;
}

export async function countParts(db: Db, campaignId: string): Promise<PartCounts> {
  const [row] = await db<PartCounts[]>`
    select
      count(*) filter (where contribution.state = 'published' and ${inPart(db, "flagged")}) as flagged,
      count(*) filter (where contribution.state = 'published' and ${inPart(db, "clear")}) as clear,
      count(*) filter (where contribution.state = 'published' and ${inPart(db, "in")}) as "in",
      count(*) filter (where contribution.state = 'published' and ${inPart(db, "changed")}) as changed,
      count(*) filter (where contribution.state = 'published' and ${inPart(db, "out")}) as out,
      count(distinct member.author) filter (where contribution.state = 'published' and member.state <> 'out') as people,
      count(distinct member.author) filter (where contribution.state = 'published' and member.state = 'in') as authors,
      count(*) filter (
        where contribution.state = 'published'
          and member.state = 'proposed'
          and member.contribution_id = campaign.kept_contribution_id
      ) as "keptWaits",
      count(*) filter (where contribution.state <> 'published' and member.state <> 'out') as hidden
    from campaigns.member
    join campaigns.campaign on campaign.id = member.campaign_id
    join contributions.contribution on contribution.id = member.contribution_id
    where member.campaign_id = ${campaignId}
  `;
  return row ?? { flagged: 0, clear: 0, in: 0, changed: 0, out: 0, people: 0, authors: 0, keptWaits: 0, hidden: 0 };
}

/** The text shown first: the kept one, or the oldest public member while it is out of sight. */
export async function readKept(db: Db, campaignId: string): Promise<PublicWords | null> {
  const [row] = await db<PublicWords[]>`
    select ${wordsColumns(db)}
    from campaigns.member
    join campaigns.campaign on campaign.id = member.campaign_id
    join contributions.public_contribution as contribution on contribution.id = member.contribution_id
    where member.campaign_id = ${campaignId}
      and (member.state = 'in' or campaign.state <> 'confirmed')
    order by contribution.id <> campaign.kept_contribution_id, member.state = 'out', contribution.number
    limit 1
  `;
  return row ?? null;
}

/** Public words by contribution, as they are compared. */
export async function wordsById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db<{ id: string; body: string; aboutText: string | null; proposedText: string | null }[]>`
    select id, body, about_text as "aboutText", proposed_text as "proposedText"
    from contributions.public_contribution
    where id = any (${ids}::uuid[])
  `;
  return new Map(rows.map(({ id, ...words }) => [id, ownWords(words)]));
}

export const PUBLIC_PAGE = 20;

/** Confirmed groups that have public texts, the largest first. */
export async function listPublicCampaigns(
  db: Db,
  processId: ProcessId,
  page: number,
): Promise<readonly PublicCampaign[]> {
  return await db<PublicCampaign[]>`
    select campaign.number, campaign.name, campaign.kind, campaign.confirmed_at as "confirmedAt", count(*) as texts,
      count(distinct member.author) as people
    from campaigns.campaign
    join campaigns.public_member as member on member.campaign_id = campaign.id
    where campaign.process_id = ${processId}
    group by campaign.id
    order by count(*) desc, campaign.number
    limit ${PUBLIC_PAGE}
    offset ${(page - 1) * PUBLIC_PAGE}
  `;
}

export async function countPublicCampaigns(
  db: Db,
  processId: ProcessId,
): Promise<{ readonly campaigns: number; readonly texts: number }> {
  const [row] = await db<{ campaigns: number; texts: number }[]>`
    select count(distinct campaign.id) as campaigns, count(member.contribution_id) as texts
    from campaigns.campaign
    join campaigns.public_member as member on member.campaign_id = campaign.id
    where campaign.process_id = ${processId}
  `;
  return row ?? { campaigns: 0, texts: 0 };
}

/** Who supports one of the public texts, each person once, authors with an account apart. */
export async function countSupporters(db: Db, campaignId: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(distinct support.voter_key) as count
    from campaigns.public_member as member
    join contributions.support on support.contribution_id = member.contribution_id
    where member.campaign_id = ${campaignId}
      and support.value = 'for'
      and not exists (
        select
        from campaigns.public_member as author
        join contributions.contribution on contribution.id = author.contribution_id
        where author.campaign_id = member.campaign_id
          and support.voter_key = 'p:' || contribution.person_id
      )
  `;
  return row?.count ?? 0;
}
