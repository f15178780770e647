import type { EditionId } from "#kernel/ids.ts";
import { digest } from "#ledger/digest.ts";
import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import { editionContent } from "./content.queries.ts";
import { lineageInvariants } from "./lineage.invariants.queries.ts";

type Published = { id: EditionId; slug: string; number: number; hash: string; journalHash: string | null };

/** Every published edition hashed again, and compared with what is stored and what the journal says. */
async function changedEditions(sql: Sql): Promise<readonly string[]> {
  const editions = await sql<Published[]>`
    select edition.id, document.slug, edition.number, edition.hash,
      (
        select entry.payload ->> 'hash'
        from journal.entry
        where entry.kind = 'edition.published'
          and entry.subject_id = edition.id
        order by entry.id
        limit 1
      ) as "journalHash"
    from documents.edition
    join documents.document on document.id = edition.document_id
    where edition.state = 'published'
    order by document.slug, edition.number
  `;
  const offenders: string[] = [];
  for (const { id, slug, number, hash, journalHash } of editions) {
    const where = `${slug}, edition ${number}`;
    if (digest(await editionContent(sql, id)) !== hash) offenders.push(`${where}: content differs from its hash`);
    if (journalHash === null) offenders.push(`${where}: not in the journal`);
    else if (journalHash !== hash) offenders.push(`${where}: another hash in the journal`);
  }
  return offenders;
}

/** Contributions whose passage or element is not in their edition, or whose words about it are not those of that day. */
async function lostAnchors(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ number: number; problem: string }[]>`
    select contribution.number,
      case
        when contribution.passage_id is not null and words.passage_id is null then 'passage not in its edition'
        when contribution.passage_id is not null and contribution.about_text is distinct from words.text
          then 'other words than its edition'
        when element.node_id is null then 'element not in its edition'
        else 'passage of another element'
      end as problem
    from contributions.contribution
    left join documents.edition_passage as words
      on words.edition_id = contribution.edition_id and words.passage_id = contribution.passage_id
    left join documents.edition_node as element
      on element.edition_id = contribution.edition_id and element.node_id = contribution.node_id
    where (contribution.passage_id is not null and words.passage_id is null)
      or (
        contribution.passage_id is not null
        and contribution.state <> 'erased'
        and contribution.about_text is distinct from words.text
      )
      or (contribution.node_id is not null and element.node_id is null)
      or (contribution.node_id is not null and contribution.passage_id is not null and words.node_id <> contribution.node_id)
    order by contribution.number
  `;
  return rows.map(({ number, problem }) => `contribution ${number}: ${problem}`);
}

/** An edition with elements out of the order of their tree would show, hash and compare wrongly. */
async function brokenOrder(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ slug: string; number: number; code: string }[]>`
    select document.slug, edition.number, node.code
    from documents.edition_node as node
    join documents.edition on edition.id = node.edition_id
    join documents.document on document.id = edition.document_id
    left join documents.edition_node as parent
      on parent.edition_id = node.edition_id and parent.node_id = node.parent_node_id
    where node.sort_key <> concat_ws('.', parent.sort_key, lpad(node.position::text, 4, '0'))
    order by document.slug, edition.number, node.sort_key
  `;
  return rows.map(({ slug, number, code }) => `${slug}, edition ${number}: element ${code} out of order`);
}

export const documentsInvariants: readonly Invariant[] = [
  {
    id: "documents.editions-unchanged",
    rule: 1,
    sentence: "Each published edition still has the hash that the journal holds since its publication.",
    check: changedEditions,
  },
  {
    id: "documents.elements-in-order",
    rule: 1,
    sentence: "The elements of each edition stand in the order of their tree.",
    check: brokenOrder,
  },
  {
    id: "documents.anchors-survive",
    rule: 7,
    sentence: "Each contribution on a passage or an element finds it in its edition, with the words it was about.",
    check: lostAnchors,
  },
  ...lineageInvariants,
];
