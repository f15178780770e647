import type { Db } from "#platform/db.ts";
import { type CorpusFilter, NO_VERDICT } from "./filter.rules.ts";
import { readSearch } from "./search.rules.ts";

/**
 * The contributions that a filter keeps, as `from corpus.line as line where …`. Each condition is written here and in the
 * files beside; none comes from the address. What the public may not see filters nothing for the public.
 */
export function keptLines(db: Db, filter: CorpusFilter) {
  const { kind, channel, language } = filter;
  return db`
    from corpus.line as line
    where line.process_id = ${filter.processId}
      ${kind ? db`and line.kind = ${kind}` : db``}
      ${channel ? db`and line.channel = ${channel}` : db``}
      ${language ? db`and line.language = ${language}` : db``}
      ${filter.territory ? inTerritory(db, filter.territory) : db``}
      ${filter.category ? inCategory(db, filter.category) : db``}
      ${filter.element ? onElement(db, filter) : db``}
      ${filter.passage ? onPassage(db, filter) : db``}
      ${filter.text ? saying(db, filter.text) : db``}
      ${filter.theme || filter.coded ? codedAs(db, filter) : db``}
      ${filter.campaign === null ? db`` : inCampaign(db, filter, filter.campaign)}
      ${filter.claim !== null || filter.claimed ? underClaim(db, filter) : db``}
      ${filter.verdict || filter.hasDraft ? answered(db, filter) : db``}
      ${filter.reading || filter.assigned ? readBy(db, filter) : db``}
  `;
}

/** A nation holds its regions, a region its departments. */
function inTerritory(db: Db, code: string) {
  return db`and line.territory_code in (
    select territory.code
    from processes.territory
    left join processes.territory as parent on parent.code = territory.parent_code
    where ${code} in (territory.code, parent.code, parent.parent_code)
  )`;
}

function inCategory(db: Db, code: string) {
  return db`and line.category_code in (
    select code
    from processes.actor_category
    where ${code} in (code, parent_code)
  )`;
}

/** Named by its anchor, or by the number it has or had in a published edition. An amendment is on each of its passages. */
function onPassage(db: Db, filter: CorpusFilter) {
  return db`and (
    line.passage_id in (${passagesNamed(db, filter)})
    or line.contribution_id in (
      select part.contribution_id
      from contributions.amended_passage as part
      where part.passage_id in (${passagesNamed(db, filter)})
    )
  )`;
}

function passagesNamed(db: Db, { processId, passage }: CorpusFilter) {
  return db`
    select passage.id
    from processes.process
    join documents.passage on passage.document_id = process.document_id
    where process.id = ${processId}
      and passage.anchor = lower(${passage})
    union all
    select here.passage_id
    from processes.process
    join documents.edition on edition.document_id = process.document_id and edition.state = 'published'
    join documents.edition_passage as here on here.edition_id = edition.id
    join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
    where process.id = ${processId}
      and lower(node.code) || '.' || here.position = lower(${passage})
  `;
}

/** An element with all that stands under it, in the latest published edition that has this code. */
function onElement(db: Db, { processId, element }: CorpusFilter) {
  return db`and line.node_id in (
    select part.node_id
    from (
      select node.edition_id, node.sort_key
      from processes.process
      join documents.edition on edition.document_id = process.document_id and edition.state = 'published'
      join documents.edition_node as node on node.edition_id = edition.id
      where process.id = ${processId}
        and node.code = ${element}
      order by edition.number desc
      limit 1
    ) as top
    join documents.edition_node as part
      on part.edition_id = top.edition_id
      and (part.sort_key = top.sort_key or part.sort_key like top.sort_key || '.%')
  )`;
}

/** Only public words are in the index: what is masked is not found. */
function saying(db: Db, typed: string) {
  const { wanted, refused } = readSearch(typed);
  return db`and line.contribution_id in (
    select words.contribution_id
    from corpus.words
    where words.words @@ corpus.query_of(${[...wanted]}::text[], ${[...refused]}::text[])
  )`;
}

