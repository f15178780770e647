import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { ownWords } from "#rooms/campaigns";

export type DraftText = {
  readonly id: string;
  readonly number: number;
  /** The confirmed campaign it is in. */
  readonly campaignId: string | null;
  /** The campaign shows this one first. */
  readonly isKept: boolean;
  readonly words: string;
};

type Row = Omit<DraftText, "words"> & {
  readonly title: string | null;
  readonly body: string;
  readonly aboutText: string | null;
  readonly proposedText: string | null;
};

/**
 * Public words only, by number. What was flagged for health details and published without a mask is left to people: no machine
 * here reads it, and it is sent nowhere.
 */
export async function readDraftTexts(
  db: Db,
  processId: ProcessId,
  after: number,
  limit: number,
): Promise<readonly DraftText[]> {
  const rows = await db<Row[]>`
    select contribution.id, contribution.number, contribution.title, contribution.body,
      contribution.about_text as "aboutText", contribution.proposed_text as "proposedText",
      campaign.id as "campaignId", coalesce(campaign.kept_contribution_id = contribution.id, false) as "isKept"
    from contributions.public_contribution as contribution
    join corpus.line on line.contribution_id = contribution.id
    left join campaigns.member on member.contribution_id = contribution.id and member.state = 'in'
    left join campaigns.campaign on campaign.id = member.campaign_id and campaign.state = 'confirmed'
    where contribution.process_id = ${processId}
      and contribution.number > ${after}
      and (
        contribution.is_masked
        or not exists (
          select from moderation.flag where flag.contribution_id = contribution.id and flag.kind = 'health'
        )
      )
    order by contribution.number
    limit ${limit}
  `;
  return rows.map(({ title, body, aboutText, proposedText, ...row }) => ({
    ...row,
    words: [title ?? "", ownWords({ body, aboutText, proposedText })].filter((part) => part.trim() !== "").join("\n"),
  }));
}
