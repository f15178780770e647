import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { ownWords } from "./campaign.rules.ts";
import type { Round, Text } from "./plan.rules.ts";
import type { SearchState } from "./row.rules.ts";

export type ReadText = Text & { readonly isExamined: boolean; readonly isHeld: boolean };
type Row = {
  readonly id: string;
  readonly number: number;
  readonly body: string;
  readonly aboutText: string | null;
  readonly proposedText: string | null;
};

/** Public words only, by number; `isHeld`: a group that was not refused holds it, or proposes to. */
export async function readTexts(db: Db, processId: ProcessId, after: number, limit: number): Promise<ReadText[]> {
  const rows = await db<(Row & { isExamined: boolean; isHeld: boolean })[]>`
    select
      contribution.id,
      contribution.number,
      contribution.body,
      contribution.about_text as "aboutText",
      contribution.proposed_text as "proposedText",
      examined.contribution_id is not null as "isExamined",
      exists (
        select
        from campaigns.member
        join campaigns.campaign on campaign.id = member.campaign_id
        where member.contribution_id = contribution.id
          and member.state <> 'out'
          and campaign.state <> 'refused'
      ) as "isHeld"
    from contributions.public_contribution as contribution
    left join campaigns.examined on examined.contribution_id = contribution.id
    where contribution.process_id = ${processId}
      and contribution.number > ${after}
    order by contribution.number
    limit ${limit}
  `;
  return rows.map(({ id, number, isExamined, isHeld, ...words }) => ({
    id,
    order: number,
    words: ownWords(words),
    isExamined,
    isHeld,
  }));
}

/** Groups with the words they show first: those of the kept text, or of the oldest member that is public. */
export async function readRounds(db: Db, processId: ProcessId): Promise<Round[]> {
  const rows = await db<(Omit<Row, "number"> & { isRefused: boolean })[]>`
    select
      campaign.id,
      campaign.state = 'refused' as "isRefused",
      kept.body,
      kept.about_text as "aboutText",
      kept.proposed_text as "proposedText"
    from campaigns.campaign
    cross join lateral (
      select contribution.body, contribution.about_text, contribution.proposed_text
      from campaigns.member
      join contributions.public_contribution as contribution on contribution.id = member.contribution_id
      where member.campaign_id = campaign.id
        and (member.state <> 'out' or campaign.state = 'refused')
      order by contribution.id <> campaign.kept_contribution_id, contribution.number
      limit 1
    ) as kept
    where campaign.process_id = ${processId}
    order by campaign.number
  `;
  return rows.map(({ id, isRefused, ...words }) => ({ id, isRefused, keptWords: ownWords(words) }));
}

export type ChangedCampaign = { readonly id: string; readonly isKeptChanged: boolean };

/** Groups with members whose words changed since somebody looked. */
export async function changedCampaigns(db: Db, processId: ProcessId): Promise<readonly ChangedCampaign[]> {
  return await db<ChangedCampaign[]>`
    select campaign.id, bool_or(member.contribution_id = campaign.kept_contribution_id) as "isKeptChanged"
    from campaigns.campaign
    join campaigns.member on member.campaign_id = campaign.id
    where campaign.process_id = ${processId}
      and campaign.state <> 'refused'
      and member.state <> 'out'
      and member.words_changed_at is not null
    group by campaign.id
  `;
}

export type MemberText = {
  readonly id: string;
  readonly state: string;
  readonly isChanged: boolean;
  readonly words: string;
};

/** Public members with their words, the kept text first. */
export async function memberTexts(db: Db, campaignId: string): Promise<readonly MemberText[]> {
  const rows = await db<(Omit<Row, "number"> & { state: string; isChanged: boolean })[]>`
    select
      contribution.id,
      member.state,
      member.words_changed_at is not null as "isChanged",
      contribution.body,
      contribution.about_text as "aboutText",
      contribution.proposed_text as "proposedText"
    from campaigns.member
    join campaigns.campaign on campaign.id = member.campaign_id
    join contributions.public_contribution as contribution on contribution.id = member.contribution_id
    where member.campaign_id = ${campaignId}
      and member.state <> 'out'
    order by contribution.id <> campaign.kept_contribution_id, contribution.number
  `;
  return rows.map(({ id, state, isChanged, ...words }) => ({ id, state, isChanged, words: ownWords(words) }));
}

/** The last search of a process. */
export async function lastSearch(db: Db, processId: ProcessId): Promise<SearchState | null> {
  const [row] = await db<SearchState[]>`
    select
      asked_at as "askedAt",
      started_at as "startedAt",
      finished_at as "finishedAt",
      failed_at as "failedAt",
      done_count as done,
      total_count as total,
      found_campaigns as campaigns,
      found_members as members
    from campaigns.search
    where process_id = ${processId}
    order by asked_at desc
    limit 1
  `;
  return row ?? null;
}

/** Published texts that no search has compared yet. */
export async function countUnexamined(db: Db, processId: ProcessId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from contributions.contribution
    where process_id = ${processId}
      and state = 'published'
      and not exists (select from campaigns.examined where examined.contribution_id = contribution.id)
  `;
  return row?.count ?? 0;
}
