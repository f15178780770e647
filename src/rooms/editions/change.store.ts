import type { ChangeId, DecisionId, EditionId, NodeId, PassageId, PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { ChangeKind } from "./difference.rules.ts";

export type ChangeMaker = { readonly personId: PersonId | null; readonly role: string };

export type ChangeRow = {
  readonly editionId: EditionId;
  readonly kind: ChangeKind;
  readonly passageId: PassageId | null;
  readonly nodeId: NodeId | null;
  readonly editorialReason: string | null;
};

/** One change for a passage or an element: the first account of it keeps its number. */
export async function upsertChange(
  tx: Tx,
  known: ChangeId | null,
  { editionId, kind, passageId, nodeId, editorialReason }: ChangeRow,
  by: ChangeMaker,
): Promise<ChangeId> {
  if (known) {
    await tx`
      update editions.change
      set kind = ${kind},
        editorial_reason = ${editorialReason},
        made_by = ${by.personId},
        acting_role = ${by.role},
        made_at = now()
      where id = ${known}
    `;
    return known;
  }
  const [row] = await tx<{ id: ChangeId }[]>`
    insert into editions.change (edition_id, kind, passage_id, node_id, editorial_reason, made_by, acting_role)
    values (${editionId}, ${kind}, ${passageId}, ${nodeId}, ${editorialReason}, ${by.personId}, ${by.role})
    returning id
  `;
  if (!row) throw new Error("a change was not stored");
  return row.id;
}

/** The decisions of a change become exactly these; a link that stays keeps its own date. */
export async function setDecisions(
  tx: Tx,
  changeId: ChangeId,
  decisionIds: readonly DecisionId[],
  by: ChangeMaker,
): Promise<void> {
  await tx`
    delete from editions.change_decision
    where change_id = ${changeId}
      and decision_id <> all (${decisionIds}::uuid[])
  `;
  await tx`
    insert into editions.change_decision (change_id, decision_id, made_by, acting_role)
    select ${changeId}, decision_id, ${by.personId}, ${by.role}
    from unnest(${decisionIds}::uuid[]) as decision_id
    on conflict (change_id, decision_id) do nothing
  `;
}

/** One decision more; a link already there keeps its date. */
export async function addDecision(tx: Tx, changeId: ChangeId, decisionId: DecisionId, by: ChangeMaker): Promise<void> {
  await tx`
    insert into editions.change_decision (change_id, decision_id, made_by, acting_role)
    values (${changeId}, ${decisionId}, ${by.personId}, ${by.role})
    on conflict (change_id, decision_id) do nothing
  `;
}

/** One decision less; a change that no decision and no reason accounts for goes, and its difference waits for another. */
export async function removeDecision(tx: Tx, changeId: ChangeId, decisionId: DecisionId): Promise<void> {
  await tx`
    delete from editions.change_decision
    where change_id = ${changeId}
      and decision_id = ${decisionId}
  `;
  await tx`
    delete from editions.change
    where id = ${changeId}
      and editorial_reason is null
      and not exists (select from editions.change_decision where change_decision.change_id = change.id)
  `;
}

export async function deleteChange(tx: Tx, changeId: ChangeId): Promise<void> {
  await tx`
    delete from editions.change
    where id = ${changeId}
  `;
}

/** Changes as the demonstration or an import brings them, with their own dates. */
export type ChangeSeed = ChangeRow & {
  readonly id: ChangeId;
  readonly decisionIds: readonly DecisionId[];
  readonly madeBy: PersonId | null;
  readonly actingRole: string;
  readonly madeAt: Date | string;
};

export async function insertSeeds(tx: Tx, seeds: readonly ChangeSeed[]): Promise<void> {
  const at = (value: Date | string) => (value instanceof Date ? value.toISOString() : value);
  await tx`
    insert into editions.change (
      id, edition_id, kind, passage_id, node_id, editorial_reason, made_by, acting_role, made_at
    )
    select *
    from unnest(
      ${seeds.map((seed) => seed.id)}::uuid[],
      ${seeds.map((seed) => seed.editionId)}::uuid[],
      ${seeds.map((seed) => seed.kind)}::text[],
      ${seeds.map((seed) => seed.passageId)}::uuid[],
      ${seeds.map((seed) => seed.nodeId)}::uuid[],
      ${seeds.map((seed) => seed.editorialReason)}::text[],
      ${seeds.map((seed) => seed.madeBy)}::uuid[],
      ${seeds.map((seed) => seed.actingRole)}::text[],
      ${seeds.map((seed) => at(seed.madeAt))}::timestamptz[]
    )
  `;
  const pairs = seeds.flatMap((seed) => seed.decisionIds.map((decisionId) => [seed.id, decisionId] as const));
  await tx`
    insert into editions.change_decision (change_id, decision_id, made_by, acting_role, made_at)
    select change.id, pair.decision_id, change.made_by, change.acting_role, change.made_at
    from unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]) as pair (change_id, decision_id)
    join editions.change on change.id = pair.change_id
  `;
}
