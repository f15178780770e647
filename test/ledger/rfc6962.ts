// RFC 6962, section 2.1, word for word: recursive, on leaves in memory, with nothing of ours. What ours is compared with.
import { createHash } from "node:crypto";

const sha256 = (...parts: readonly Uint8Array[]) => {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** Largest power of two smaller than n. */
const k = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));
const node = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.of(1), left, right);

/** MTH(D[n]) where D are hashes of leaves already: MTH({d(0)}) = SHA-256(0x00 || d(0)) is what `leaves` holds. */
export function MTH(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const split = k(leaves.length);
  return node(MTH(leaves.slice(0, split)), MTH(leaves.slice(split)));
}

export function leaf(data: Uint8Array): Buffer {
  return sha256(Buffer.of(0), data);
}

/** PATH(m, D[n]): the audit path. */
export function PATH(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const split = k(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return m < split ? [...PATH(m, left), MTH(right)] : [...PATH(m - split, right), MTH(left)];
}

/** PROOF(m, D[n]) = SUBPROOF(m, D[n], true). */
export function PROOF(m: number, leaves: readonly Buffer[]): Buffer[] {
  return m === 0 ? [] : subproof(m, leaves, "complete");
}

function subproof(m: number, leaves: readonly Buffer[], old: "complete" | "partial"): Buffer[] {
  if (m === leaves.length) return old === "complete" ? [] : [MTH(leaves)];
  const split = k(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  if (m <= split) return [...subproof(m, left, old), MTH(right)];
  return [...subproof(m - split, right, "partial"), MTH(left)];
}

/** Whether PROOF(m, D[n]) gives both roots: the recursion of SUBPROOF, run backwards. For 0 < m < n. */
export function isConsistent(m: number, n: number, proof: readonly Buffer[], rootM: Buffer, rootN: Buffer): boolean {
  const rest = [...proof];
  const roots = rootsOf(m, n, rest, "complete", rootM);
  return roots !== null && rest.length === 0 && roots.older.equals(rootM) && roots.newer.equals(rootN);
}

type Roots = { readonly older: Buffer; readonly newer: Buffer };

function rootsOf(m: number, n: number, rest: Buffer[], old: "complete" | "partial", rootM: Buffer): Roots | null {
  if (m === n) {
    const known = old === "complete" ? rootM : rest.shift();
    return known === undefined ? null : { older: known, newer: known };
  }
  const split = k(n);
  const inner =
    m <= split ? rootsOf(m, split, rest, old, rootM) : rootsOf(m - split, n - split, rest, "partial", rootM);
  const other = rest.shift();
  if (inner === null || other === undefined) return null;
  if (m <= split) return { older: inner.older, newer: node(inner.newer, other) };
  return { older: node(other, inner.older), newer: node(other, inner.newer) };
}
