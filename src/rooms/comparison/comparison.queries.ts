import type { DocumentId, NodeId, PassageId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** A decision behind a change, and the contributions it answers: how many, and the first ones, nearest to the change. */
export type ReasonDecision = {
  readonly number: number;
  readonly verdict: string;
  readonly reason: string;
  readonly language: string;
  readonly contributions: number;
  readonly first: readonly number[];
};

/** Why something changed: the change, its editorial reason or the decisions behind it, and how many contributions they answer. */
export type Reason = {
  readonly number: number;
  readonly edition: number;
  readonly kind: string;
  readonly passageId: PassageId | null;
  readonly nodeId: NodeId | null;
  readonly editorialReason: string | null;
  readonly decisions: readonly ReasonDecision[];
};

type Range = { readonly documentId: DocumentId; readonly from: number; readonly to: number };

/** The changes made by the editions after `from` and up to `to`, oldest first; of one passage or element when it is given. */
export async function listReasons(
  sql: Db,
  { documentId, from, to }: Range,
  objectId: string | null = null,
): Promise<readonly Reason[]> {
  return await sql<Reason[]>`
    select change.number::int as number, edition.number as edition, change.kind, change.passage_id as "passageId",
      change.node_id as "nodeId", change.editorial_reason as "editorialReason",
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'number', decision.number,
              'verdict', decision.verdict,
              'reason', left(decision.reason, 600),
              'language', document.language,
              'contributions', covered.count,
              'first', coalesce(covered.first, '[]')
            )
            order by decision.number
          )
          from editions.change_decision
          join decisions.decision on decision.id = change_decision.decision_id
          cross join lateral (
            select count(*) as count, jsonb_agg(near.number order by near.place) filter (where near.place <= 5) as first
            from (
              select contribution.number,
                row_number() over (
                  order by contribution.passage_id is distinct from change.passage_id, contribution.number
                ) as place
              from decisions.covering
              join contributions.contribution on contribution.id = covering.contribution_id
              where covering.decision_id = decision.id
                and covering.is_in_force
                and contribution.state = 'published'
            ) as near
          ) as covered
          where change_decision.change_id = change.id
            and decision.state <> 'draft'
        ),
        '[]'
      ) as decisions
    from editions.change
    join documents.edition on edition.id = change.edition_id
    join documents.document on document.id = edition.document_id
    where edition.document_id = ${documentId}
      and edition.state = 'published'
      and edition.number > ${from}
      and edition.number <= ${to}
      and (${objectId}::uuid is null or ${objectId}::uuid in (change.passage_id, change.node_id))
    order by edition.number, change.number
  `;
}

/** A split or a merge that a published edition made, of passages (with anchors) or of elements (with codes). */
export type Link = {
  readonly edition: number;
  readonly kind: "split" | "merged";
  readonly fromId: string;
  readonly toId: string;
  /** Anchors of passages; null for elements. */
  readonly fromAnchor: string | null;
  readonly toAnchor: string | null;
  /** Public numbers: the origin's in the edition before, the other's in this one. */
  readonly fromCode: string;
  readonly toCode: string;
};

/** Splits and merges of the editions after `from` and up to `to`, oldest first. */
export async function listLinks(sql: Db, { documentId, from, to }: Range): Promise<readonly Link[]> {
  return await sql<Link[]>`
    with
    ranged as (
      select edition.id, edition.number,
        (
          select former.id
          from documents.edition as former
          where former.document_id = edition.document_id
            and former.number < edition.number
          order by former.number desc
          limit 1
        ) as former_id
      from documents.edition
      where edition.document_id = ${documentId}
        and edition.state = 'published'
        and edition.number > ${from}
        and edition.number <= ${to}
    )
    select ranged.number as edition, link.kind, link.from_passage_id as "fromId", link.to_passage_id as "toId",
      origin.anchor as "fromAnchor", target.anchor as "toAnchor",
      coalesce(old_home.code || '.' || old.position, origin.anchor) as "fromCode",
      coalesce(new_home.code || '.' || new.position, target.anchor) as "toCode"
    from ranged
    join documents.passage_lineage as link on link.edition_id = ranged.id
    join documents.passage as origin on origin.id = link.from_passage_id
    join documents.passage as target on target.id = link.to_passage_id
    left join documents.edition_passage as old
      on old.edition_id = ranged.former_id and old.passage_id = link.from_passage_id
    left join documents.edition_node as old_home
      on old_home.edition_id = old.edition_id and old_home.node_id = old.node_id
    left join documents.edition_passage as new on new.edition_id = ranged.id and new.passage_id = link.to_passage_id
    left join documents.edition_node as new_home
      on new_home.edition_id = new.edition_id and new_home.node_id = new.node_id
    union all
    select ranged.number, link.kind, link.from_node_id, link.to_node_id, null, null,
      coalesce(old.code, ''), coalesce(new.code, '')
    from ranged
    join documents.lineage as link on link.edition_id = ranged.id and link.removed_at is null
    left join documents.edition_node as old on old.edition_id = ranged.former_id and old.node_id = link.from_node_id
    left join documents.edition_node as new on new.edition_id = ranged.id and new.node_id = link.to_node_id
    order by edition, "fromCode", "toCode"
  `;
}
