import type { ContributionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendLeaf, detachOpenings } from "#rooms/journal";
import { listLogged } from "./logged.queries.ts";
import { adoptionLeaves, type ContributionAct, leafOf } from "./logged-act.rules.ts";

/**
 * Logs acts on one contribution, in their transaction, once its row is locked and written. One that the log has never heard of
 * enters it as it stands now: what was just done is part of that.
 */
export async function logContribution(tx: Tx, id: ContributionId, ...acts: readonly ContributionAct[]): Promise<void> {
  if (acts.length === 0) return;
  const [contribution] = await listLogged(tx, [id]);
  if (!contribution) return;
  if (!contribution.isLogged) {
    await adoptContributions(tx, [id]);
    return;
  }
  await appendLeaf(tx, ...acts.map((act) => leafOf(contribution, act)));
}

/** Contributions that the log has never heard of enter it as they stand, in the order in which they came. The caller holds their rows. */
export async function adoptContributions(tx: Tx, ids: readonly ContributionId[]): Promise<number> {
  const missing = (await listLogged(tx, ids)).filter(({ isLogged }) => !isLogged);
  await appendLeaf(tx, ...missing.flatMap(adoptionLeaves));
  for (const { id, isDetached } of missing) if (isDetached) await detachOpenings(tx, id);
  return missing.length;
}
