import type { EditionId, NodeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { type Draft, partsOf } from "./draft.rules.ts";
import type { AmendedPart } from "./part.rules.ts";

type Amending = Pick<Draft, "editionId" | "answers" | "passageId" | "passageAnchor" | "passageCode" | "passageText">;

/** The second and following passages of a draft amendment, with the words of its edition; those it does not hold are left out. */
export async function amendedParts(db: Db, draft: Amending): Promise<readonly AmendedPart[]> {
  const parts = partsOf(draft.answers);
  if (parts.length === 0) return [];
  return await db<AmendedPart[]>`
    select
      part.ordinality + 1 as position,
      passage.id as "passageId",
      passage.anchor,
      node.code || '.' || here.position as code,
      part.operation,
      here.text as "aboutText",
      part."proposedText"
    from rows from (
      jsonb_to_recordset(${db.json(parts)}) as ("anchor" text, "operation" text, "proposedText" text)
    ) with ordinality as part
    join documents.edition on edition.id = ${draft.editionId}
    join documents.passage on passage.document_id = edition.document_id and passage.anchor = part.anchor
    join documents.edition_passage as here on here.edition_id = edition.id and here.passage_id = passage.id
    join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
    order by part.ordinality
  `;
}

/** All passages of a draft amendment, the first included. */
export async function wholeAmendment(db: Db, draft: Amending): Promise<readonly AmendedPart[]> {
  const { passageId, passageAnchor, passageCode, passageText, answers } = draft;
  if (answers.kind !== "amendment" || !passageId || passageText === null) return [];
  const first: AmendedPart = {
    position: 1,
    passageId,
    anchor: passageAnchor ?? "",
    code: passageCode ?? "",
    operation: answers.operation ?? "rewrite",
    aboutText: passageText,
    proposedText: answers.proposedText ?? null,
  };
  return [first, ...(await amendedParts(db, draft))];
}

/** The anchor of the passage that has this code in an edition, however its letters were typed. */
export async function anchorOfCode(db: Db, editionId: EditionId, code: string): Promise<string | null> {
  const [row] = await db<{ anchor: string }[]>`
    select passage.anchor
    from documents.edition_passage as here
    join documents.passage on passage.id = here.passage_id
    join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
    where here.edition_id = ${editionId}
      and lower(node.code || '.' || here.position) = lower(${code})
    limit 1
  `;
  return row?.anchor ?? null;
}

export type PassageNear = { readonly anchor: string; readonly code: string; readonly text: string };

/** Most passages offered in a list; the others are found by their number. */
const NEAR_SHOWN = 60;

/** Passages of the same part of the text, in reading order: those of the element above with all that it holds. */
export async function listPassagesNear(db: Db, editionId: EditionId, nodeId: NodeId): Promise<readonly PassageNear[]> {
  return await db<PassageNear[]>`
    with part as (
      select coalesce(parent.sort_key, node.sort_key) as sort_key
      from documents.edition_node as node
      left join documents.edition_node as parent
        on parent.edition_id = node.edition_id and parent.node_id = node.parent_node_id
      where node.edition_id = ${editionId}
        and node.node_id = ${nodeId}
    )
    select passage.anchor, node.code || '.' || here.position as code, left(here.text, 200) as text
    from part
    join documents.edition_node as node
      on node.edition_id = ${editionId}
      and (node.sort_key = part.sort_key or starts_with(node.sort_key, part.sort_key || '.'))
    join documents.edition_passage as here on here.edition_id = node.edition_id and here.node_id = node.node_id
    join documents.passage on passage.id = here.passage_id
    order by node.sort_key, here.position
    limit ${NEAR_SHOWN}
  `;
}
