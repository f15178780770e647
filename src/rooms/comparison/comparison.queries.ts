import type { DocumentId, NodeId, PassageId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** Why something changed: the change, its editorial reason or the decisions behind it, and how many contributions they answer. */
export type Reason = {
  readonly number: number;
  readonly edition: number;
  readonly kind: string;
  readonly passageId: PassageId | null;
  readonly nodeId: NodeId | null;
  readonly editorialReason: string | null;
  readonly decisions: readonly { readonly number: number; readonly contributions: number }[];
};

/** The changes made by the editions after `from` and up to `to`, oldest first. */
export async function listReasons(
  sql: Db,
  { documentId, from, to }: { readonly documentId: DocumentId; readonly from: number; readonly to: number },
): Promise<readonly Reason[]> {
  return await sql<Reason[]>`
    select change.number::int as number, edition.number as edition, change.kind, change.passage_id as "passageId",
      change.node_id as "nodeId", change.editorial_reason as "editorialReason",
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'number', decision.number,
              'contributions', (
                select count(*)
                from decisions.covering
                join contributions.contribution on contribution.id = covering.contribution_id
                where covering.decision_id = decision.id
                  and covering.is_in_force
                  and contribution.state = 'published'
              )
            )
            order by decision.number
          )
          from editions.change_decision
          join decisions.decision on decision.id = change_decision.decision_id
          where change_decision.change_id = change.id
            and decision.state <> 'draft'
        ),
        '[]'
      ) as decisions
    from editions.change
    join documents.edition on edition.id = change.edition_id
    where edition.document_id = ${documentId}
      and edition.state = 'published'
      and edition.number > ${from}
      and edition.number <= ${to}
    order by edition.number, change.number
  `;
}
