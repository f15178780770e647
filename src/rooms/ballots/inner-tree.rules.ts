import { toBase64 } from "#ledger/bytes.ts";
import { type Hash, leafHash, nodeHash } from "#ledger/tree.ts";

export type PlaceInLot = { readonly index: number; readonly proof: readonly string[] };

/**
 * Inner proofs of several ballots of one lot: its tree is made once, level after level (a node without a neighbour goes up as it is,
 * which is the tree of RFC 6962), instead of once for each ballot.
 */
export function placesInLot(sorted: readonly Hash[]): (commitment: Uint8Array) => PlaceInLot | null {
  const levels: Hash[][] = [sorted.map(leafHash)];
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) levels.push(above(level));
  const places = new Map(sorted.map((commitment, index) => [commitment.toString("hex"), index]));
  return (commitment) => {
    const index = places.get(Buffer.from(commitment).toString("hex"));
    if (index === undefined) return null;
    const proof: string[] = [];
    let at = index;
    for (const level of levels) {
      const neighbour = level[at ^ 1];
      if (neighbour) proof.push(toBase64(neighbour));
      at >>= 1;
    }
    return { index, proof };
  };
}

function above(level: readonly Hash[]): Hash[] {
  const next: Hash[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left) next.push(right ? nodeHash(left, right) : left);
  }
  return next;
}
