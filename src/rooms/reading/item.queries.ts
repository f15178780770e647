import type { ContributionId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { AmendedPart, Item, Work } from "./item.rules.ts";

/** A published contribution of a process, as a reader sees it; null when it is not public. */
export async function findItem(
  db: Db,
  {
    processId,
    number,
    personId,
  }: { readonly processId: ProcessId; readonly number: number; readonly personId: PersonId },
): Promise<Item | null> {
  const [row] = await db<Item[]>`
    select
      contribution.id,
      contribution.number,
      contribution.kind,
      contribution.title,
      contribution.body,
      contribution.about_text as "aboutText",
      contribution.language,
      document.language as "documentLanguage",
      contribution.is_masked as "isMasked",
      contribution.is_reworded as "isReworded",
      contribution.is_synthetic as "isSynthetic",
      contribution.channel,
      contribution.channel_detail as "channelDetail",
      contribution.author_name as "authorName",
      contribution.organisation,
      category.name_fr as "categoryFr",
      category.name_en as "categoryEn",
      territory.name as territory,
      contribution.submitted_at as "submittedAt",
      document.slug as "documentSlug",
      edition.number as "editionNumber",
      node.code as "nodeCode",
      node.title as "nodeTitle",
      node.code || '.' || here.position as "passageCode",
      passage.anchor as "passageAnchor",
      line.reader_count as "readerCount",
      mark.read_at as "readAt",
      assignee.display_name as assignee,
      coalesce(assignment.person_id = ${personId}, false) as "isAssignedToMe"
    from corpus.line
    join contributions.public_contribution as contribution on contribution.id = line.contribution_id
    join documents.edition on edition.id = contribution.edition_id
    join documents.document on document.id = edition.document_id
    left join processes.actor_category as category on category.code = contribution.category_code
    left join processes.territory on territory.code = contribution.territory_code
    left join documents.edition_node as node
      on node.edition_id = contribution.edition_id and node.node_id = line.node_id
    left join documents.edition_passage as here
      on here.edition_id = contribution.edition_id and here.passage_id = contribution.passage_id
    left join documents.passage on passage.id = contribution.passage_id
    left join reading.mark on mark.contribution_id = line.contribution_id and mark.person_id = ${personId}
    left join reading.assignment on assignment.contribution_id = line.contribution_id
    left join accounts.person as assignee on assignee.id = assignment.person_id
    where line.process_id = ${processId}
      and line.number = ${number}
  `;
  return row ?? null;
}

/** What an amendment asks, passage by passage, in its public words. */
export async function listAmendedParts(db: Db, id: ContributionId): Promise<readonly AmendedPart[]> {
  return await db<AmendedPart[]>`
    select
      part.position,
      node.code || '.' || here.position as code,
      part.operation,
      part.about_text as "aboutText",
      part.proposed_text as "proposedText"
    from contributions.public_amended_passage as part
    left join documents.edition_passage as here
      on here.edition_id = part.edition_id and here.passage_id = part.passage_id
    left join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
    where part.contribution_id = ${id}
    order by part.position
  `;
}

/** Codes, claims, groups and decisions of a contribution, in one query. */
export async function findWork(db: Db, id: ContributionId): Promise<Work> {
  const [row] = await db<Work[]>`
    select
      (
        select coalesce(jsonb_agg(jsonb_build_object('theme', theme_name, 'code', theme_code, 'quote', quote) order by theme_name, starts_at), '[]')
        from themes.checked_code
        where contribution_id = ${id}
      ) as codes,
      (
        select coalesce(
          jsonb_agg(jsonb_build_object('number', claim.number, 'text', claim.text, 'stance', attachment.stance) order by claim.number), '[]'
        )
        from synthesis.claim_contribution as attachment
        join synthesis.claim on claim.id = attachment.claim_id and claim.state <> 'withdrawn'
        where attachment.contribution_id = ${id}
          and attachment.removed_at is null
      ) as claims,
      (
        select coalesce(
          jsonb_agg(jsonb_build_object('number', campaign.number, 'name', campaign.name, 'state', campaign.state) order by campaign.number), '[]'
        )
        from campaigns.member
        join campaigns.campaign on campaign.id = member.campaign_id and campaign.state <> 'refused'
        where member.contribution_id = ${id}
          and member.state <> 'out'
      ) as campaigns,
      (
        select coalesce(
          jsonb_agg(jsonb_build_object('number', decision.number, 'state', decision.state, 'verdict', decision.verdict) order by decision.number), '[]'
        )
        from decisions.covering
        join decisions.decision on decision.id = covering.decision_id
        where covering.contribution_id = ${id}
          and (
            (decision.state = 'published' and covering.is_in_force)
            or (decision.state = 'draft' and decision.discarded_at is null)
          )
      ) as decisions
  `;
  return row ?? { codes: [], claims: [], campaigns: [], decisions: [] };
}

/** How far the reading of these lines is: for the boxes of a list. */
export type LineReading = {
  readonly number: number;
  readonly readerCount: number;
  readonly isRead: boolean;
  readonly assignee: string | null;
};

export async function readingOf(
  db: Db,
  numbers: readonly number[],
  personId: PersonId,
): Promise<ReadonlyMap<number, LineReading>> {
  const rows = await db<LineReading[]>`
    select line.number, line.reader_count as "readerCount", mark.person_id is not null as "isRead",
      person.display_name as assignee
    from corpus.line
    left join reading.mark on mark.contribution_id = line.contribution_id and mark.person_id = ${personId}
    left join reading.assignment on assignment.contribution_id = line.contribution_id
    left join accounts.person on person.id = assignment.person_id
    where line.number = any (${[...numbers]}::bigint[])
  `;
  return new Map(rows.map((row) => [row.number, row]));
}
