import type { ClaimId, ContributionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./claim.rules.ts";
import type { Stance } from "./stance.rules.ts";

type NewBatch = {
  readonly id: string;
  readonly claimId: ClaimId;
  readonly stance: Stance;
  readonly filter: string;
  readonly fingerprint: string | null;
};

/** False when this id is stored already: the same form sent twice. */
export async function insertBatch(tx: Tx, batch: NewBatch, by: Maker): Promise<boolean> {
  const rows = await tx`
    insert into synthesis.batch (id, claim_id, stance, filter, fingerprint, count, made_by, acting_role)
    values (
      ${batch.id}, ${batch.claimId}, ${batch.stance}, ${batch.filter}, ${batch.fingerprint}, 0, ${by.personId}, ${by.role}
    )
    on conflict (id) do nothing
    returning id
  `;
  return rows.length === 1;
}

/**
 * Attaches published contributions of the process of the claim, whatever their number, in one statement; those that rest
 * under it already stay as they are. Gives how many were attached.
 */
export async function insertAttachments(
  tx: Tx,
  { id, claimId, stance }: NewBatch,
  numbers: readonly number[],
  by: Maker,
): Promise<number> {
  const rows = await tx`
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, batch_id, made_by, acting_role)
    select claim.id, line.contribution_id, ${stance}, ${id}, ${by.personId}, ${by.role}
    from synthesis.claim
    join corpus.line on line.process_id = claim.process_id
    where claim.id = ${claimId}
      and line.number = any (${numbers}::bigint[])
    order by line.contribution_id
    on conflict do nothing
  `;
  await tx`
    update synthesis.batch
    set count = ${rows.count}
    where id = ${id}
  `;
  return rows.count;
}

/** One attachment, with its quote. */
export async function insertAttachment(
  tx: Tx,
  given: {
    readonly claimId: ClaimId;
    readonly contributionId: ContributionId;
    readonly stance: Stance;
    readonly quote: string | null;
  },
  by: Maker,
): Promise<void> {
  await tx`
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, quote, made_by, acting_role)
    values (${given.claimId}, ${given.contributionId}, ${given.stance}, ${given.quote}, ${by.personId}, ${by.role})
  `;
}

/** Those in force lose it; the rows stay, with who took them away and when. */
export async function removeAttachments(
  tx: Tx,
  claimId: ClaimId,
  numbers: readonly number[],
  by: Maker,
): Promise<number> {
  const rows = await tx`
    update synthesis.claim_contribution as attachment
    set removed_at = now(),
      removed_by = ${by.personId},
      removed_role = ${by.role}
    from contributions.contribution
    where contribution.id = attachment.contribution_id
      and contribution.number = any (${numbers}::bigint[])
      and attachment.claim_id = ${claimId}
      and attachment.removed_at is null
  `;
  return rows.count;
}

/** All that a batch attached and that is still in force as it made it. */
export async function undoBatch(tx: Tx, batchId: string, by: Maker): Promise<number> {
  const marked = await tx`
    update synthesis.batch
    set undone_at = now(),
      undone_by = ${by.personId}
    where id = ${batchId}
      and undone_at is null
  `;
  if (marked.count === 0) return 0;
  const rows = await tx`
    update synthesis.claim_contribution
    set removed_at = now(),
      removed_by = ${by.personId},
      removed_role = ${by.role}
    where batch_id = ${batchId}
      and removed_at is null
  `;
  return rows.count;
}
