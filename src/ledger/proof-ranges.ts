// Which subtrees a proof is made of: RFC 6962, sections 2.1.1 and 2.1.2. What reads the hashes is elsewhere.
import { LedgerError } from "./ledger-error.ts";
import { checkSize, type Hash, rootOf } from "./tree.ts";

/** The leaves lo to hi − 1. */
export type Range = { readonly lo: number; readonly hi: number };

/** The ranges whose roots prove that the leaf at this index is in the tree of this size, the leaf's sibling first. */
export function inclusionRanges(index: number, size: number): Range[] {
  checkSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new LedgerError("index is not below the size");
  const ranges: Range[] = [];
  let [lo, hi] = [0, size];
  while (hi - lo > 1) {
    const middle = lo + cut(hi - lo);
    if (index < middle) {
      ranges.push({ lo: middle, hi });
      hi = middle;
    } else {
      ranges.push({ lo, hi: middle });
      lo = middle;
    }
  }
  return ranges.reverse();
}

/** The ranges whose roots prove that the tree of size m is the beginning of the tree of size n. */
export function consistencyRanges(m: number, n: number): Range[] {
  checkSize(m);
  checkSize(n);
  if (m > n) throw new LedgerError("the older tree is larger");
  if (m === 0 || m === n) return [];
  const ranges: Range[] = [];
  let [lo, hi] = [0, n];
  let isLeft = true;
  while (m !== hi) {
    const middle = lo + cut(hi - lo);
    if (m <= middle) {
      ranges.push({ lo: middle, hi });
      hi = middle;
    } else {
      ranges.push({ lo, hi: middle });
      lo = middle;
      isLeft = false;
    }
  }
  if (!isLeft) ranges.push({ lo, hi });
  return ranges.reverse();
}

/** The proof of inclusion from all leaf hashes, for small trees that are held in memory. */
export function inclusionProof(index: number, leafHashes: readonly Hash[]): Hash[] {
  return inclusionRanges(index, leafHashes.length).map(({ lo, hi }) => rootOf(leafHashes.slice(lo, hi)));
}

/** The proof of consistency from size m to all these leaf hashes. */
export function consistencyProof(m: number, leafHashes: readonly Hash[]): Hash[] {
  return consistencyRanges(m, leafHashes.length).map(({ lo, hi }) => rootOf(leafHashes.slice(lo, hi)));
}

/** The largest power of two below a number above 1. */
function cut(number: number): number {
  let power = 1;
  while (power * 2 < number) power *= 2;
  return power;
}
