import type { DocumentId, NodeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { LineageKind } from "#rooms/documents";

/** A text that lineage can be stated about; `edition` is its last published one, or the one being prepared. */
export type Text = {
  readonly id: DocumentId;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly edition: number;
};

export async function listTexts(sql: Db): Promise<readonly Text[]> {
  return await sql<Text[]>`
    select document.id, document.slug, document.title, document.language, last.number as edition
    from documents.document
    join lateral (
      select edition.number, edition.published_on
      from documents.edition
      where edition.document_id = document.id
      order by edition.state = 'published' desc, edition.number desc
      limit 1
    ) as last on true
    order by last.published_on nulls last, document.slug
  `;
}

/** An element of a side as its last edition has it. */
export type SideNode = {
  readonly nodeId: NodeId;
  readonly code: string;
  readonly title: string;
  readonly depth: number;
};

export async function listSide(sql: Db, { id, edition }: Pick<Text, "id" | "edition">): Promise<readonly SideNode[]> {
  return await sql<SideNode[]>`
    select node.node_id as "nodeId", node.code, node.title,
      array_length(string_to_array(node.sort_key, '.'), 1) - 1 as depth
    from documents.edition_node as node
    join documents.edition on edition.id = node.edition_id
    where edition.document_id = ${id}
      and edition.number = ${edition}
    order by node.sort_key
  `;
}

export type Pair = {
  readonly from: string;
  readonly fromTitle: string;
  readonly to: string;
  readonly toTitle: string;
  readonly count: number;
};

/** Pairs of texts that something is stated about. */
export async function listPairs(sql: Db): Promise<readonly Pair[]> {
  return await sql<Pair[]>`
    select old.slug as from, old.title as "fromTitle", new.slug as to, new.title as "toTitle", count(*) as count
    from documents.lineage
    join documents.document as old on old.id = lineage.from_document_id
    join documents.document as new on new.id = lineage.to_document_id
    where lineage.edition_id is null
      and lineage.removed_at is null
    group by old.slug, old.title, new.slug, new.title
    order by old.title, new.title
  `;
}

/** A statement that everybody may read, with its elements as the last published editions call them. */
export type PublicLink = {
  readonly kind: LineageKind;
  readonly from: string;
  readonly fromTitle: string;
  readonly fromLanguage: string;
  readonly fromEdition: number | null;
  readonly fromCode: string | null;
  readonly fromName: string | null;
  readonly to: string;
  readonly toTitle: string;
  readonly toLanguage: string;
  readonly toEdition: number | null;
  readonly toCode: string | null;
  readonly toName: string | null;
  readonly note: string | null;
};

/** Lineage of a text with all others that everybody may read, older texts first, in the order of the older text. */
export async function listPublicLinks(sql: Db, documentId: DocumentId): Promise<readonly PublicLink[]> {
  return await sql<PublicLink[]>`
    with
    stated as (
      select *
      from documents.lineage
      where ${documentId} in (from_document_id, to_document_id)
        and edition_id is null
        and removed_at is null
    )
    select stated.kind, old.slug as from, old.title as "fromTitle", old.language as "fromLanguage",
      old_node.number as "fromEdition", old_node.code as "fromCode", old_node.title as "fromName", new.slug as to,
      new.title as "toTitle", new.language as "toLanguage", new_node.number as "toEdition", new_node.code as "toCode",
      new_node.title as "toName", stated.note
    from stated
    join documents.document as old on old.id = stated.from_document_id
    join documents.document as new on new.id = stated.to_document_id
    left join lateral (
      select node.code, node.title, node.sort_key, edition.number
      from documents.edition_node as node
      join documents.edition on edition.id = node.edition_id
      where node.node_id = stated.from_node_id
        and edition.state = 'published'
      order by edition.number desc
      limit 1
    ) as old_node on true
    left join lateral (
      select node.code, node.title, node.sort_key, edition.number
      from documents.edition_node as node
      join documents.edition on edition.id = node.edition_id
      where node.node_id = stated.to_node_id
        and edition.state = 'published'
      order by edition.number desc
      limit 1
    ) as new_node on true
    where (stated.from_node_id is null or old_node.code is not null)
      and (stated.to_node_id is null or new_node.code is not null)
      and exists (select from documents.edition where document_id = old.id and state = 'published')
      and exists (select from documents.edition where document_id = new.id and state = 'published')
      and not exists (
        select
        from processes.process
        where process.document_id in (old.id, new.id)
          and process.id not in (select id from open_data.readable_process)
      )
    order by new.id = ${documentId} desc, old.slug, new.slug, old_node.sort_key nulls last, new_node.sort_key
  `;
}
