import type { DecisionId, PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./decision.rules.ts";
import type { Basis } from "./group.rules.ts";

export type NewBatch = {
  readonly id: string;
  readonly decisionId: DecisionId;
  readonly words: string;
  readonly query: string;
  readonly digest: string | null;
  readonly count: number;
};

/** False when this batch is stored already: the same form sent twice. */
export async function insertBatch(tx: Tx, batch: NewBatch, by: Maker): Promise<boolean> {
  const rows = await tx`
    insert into decisions.batch (id, decision_id, words, query, digest, count, made_by, acting_role)
    values (
      ${batch.id}, ${batch.decisionId}, ${batch.words}, ${batch.query}, ${batch.digest}, ${batch.count}, ${by.personId},
      ${by.role}
    )
    on conflict (id) do nothing
    returning id
  `;
  return rows.length === 1;
}

type Undone = { readonly decisionId: DecisionId; readonly batchId: string; readonly by: PersonId };

export async function markBatchUndone(tx: Tx, { decisionId, batchId, by }: Undone): Promise<boolean> {
  const rows = await tx`
    update decisions.batch
    set undone_at = now(),
      undone_by = ${by}
    where id = ${batchId}
      and decision_id = ${decisionId}
      and undone_at is null
    returning id
  `;
  return rows.length === 1;
}

type NewBasis = Basis & { readonly decisionId: DecisionId; readonly batchId: string; readonly count: number };

export async function insertBasis(tx: Tx, basis: NewBasis, by: Maker): Promise<void> {
  await tx`
    insert into decisions.basis (decision_id, kind, reference, words, count, batch_id, made_by, acting_role)
    values (
      ${basis.decisionId}, ${basis.kind}, ${basis.reference}, ${basis.words}, ${basis.count}, ${basis.batchId},
      ${by.personId}, ${by.role}
    )
  `;
}

/** A revision rests on what the decision it revises was chosen on. */
export async function copyBasis(tx: Tx, from: DecisionId, to: DecisionId, by: Maker): Promise<void> {
  await tx`
    insert into decisions.basis (decision_id, kind, reference, words, count, made_by, acting_role)
    select ${to}, basis.kind, basis.reference, basis.words, basis.count, ${by.personId}, ${by.role}
    from decisions.basis
    left join decisions.batch on batch.id = basis.batch_id
    where basis.decision_id = ${from}
      and batch.undone_at is null
  `;
  await tx`
    insert into decisions.decision_claim (decision_id, claim_id, origin, made_by, acting_role)
    select ${to}, claim_id, origin, ${by.personId}, ${by.role}
    from decisions.decision_claim
    where decision_id = ${from}
      and removed_at is null
  `;
}

type ClaimLink = { readonly decisionId: DecisionId; readonly claim: number; readonly origin: "basis" | "person" };

/** Ties a claim of the same process, or ties it again. False when there is no such claim. */
export async function insertClaimLink(tx: Tx, { decisionId, claim, origin }: ClaimLink, by: Maker): Promise<boolean> {
  const rows = await tx`
    insert into decisions.decision_claim (decision_id, claim_id, origin, made_by, acting_role)
    select decision.id, claim.id, ${origin}, ${by.personId}, ${by.role}
    from decisions.decision
    join synthesis.claim on claim.process_id = decision.process_id
    where decision.id = ${decisionId}
      and claim.number = ${claim}
    on conflict (decision_id, claim_id) do update
    set removed_at = null,
      removed_by = null,
      made_at = case when decision_claim.removed_at is null then decision_claim.made_at else now() end
    returning claim_id
  `;
  return rows.length === 1;
}

export async function removeClaimLink(tx: Tx, decisionId: DecisionId, claim: number, by: PersonId): Promise<void> {
  await tx`
    update decisions.decision_claim
    set removed_at = now(),
      removed_by = ${by}
    from synthesis.claim
    where claim.id = decision_claim.claim_id
      and claim.number = ${claim}
      and decision_claim.decision_id = ${decisionId}
      and decision_claim.removed_at is null
  `;
}
