import type { ContributionId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

export type SeedCampaign = {
  readonly processId: ProcessId;
  readonly name: string;
  readonly madeAt: Date;
  readonly madeBy: PersonId;
  /** The one shown first comes first. */
  readonly members: readonly {
    readonly contributionId: ContributionId;
    readonly similarity: number;
    readonly flags: readonly string[];
  }[];
};

/** Texts sent by many, put together by a person, text by text; each is somebody else's. Gives the id. */
export async function insertCampaign(tx: Tx, campaign: SeedCampaign): Promise<string> {
  const { processId, name, madeAt, madeBy } = campaign;
  const [row] = await tx<{ id: string }[]>`
    insert into campaigns.campaign (
      process_id, name, kind, state, kept_contribution_id, found_at, confirmed_at, made_by, acting_role, made_at
    )
    values (
      ${processId}, ${name}, 'campaign', 'confirmed', ${campaign.members[0]?.contributionId ?? null}, ${madeAt}, ${madeAt},
      ${madeBy}, 'analyst', ${madeAt}
    )
    returning id
  `;
  const id = row?.id ?? "";
  const members = tx.json(
    campaign.members.map((member, index) => ({ ...member, flags: [...member.flags], author: index + 1 })),
  );
  await tx`
    insert into campaigns.member (
      campaign_id, contribution_id, similarity, flags, state, author, made_by, acting_role, made_at
    )
    select ${id}, member."contributionId", member.similarity, member.flags, 'in', member.author, ${madeBy}, 'analyst', ${madeAt}
    from jsonb_to_recordset(${members}) as member ("contributionId" uuid, similarity real, flags text[], author integer)
  `;
  await tx`
    with act as (
      insert into campaigns.act (campaign_id, verb, after, made_by, acting_role, made_at)
      values (${id}, 'create', ${tx.json({ name })}, ${madeBy}, 'analyst', ${madeAt})
      returning id
    )
    insert into campaigns.act_member (act_id, contribution_id, after_state, flags)
    select act.id, member.contribution_id, 'in', member.flags
    from act
    cross join campaigns.member
    where member.campaign_id = ${id}
  `;
  return id;
}
