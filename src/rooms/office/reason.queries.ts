import type { DocumentId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** Why a passage or an element changed, in full: the reasons that its decisions give, or the editorial one. */
export type ChangeReason = {
  readonly number: number;
  readonly edition: number;
  /** The passage or the element. */
  readonly about: string;
  readonly editorialReason: string | null;
  readonly decisions: readonly { readonly number: number; readonly reason: string }[];
};

/** The changes made by the editions after `from` and up to `to`, oldest first. */
export async function listChangeReasons(
  sql: Db,
  { documentId, from, to }: { readonly documentId: DocumentId; readonly from: number; readonly to: number },
): Promise<readonly ChangeReason[]> {
  return await sql<ChangeReason[]>`
    select change.number::int as number, edition.number as edition, coalesce(change.passage_id, change.node_id) as about,
      change.editorial_reason as "editorialReason",
      coalesce(
        (
          select jsonb_agg(jsonb_build_object('number', decision.number, 'reason', decision.reason) order by decision.number)
          from editions.change_decision
          join decisions.decision on decision.id = change_decision.decision_id
          where change_decision.change_id = change.id
            and decision.state = 'published'
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
