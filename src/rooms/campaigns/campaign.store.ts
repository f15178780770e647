import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { type CampaignKind, type Maker, type MemberState, PEOPLE_OF_A_CAMPAIGN } from "./campaign.rules.ts";

/** Nobody in particular: the search of the machine. */
type By = Maker | null;
const personOf = (by: By) => by?.personId ?? null;
const roleOf = (by: By) => by?.role ?? "clock";

export type NewCampaign = {
  readonly id: string;
  readonly processId: ProcessId;
  readonly name: string;
  readonly keptId: string;
};

/** False when this id is stored already: the same form sent twice. */
export async function insertCampaign(tx: Tx, { id, processId, name, keptId }: NewCampaign, by: By): Promise<boolean> {
  const rows = await tx`
    insert into campaigns.campaign (id, process_id, name, kept_contribution_id, made_by, acting_role)
    values (${id}, ${processId}, ${name}, ${keptId}, ${personOf(by)}, ${roleOf(by)})
    on conflict (id) do nothing
    returning id
  `;
  return rows.length > 0;
}

export type NewMember = {
  readonly id: string;
  readonly similarity: number;
  readonly flags: readonly string[];
};

/** Members that nobody has decided on yet; those that the campaign knows, or took out, are left as they are. */
export async function proposeMembers(
  tx: Tx,
  { campaignId, actId }: { readonly campaignId: string; readonly actId: string },
  members: readonly NewMember[],
): Promise<number> {
  const rows = await tx`
    with made as (
      insert into campaigns.member (campaign_id, contribution_id, similarity, flags)
      select ${campaignId}, row.id, row.similarity, row.flags
      from jsonb_to_recordset(${tx.json(members)}) as row (id uuid, similarity real, flags text[])
      on conflict do nothing
      returning contribution_id, flags
    )
    insert into campaigns.act_member (act_id, contribution_id, after_state, flags)
    select ${actId}, contribution_id, 'proposed', flags
    from made
    returning contribution_id
  `;
  return rows.length;
}

/** Members that a person adds: in at once. */
export async function addMembers(
  tx: Tx,
  { campaignId, actId }: { readonly campaignId: string; readonly actId: string },
  members: readonly NewMember[],
  by: Maker,
): Promise<void> {
  await tx`
    with before as (
      select contribution_id, state
      from campaigns.member
      where campaign_id = ${campaignId}
    ),
    made as (
      insert into campaigns.member (campaign_id, contribution_id, similarity, flags, state, made_by, acting_role)
      select ${campaignId}, row.id, row.similarity, row.flags, 'in', ${by.personId}, ${by.role}
      from jsonb_to_recordset(${tx.json(members)}) as row (id uuid, similarity real, flags text[])
      on conflict (campaign_id, contribution_id) do update
      set state = 'in',
        similarity = excluded.similarity,
        flags = excluded.flags,
        words_changed_at = null,
        made_by = excluded.made_by,
        acting_role = excluded.acting_role,
        made_at = now()
      returning contribution_id, flags
    )
    insert into campaigns.act_member (act_id, contribution_id, before_state, after_state, flags)
    select ${actId}, made.contribution_id, before.state, 'in', made.flags
    from made
    left join before on before.contribution_id = made.contribution_id
  `;
}

export type Act = {
  readonly campaignId: string;
  readonly verb: string;
  readonly before?: Readonly<Record<string, string | null>>;
  readonly after?: Readonly<Record<string, string | null>>;
  readonly undoes?: string;
};

