import type { DocumentId, PassageId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Stand } from "./passage-history.rules.ts";

export async function findPassage(
  sql: Db,
  documentId: DocumentId,
  anchor: string,
): Promise<{ readonly id: PassageId; readonly anchor: string } | null> {
  const [row] = await sql<{ id: PassageId; anchor: string }[]>`
    select id, anchor
    from documents.passage
    where document_id = ${documentId}
      and anchor = ${anchor}
  `;
  return row ?? null;
}

/** A passage in each published edition of its document, in order. */
export async function listStands(sql: Db, documentId: DocumentId, passageId: PassageId): Promise<readonly Stand[]> {
  return await sql<Stand[]>`
    select edition.number, edition.label, edition.published_on as "publishedOn",
      words.text, words.position, words.node_id as "nodeId", node.code as "nodeCode", node.type as "nodeType", node.title as "nodeTitle"
    from documents.edition
    left join documents.edition_passage as words
      on words.edition_id = edition.id and words.passage_id = ${passageId}
    left join documents.edition_node as node on node.edition_id = words.edition_id and node.node_id = words.node_id
    where edition.document_id = ${documentId}
      and edition.state = 'published'
    order by edition.number
  `;
}

export type PassageContribution = {
  readonly number: number;
  readonly kind: "comment" | "amendment" | "proposal" | "testimony";
  readonly title: string | null;
  readonly body: string;
  readonly language: string;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly isSynthetic: boolean;
  readonly submittedAt: Date;
  readonly edition: number;
  readonly isAnswered: boolean;
};

export const CONTRIBUTIONS_SHOWN = 10;

/** Published contributions about a passage, in the order they came; the rest are in the list of the process. */
export async function listContributionsAbout(sql: Db, passageId: PassageId): Promise<readonly PassageContribution[]> {
  return await sql<PassageContribution[]>`
    select contribution.number::int as number, contribution.kind, contribution.title, contribution.body,
      contribution.language, contribution.author_name as "authorName", contribution.organisation,
      contribution.is_synthetic as "isSynthetic", contribution.submitted_at as "submittedAt", edition.number as edition,
      exists (
        select
        from decisions.covering
        join decisions.decision on decision.id = covering.decision_id
        where covering.contribution_id = contribution.id
          and covering.is_in_force
          and decision.state = 'published'
      ) as "isAnswered"
    from contributions.public_contribution as contribution
    join documents.edition on edition.id = contribution.edition_id
    where contribution.passage_id = ${passageId}
    order by contribution.number
    limit ${CONTRIBUTIONS_SHOWN}
  `;
}

export type ContestedPair = { readonly number: number; readonly other: number; readonly words: string };

/** Public amendments that want different words in the same place of a passage, two by two; the list of the process has them all. */
export async function listContestedPairs(sql: Db, passageId: PassageId): Promise<readonly ContestedPair[]> {
  return await sql<ContestedPair[]>`
    select least(one.number, other.number) as number, greatest(one.number, other.number) as other, conflict.words
    from amendments.conflict
    join contributions.public_contribution as one on one.id = conflict.contribution_id
    join contributions.public_contribution as other on other.id = conflict.other_id
    where conflict.passage_id = ${passageId}
    order by 1, 2
    limit ${CONTRIBUTIONS_SHOWN}
  `;
}
