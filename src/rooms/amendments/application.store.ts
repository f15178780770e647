import type { ContributionId, DecisionId, EditionId, PassageId, PersonId } from "#kernel/ids.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Outcome } from "./plan.rules.ts";

export type Maker = { readonly personId: PersonId; readonly role: Role };

export type ApplicationRow = {
  readonly contributionId: ContributionId;
  readonly position: number;
  readonly passageId: PassageId;
  readonly editionId: EditionId;
  readonly decisionId: DecisionId;
  readonly outcome: Outcome;
  readonly beforeText: string | null;
  readonly appliedText: string | null;
  readonly addedPassageId: PassageId | null;
};

/** What an older decision, left aside since, said of a passage gives way. */
export async function insertApplication(tx: Tx, row: ApplicationRow, maker: Maker): Promise<void> {
  await tx`
    update amendments.application
    set undone_at = now(), undone_by = ${maker.personId}
    from decisions.decision
    where decision.id = application.decision_id
      and decision.discarded_at is not null
      and application.contribution_id = ${row.contributionId}
      and application.position = ${row.position}
      and application.edition_id = ${row.editionId}
      and application.outcome = 'declined'
      and application.undone_at is null
  `;
  await tx`
    insert into amendments.application (
      contribution_id, position, passage_id, edition_id, decision_id, outcome, before_text, applied_text,
      added_passage_id, made_by, acting_role
    )
    values (
      ${row.contributionId}, ${row.position}, ${row.passageId}, ${row.editionId}, ${row.decisionId}, ${row.outcome},
      ${row.beforeText}, ${row.appliedText}, ${row.addedPassageId}, ${maker.personId}, ${maker.role}
    )
  `;
}

export async function markUndone(tx: Tx, id: string, by: PersonId): Promise<void> {
  await tx`
    update amendments.application
    set undone_at = now(), undone_by = ${by}
    where id = ${id}
  `;
}

/** True when another amendment put the same passage, or changed the same one by the same decision, and stands. */
export async function isShared(
  tx: Tx,
  {
    id,
    editionId,
    passageId,
    decisionId,
  }: {
    readonly id: string;
    readonly editionId: EditionId;
    readonly passageId: PassageId;
    readonly decisionId: DecisionId | null;
  },
): Promise<boolean> {
  const rows = await tx`
    select
    from amendments.application
    where edition_id = ${editionId}
      and coalesce(added_passage_id, passage_id) = ${passageId}
      and (${decisionId}::uuid is null or decision_id = ${decisionId})
      and id <> ${id}
      and outcome <> 'declined'
      and undone_at is null
  `;
  return rows.length > 0;
}
