import type { ProcessId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Campaign, CampaignState, MemberState } from "./campaign.rules.ts";
import type { ActRow, DeskLine, DeskProcess, StateCounts } from "./row.rules.ts";

function campaignColumns(db: Db) {
  return db`
    campaign.id, campaign.number, campaign.process_id as "processId", process.slug as "processSlug",
    process.title as "processTitle", campaign.name, campaign.kind, campaign.state, campaign.kept_contribution_id as "keptId",
    campaign.version, campaign.found_at as "foundAt", campaign.confirmed_at as "confirmedAt",
    campaign.acting_role as "actingRole", campaign.made_at as "madeAt"
  `;
}

const isNumber = (text: string | undefined): text is string => /^[1-9]\d{0,14}$/.test(text ?? "");

export async function findCampaign(db: Db, number: string | undefined): Promise<Campaign | null> {
  if (!isNumber(number)) return null;
  const [row] = await db<Campaign[]>`
    select ${campaignColumns(db)}
    from campaigns.campaign
    join processes.process on process.id = campaign.process_id
    where campaign.number = ${Number(number)}
  `;
  return row ?? null;
}

/** Others who act on it wait for the end of this transaction. */
export async function lockCampaign(tx: Tx, number: number): Promise<Campaign | null> {
  await tx`select from campaigns.campaign where number = ${number} for update`;
  return await findCampaign(tx, String(number));
}

export async function findCampaignNumber(db: Db, id: string): Promise<number | null> {
  const [row] = await db<{ number: number }[]>`select number from campaigns.campaign where id = ${id}`;
  return row?.number ?? null;
}

export type MemberRow = {
  readonly id: string;
  readonly number: number;
  readonly state: MemberState;
  readonly isFlagged: boolean;
  readonly isPublished: boolean;
  /** Another group that holds the text already. */
  readonly heldBy: number | null;
};

/** Members as an act needs them: all of those named, or all of the campaign. */
export async function readMembers(
  db: Db,
  campaignId: string,
  numbers: readonly number[] | null,
): Promise<readonly MemberRow[]> {
  return await db<MemberRow[]>`
    select
      contribution.id,
      contribution.number,
      member.state,
      member.flags <> '{}' as "isFlagged",
      contribution.state = 'published' as "isPublished",
      held.number as "heldBy"
    from campaigns.member
    join contributions.contribution on contribution.id = member.contribution_id
    left join lateral (
      select campaign.number
      from campaigns.member as other
      join campaigns.campaign on campaign.id = other.campaign_id
      where other.contribution_id = member.contribution_id
        and other.campaign_id <> member.campaign_id
        and other.state = 'in'
      limit 1
    ) as held on true
    where member.campaign_id = ${campaignId}
      and (${numbers}::bigint[] is null or contribution.number = any (${numbers}::bigint[]))
    order by contribution.number
  `;
}

export type Candidate = { readonly id: string; readonly number: number; readonly heldBy: number | null };

/** Published contributions of the process with these numbers, and the group that holds each already. */
export async function readCandidates(
  db: Db,
  processId: ProcessId,
  numbers: readonly number[],
): Promise<readonly Candidate[]> {
  return await db<Candidate[]>`
    select contribution.id, contribution.number, held.number as "heldBy"
    from contributions.contribution
    left join lateral (
      select campaign.number
      from campaigns.member
      join campaigns.campaign on campaign.id = member.campaign_id
      where member.contribution_id = contribution.id
        and member.state = 'in'
      limit 1
    ) as held on true
    where contribution.process_id = ${processId}
      and contribution.state = 'published'
      and contribution.number = any (${numbers}::bigint[])
    order by contribution.number
  `;
}