/** The public counts by themes that a named role signed; the team by all. A theme holds those below it. */
function codedAs(db: Db, { processId, viewerId, theme, coded }: CorpusFilter) {
  if (coded) {
    return db`and not exists (
      select from themes.code where code.contribution_id = line.contribution_id and code.removed_at is null
    )`;
  }
  return db`and line.contribution_id in (
    select code.contribution_id
    from themes.theme
    left join themes.theme as parent on parent.id = theme.parent_id
    join themes.code on code.theme_id = theme.id and code.removed_at is null
    where theme.process_id = ${processId}
      and ${theme} in (theme.code, parent.code)
      ${viewerId ? db`` : db`and exists (select from themes.standing where standing.theme_id = theme.id and standing.standing <> 'none')`}
  )`;
}

/** The team also sees who would be in a campaign that nobody has confirmed yet; what waits in a confirmed one is not in it. */
function inCampaign(db: Db, { processId, viewerId }: CorpusFilter, number: number) {
  return db`and line.contribution_id in (
    select member.contribution_id
    from campaigns.campaign
    join campaigns.member on member.campaign_id = campaign.id
    where campaign.process_id = ${processId}
      and campaign.number = ${number}
      and (
        (campaign.state = 'confirmed' and member.state = 'in')
        ${viewerId ? db`or (campaign.state = 'proposed' and member.state <> 'out')` : db``}
      )
  )`;
}

/** For the public, what the claim was last published with. */
function underClaim(db: Db, { processId, viewerId, claim, claimed }: CorpusFilter) {
  if (claimed) {
    return db`and not exists (
      select
      from synthesis.claim_contribution as attachment
      join synthesis.claim on claim.id = attachment.claim_id and claim.state <> 'withdrawn'
      where attachment.contribution_id = line.contribution_id
        and attachment.removed_at is null
    )`;
  }
  if (viewerId) {
    return db`and line.contribution_id in (
      select attachment.contribution_id
      from synthesis.claim
      join synthesis.claim_contribution as attachment on attachment.claim_id = claim.id and attachment.removed_at is null
      where claim.process_id = ${processId}
        and claim.number = ${claim}
    )`;
  }
  return db`and line.contribution_id in (
    select source.contribution_id
    from synthesis.claim
    join synthesis.published_source as source on source.claim_id = claim.id
    where claim.process_id = ${processId}
      and claim.number = ${claim}
      and source.publication_id = (
        select publication.id
        from synthesis.publication
        where publication.process_id = ${processId}
        order by publication.number desc
        limit 1
      )
  )`;
}

/** The public knows published decisions only; for the team a drafted one also ends the wait. */
function answered(db: Db, { viewerId, verdict, hasDraft }: CorpusFilter) {
  if (hasDraft) {
    return db`and exists (
      select
      from decisions.covering
      join decisions.decision on decision.id = covering.decision_id
      where covering.contribution_id = line.contribution_id
        and decision.state = 'draft'
        and decision.discarded_at is null
    )`;
  }
  if (verdict !== NO_VERDICT) return db`and line.verdict = ${verdict}`;
  return viewerId ? db`and not line.is_taken` : db`and line.verdict is null`;
}

function readBy(db: Db, { viewerId, reading, assigned }: CorpusFilter) {
  const mine = db`select from reading.mark where mark.contribution_id = line.contribution_id and mark.person_id = ${viewerId}`;
  const whose = assigned === "to-me" ? viewerId : assigned;
  return db`
    ${reading === "unread-by-me" ? db`and not exists (${mine})` : db``}
    ${reading === "read-by-me" ? db`and exists (${mine})` : db``}
    ${
      reading === "unread-by-all"
        ? db`and not exists (select from reading.mark where mark.contribution_id = line.contribution_id)`
        : db``
    }
    ${
      assigned === "to-nobody"
        ? db`and not exists (select from reading.assignment where assignment.contribution_id = line.contribution_id)`
        : db``
    }
    ${
      assigned !== null && assigned !== "to-nobody"
        ? db`and line.contribution_id in (
            select assignment.contribution_id from reading.assignment where assignment.person_id = ${whose}
          )`
        : db``
    }
  `;
}
