// Lots of ballots: the commitments in one leaf, and the recount from what opens them.
import { fromBase64, toBase64 } from "./bytes.ts";
import { LedgerError } from "./ledger-error.ts";
import { inclusionProof } from "./proof-ranges.ts";
import { checkHash, type Hash, leafHash, rootOf } from "./tree.ts";

export { type Opening, parseBallot, type QuestionCount, recount } from "./recount.ts";

/** The commitments in order of their bytes, and the root of the tree whose leaves they are. Two equal ones refuse the lot. */
export function sealBatch(commitments: readonly Uint8Array[]): { sorted: Hash[]; root: Hash } {
  const sorted = commitments.map((one) => Buffer.from(one)).sort(Buffer.compare);
  checkSorted(sorted);
  return { sorted, root: rootOf(sorted.map(leafHash)) };
}

/** The place of a commitment in its lot (from 0), and the proof of it. */
export function batchProof(sorted: readonly Hash[], commitment: Uint8Array): { index: number; proof: Hash[] } {
  const index = sorted.findIndex((one) => one.equals(commitment));
  if (index < 0) throw new LedgerError("this commitment is not in the lot");
  return { index, proof: inclusionProof(index, sorted.map(leafHash)) };
}

/** The public list of a lot: one commitment a line, in base64. */
export function writeBatch(sorted: readonly Hash[]): string {
  checkSorted(sorted);
  return sorted.map((one) => `${toBase64(one)}\n`).join("");
}

/** The commitments of a public list; throws unless they are strictly increasing. */
export function parseBatch(text: string): Hash[] {
  if (!text.endsWith("\n")) throw new LedgerError("a list of commitments ends with a newline");
  const sorted = text
    .slice(0, -1)
    .split("\n")
    .map((line) => fromBase64(line, "commitment"));
  checkSorted(sorted);
  return sorted;
}

function checkSorted(sorted: readonly Hash[]): void {
  if (sorted.length === 0) throw new LedgerError("a lot without a ballot");
  for (const [place, one] of sorted.entries()) {
    checkHash(one);
    const before = sorted[place - 1];
    if (before === undefined) continue;
    const order = Buffer.compare(before, one);
    if (order === 0) throw new LedgerError("the same commitment twice in a lot");
    if (order > 0) throw new LedgerError("commitments of a lot are not in order");
  }
}