/** What was done, newest first, with who did it: for the team. */
export async function listActs(db: Db, campaignId: string, limit = 30): Promise<readonly ActRow[]> {
  return await db<ActRow[]>`
    select
      act.id, act.verb, act.before, act.after, act.acting_role as "actingRole", person.display_name as "madeBy",
      act.made_at as "madeAt",
      exists (select from campaigns.act as undoing where undoing.undoes = act.id) as "isUndone",
      (select count(*) from campaigns.act_member where act_member.act_id = act.id) as "memberCount"
    from campaigns.act
    left join accounts.person on person.id = act.made_by
    where act.campaign_id = ${campaignId}
    order by act.position desc
    limit ${limit}
  `;
}

/** The act that can be undone: the last one of a person that stands. */
export async function lastAct(db: Db, campaignId: string): Promise<ActRow | null> {
  const acts = await listActs(db, campaignId, 200);
  return acts.find(({ verb, isUndone }) => !isUndone && !["propose", "create", "undo"].includes(verb)) ?? null;
}

export type MovedMember = { readonly id: string; readonly before: MemberState | null; readonly after: MemberState };

export async function movedBy(db: Db, actId: string): Promise<readonly MovedMember[]> {
  return await db<MovedMember[]>`
    select contribution_id as id, before_state as before, after_state as after
    from campaigns.act_member
    where act_id = ${actId}
  `;
}

export const CAMPAIGN_PAGE = 20;

/** Groups of a process in one state: the largest first while they are proposed, then the youngest. */
export async function listCampaigns(
  db: Db,
  processId: ProcessId,
  state: CampaignState,
  page: number,
): Promise<readonly DeskLine[]> {
  return await db<DeskLine[]>`
    select
      campaign.number, campaign.name, campaign.kind, campaign.state, campaign.made_at as "madeAt",
      count(*) filter (where member.state = 'in') as "inCount",
      count(*) filter (
        where member.state = 'proposed'
          and member.flags = '{}'
          and member.contribution_id <> campaign.kept_contribution_id
      ) as "clearCount",
      count(*) filter (where member.state = 'proposed' and member.flags <> '{}') as "flaggedCount",
      count(*) filter (where member.state = 'in' and member.words_changed_at is not null) as "changedCount",
      count(distinct member.author) filter (where member.state <> 'out') as people
    from campaigns.campaign
    join campaigns.member on member.campaign_id = campaign.id
    join contributions.contribution on contribution.id = member.contribution_id and contribution.state = 'published'
    where campaign.process_id = ${processId}
      and campaign.state = ${state}
    group by campaign.id
    order by
      case when ${state} = 'proposed' then count(*) filter (where member.state <> 'out') end desc nulls last,
      campaign.number desc
    limit ${CAMPAIGN_PAGE}
    offset ${(page - 1) * CAMPAIGN_PAGE}
  `;
}

export async function countCampaigns(db: Db, processId: ProcessId): Promise<StateCounts> {
  const rows = await db<{ state: CampaignState; count: number }[]>`
    select state, count(*) as count
    from campaigns.campaign
    where process_id = ${processId}
    group by state
  `;
  const of = (state: CampaignState): number => rows.find((row) => row.state === state)?.count ?? 0;
  return { proposed: of("proposed"), confirmed: of("confirmed"), refused: of("refused") };
}

/** Groups that wait for somebody: proposed, or with members proposed or changed since. */
export async function waitingCampaigns(db: Db): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await db<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(campaign.found_at) as oldest
    from campaigns.campaign
    where campaign.state = 'proposed'
      or (
        campaign.state = 'confirmed'
        and exists (
          select
          from campaigns.member
          where member.campaign_id = campaign.id
            and (member.state = 'proposed' or (member.state = 'in' and member.words_changed_at is not null))
        )
      )
  `;
  return row ?? { count: 0, oldest: null };
}

/** Processes with contributions, those with most published ones first. */
export async function listDeskProcesses(db: Db): Promise<readonly DeskProcess[]> {
  return await db<DeskProcess[]>`
    select process.id, process.slug, process.title
    from processes.process
    left join contributions.contribution
      on contribution.process_id = process.id
      and contribution.state = 'published'
    group by process.id
    order by count(contribution.id) desc, process.created_at desc, process.slug
  `;
}
