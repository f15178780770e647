import { createHash } from "node:crypto";
import type { DecisionId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { type CorpusFilter, lineNumbers } from "#rooms/corpus";
import { insertBasis, insertBatch, insertClaimLink } from "./batch.store.ts";
import { insertCoverings, refreshStatistics } from "./covering.store.ts";
import { GroupChanged, type Maker, NotFree } from "./decision.rules.ts";
import type { Basis, Seen } from "./group.rules.ts";
import { SELECTION_LIMIT } from "./number-list.rules.ts";
import { takenAmong } from "./publishing.queries.ts";

/** The contributions of one act: named one by one, or all that a filter found when the page was looked at. */
export type Group = {
  /** Drawn with the form: the same form sent twice is one batch. */
  readonly batchId: string;
  readonly words: string;
  readonly basis: Basis | null;
  /** Number of a claim that the group was chosen by. */
  readonly claim: number | null;
} & (
  | { readonly by: "numbers"; readonly numbers: readonly number[] }
  | {
      readonly by: "filter";
      readonly filter: CorpusFilter;
      readonly query: string;
      readonly seen: Seen;
    }
);

type Joined = { readonly decisionId: DecisionId; readonly processId: ProcessId };

/**
 * A group joins a draft, all of it or nothing, and exactly the one that was looked at. Throws `GroupChanged` when the filter
 * finds another set by now, `NotFree` when a picked contribution is taken. The caller holds `lockDeciding`.
 */
export async function joinGroup(tx: Tx, { decisionId, processId }: Joined, group: Group, maker: Maker): Promise<void> {
  const numbers = await exactNumbers(tx, group);
  const { batchId, words, basis } = group;
  const [query, digest] = group.by === "filter" ? [group.query, group.seen.digest] : ["", null];
  const count = numbers.length;
  if (!(await insertBatch(tx, { id: batchId, decisionId, words, query, digest, count }, maker))) return;
  const covered = await insertCoverings(tx, { decisionId, batchId, numbers }, maker);
  if (covered.length < count) {
    const missing = new Set(numbers);
    for (const number of covered) missing.delete(number);
    throw new NotFree(await takenAmong(tx, processId, [...missing]));
  }
  await refreshStatistics(tx, count);
  if (basis !== null) await insertBasis(tx, { ...basis, decisionId, batchId, count }, maker);
  if (group.claim !== null) await insertClaimLink(tx, { decisionId, claim: group.claim, origin: "basis" }, maker);
}

/** Read once and compared as `fingerprint` of the corpus says it: what is written is what was compared. */
async function exactNumbers(tx: Tx, group: Group): Promise<readonly number[]> {
  if (group.by === "numbers") return [...new Set(group.numbers)];
  const numbers = await lineNumbers(tx, group.filter, SELECTION_LIMIT + 1);
  const digest = createHash("sha256").update(numbers.join(",")).digest("hex");
  if (digest !== group.seen.digest || numbers.length !== group.seen.count) {
    throw new GroupChanged(group.seen.count, numbers.length);
  }
  return numbers;
}