/** The id of the act. */
export async function insertAct(
  tx: Tx,
  { campaignId, verb, before = {}, after = {}, undoes }: Act,
  by: By,
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into campaigns.act (campaign_id, verb, before, after, undoes, made_by, acting_role)
    values (
      ${campaignId}, ${verb}, ${tx.json(before)}, ${tx.json(after)}, ${undoes ?? null}, ${personOf(by)}, ${roleOf(by)}
    )
    returning id
  `;
  return row?.id ?? "";
}

export type Move = { readonly campaignId: string; readonly actId: string; readonly to: MemberState };

export async function moveMembers(
  tx: Tx,
  { campaignId, actId, to }: Move,
  ids: readonly string[],
  by: Maker,
): Promise<void> {
  await tx`
    with moved as (
      update campaigns.member
      set state = ${to},
        words_changed_at = null,
        made_by = ${by.personId},
        acting_role = ${by.role},
        made_at = now()
      from campaigns.member as old
      where member.campaign_id = ${campaignId}
        and member.contribution_id = any (${ids}::uuid[])
        and old.campaign_id = member.campaign_id
        and old.contribution_id = member.contribution_id
      returning member.contribution_id, old.state, member.flags
    )
    insert into campaigns.act_member (act_id, contribution_id, before_state, after_state, flags)
    select ${actId}, contribution_id, state, ${to}, flags
    from moved
  `;
}

/** A person has read the words that changed, and leaves the text where it is. */
export async function markLooked(
  tx: Tx,
  { campaignId, actId }: { readonly campaignId: string; readonly actId: string },
  ids: readonly string[],
): Promise<void> {
  await tx`
    with looked as (
      update campaigns.member
      set words_changed_at = null
      where campaign_id = ${campaignId}
        and contribution_id = any (${ids}::uuid[])
      returning contribution_id, state, flags
    )
    insert into campaigns.act_member (act_id, contribution_id, before_state, after_state, flags)
    select ${actId}, contribution_id, state, state, flags
    from looked
  `;
}

export type Facts = {
  readonly name: string;
  readonly kind: CampaignKind;
  readonly state: string;
  readonly keptId: string;
};

/** Writes what the campaign says now; its version grows, so that who read it before is told. */
export async function updateCampaign(
  tx: Tx,
  id: string,
  { name, kind, state, keptId }: Facts,
  by: Maker,
): Promise<void> {
  await tx`
    update campaigns.campaign
    set name = ${name},
      kind = ${kind},
      state = ${state},
      confirmed_at = case when ${state} = 'confirmed' then coalesce(confirmed_at, now()) end,
      kept_contribution_id = ${keptId},
      version = version + 1,
      made_by = ${by.personId},
      acting_role = ${by.role},
      made_at = now()
    where id = ${id}
  `;
}

export async function bumpVersion(tx: Tx, id: string): Promise<void> {
  await tx`
    update campaigns.campaign
    set version = version + 1
    where id = ${id}
  `;
}

/** A proposal that nobody touched is said a copied text when enough people sent it. */
export async function guessKind(tx: Tx, id: string): Promise<void> {
  await tx`
    update campaigns.campaign
    set kind = case
        when (
          select count(distinct author)
          from campaigns.member
          where campaign_id = ${id}
            and state <> 'out'
        ) >= ${PEOPLE_OF_A_CAMPAIGN} then 'campaign'
        else 'near_duplicates'
      end
    where id = ${id}
      and state = 'proposed'
      and acting_role = 'clock'
  `;
}

export type Author = { readonly id: string; readonly author: number };

/** The numbers given to the authors of new members. */
export async function updateAuthors(tx: Tx, campaignId: string, authors: readonly Author[]): Promise<void> {
  await tx`
    update campaigns.member
    set author = row.author
    from jsonb_to_recordset(${tx.json(authors)}) as row (id uuid, author integer)
    where member.campaign_id = ${campaignId}
      and member.contribution_id = row.id
      and member.author is null
  `;
}

type Compared = NewMember & { readonly isSettled: boolean };

/** Similarity and flags with the text shown first; what is settled needs nobody's eyes again. */
export async function updateLikeness(tx: Tx, campaignId: string, members: readonly Compared[]): Promise<void> {
  await tx`
    update campaigns.member
    set similarity = row.similarity,
      flags = row.flags,
      words_changed_at = case when row."isSettled" then null else words_changed_at end
    from jsonb_to_recordset(${tx.json(members)}) as row (id uuid, similarity real, flags text[], "isSettled" boolean)
    where member.campaign_id = ${campaignId}
      and member.contribution_id = row.id
  `;
}
