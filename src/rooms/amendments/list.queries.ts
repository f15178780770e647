import type { DocumentId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { type AmendmentFilter, LIST_PAGE, type Order, WAITING } from "./list-filter.rules.ts";
import type { ListedAmendment } from "./listed.rules.ts";

/** Public amendments of a process that a filter keeps: a fragment for the two queries below. */
function kept(db: Db, { processId, element, verdict, inConflict }: AmendmentFilter) {
  return db`
    from contributions.public_contribution as amendment
    left join decisions.covering on covering.contribution_id = amendment.id and covering.is_in_force
    left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where amendment.process_id = ${processId}
      and amendment.kind = 'amendment'
      and case ${verdict}
        when '' then true
        when ${WAITING} then decision.id is null
        else decision.verdict = ${verdict}
      end
      and (${element} = '' or exists (
        select
        from (
          select amendment.passage_id
          union all
          select part.passage_id
          from contributions.amended_passage as part
          where part.contribution_id = amendment.id
        ) as part
        join documents.edition_passage as here
          on here.edition_id = amendment.edition_id and here.passage_id = part.passage_id
        join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
        join documents.edition_node as wanted on wanted.edition_id = here.edition_id and wanted.code = ${element}
        where node.sort_key = wanted.sort_key
          or starts_with(node.sort_key, wanted.sort_key || '.')
      ))
      and (not ${inConflict} or exists (
        select
        from amendments.conflict
        join contributions.public_contribution as other
          on other.id in (conflict.contribution_id, conflict.other_id) and other.id <> amendment.id
        where amendment.id in (conflict.contribution_id, conflict.other_id)
      ))
  `;
}

export async function countAmendments(db: Db, filter: AmendmentFilter): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*) as count ${kept(db, filter)}`;
  return row?.count ?? 0;
}

/** Numbers break ties, so that pages neither repeat nor lose one. */
function orderBy(db: Db, order: Order) {
  const orders = {
    recentes: db`order by amendment.number desc`,
    soutenues: db`
      order by
        (select count(*) from contributions.support where support.contribution_id = amendment.id and support.value = 'for') desc,
        amendment.number desc
    `,
    discutees: db`
      order by
        (
          select count(*)
          from contributions.public_contribution as argument
          where argument.about_contribution_id = amendment.id
        ) desc,
        amendment.number desc
    `,
  };
  return orders[order];
}

export async function listAmendments(db: Db, filter: AmendmentFilter): Promise<readonly ListedAmendment[]> {
  return await db<ListedAmendment[]>`
    with page as (
      select amendment.id, decision.verdict, row_number() over (${orderBy(db, filter.order)}) as place
      ${kept(db, filter)}
      order by place
      limit ${LIST_PAGE}
      offset ${(filter.page - 1) * LIST_PAGE}
    )
    select
      amendment.id,
      amendment.number,
      amendment.body,
      amendment.language,
      document.language as "documentLanguage",
      amendment.operation,
      amendment.about_text as "aboutText",
      amendment.proposed_text as "proposedText",
      amendment.is_synthetic as "isSynthetic",
      amendment.author_name as "authorName",
      amendment.organisation,
      amendment.published_at as "publishedAt",
      array(
        select node.code || '.' || here.position
        from contributions.public_amended_passage as part
        join documents.edition_passage as here on here.edition_id = part.edition_id and here.passage_id = part.passage_id
        join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
        where part.contribution_id = amendment.id
        order by part.position
      ) as codes,
      supports.for_count as "forCount",
      supports.against_count as "againstCount",
      (
        select count(*)
        from contributions.public_contribution as argument
        where argument.about_contribution_id = amendment.id
      ) as "argumentCount",
      (
        select count(distinct other.id)
        from amendments.conflict
        join contributions.public_contribution as other
          on other.id in (conflict.contribution_id, conflict.other_id) and other.id <> amendment.id
        where conflict.contribution_id = amendment.id
          or conflict.other_id = amendment.id
      ) as "conflictCount",
      page.verdict
    from page
    join contributions.public_contribution as amendment on amendment.id = page.id
    join documents.edition on edition.id = amendment.edition_id
    join documents.document on document.id = edition.document_id
    cross join lateral (
      select
        count(*) filter (where support.value = 'for') as for_count,
        count(*) filter (where support.value = 'against') as against_count
      from contributions.support
      where support.contribution_id = amendment.id
    ) as supports
    order by page.place
  `;
}

export type Part = { readonly code: string; readonly title: string; readonly depth: number };

/** The two highest levels of the latest published edition: the parts that a list can be narrowed to. */
export async function listTextParts(db: Db, documentId: DocumentId | null): Promise<readonly Part[]> {
  return await db<Part[]>`
    select node.code, node.title, array_length(string_to_array(node.sort_key, '.'), 1) as depth
    from documents.edition_node as node
    where node.edition_id = (
        select edition.id
        from documents.edition
        where edition.document_id = ${documentId}
          and edition.state = 'published'
        order by edition.number desc
        limit 1
      )
      and array_length(string_to_array(node.sort_key, '.'), 1) <= 2
    order by node.sort_key
  `;
}
