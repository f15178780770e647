// Hashes and proofs of a Merkle tree: RFC 6962, section 2.1; the checks are those of RFC 9162, sections 2.1.3.2 and 2.1.4.2.
import { hash } from "node:crypto";
import { LedgerError } from "./ledger-error.ts";

/** 32 bytes of SHA-256. */
export type Hash = Buffer;

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = hash("sha256", "", "buffer");

/** SHA-256(0x00 ‖ bytes). */
export function leafHash(bytes: Uint8Array): Hash {
  const prefixed = Buffer.allocUnsafe(bytes.length + 1);
  prefixed[0] = 0;
  prefixed.set(bytes, 1);
  return hash("sha256", prefixed, "buffer");
}

const pair = Buffer.alloc(65, 1);

/** SHA-256(0x01 ‖ left ‖ right): the prefix keeps a leaf from ever passing for a node. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  checkHash(left);
  checkHash(right);
  pair.set(left, 1);
  pair.set(right, 33);
  return hash("sha256", pair, "buffer");
}

/** The root above these leaf hashes, in order. Never padded, no leaf doubled. */
export function rootOf(leafHashes: readonly Uint8Array[]): Hash {
  // Complete subtrees from the left, larger first: leaf i closes as many of them as i + 1 has zeros at its end.
  const subtrees: Hash[] = [];
  for (const [index, hashOfLeaf] of leafHashes.entries()) {
    checkHash(hashOfLeaf);
    let subtree: Hash = Buffer.from(hashOfLeaf);
    for (let rest = index; rest % 2 === 1; rest = (rest - 1) / 2) subtree = nodeHash(subtrees.pop() as Hash, subtree);
    subtrees.push(subtree);
  }
  return foldRight(subtrees) ?? EMPTY_ROOT;
}

/** One hash above subtrees of falling size: the last two are joined first. Null when there is none. */
export function foldRight(subtrees: readonly Hash[]): Hash | null {
  return subtrees.length === 0 ? null : subtrees.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * Throws unless the proof (leaf's sibling first) places this leaf at the index (from 0) of the tree of this size and
 * root.
 */
export function checkInclusion(
  index: number,
  size: number,
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): void {
  checkSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new LedgerError("index is not below the size");
  for (const one of [leafHash, root, ...proof]) checkHash(one);
  let [a, b] = [index, size - 1];
  let found: Hash = Buffer.from(leafHash);
  for (const sibling of proof) {
    if (b === 0) throw new LedgerError("inclusion proof is too long");
    if (a % 2 === 1 || a === b) {
      found = nodeHash(sibling, found);
      while (a % 2 === 0 && a !== 0) [a, b] = [half(a), half(b)];
    } else found = nodeHash(found, sibling);
    [a, b] = [half(a), half(b)];
  }
  if (b !== 0) throw new LedgerError("inclusion proof is too short");
  if (!found.equals(root)) throw new LedgerError("inclusion proof does not give the root");
}

/** Throws unless the proof shows that the tree of size m and root rootM is the beginning of that of size n and rootN. */
export function checkConsistency(
  m: number,
  n: number,
  proof: readonly Uint8Array[],
  rootM: Uint8Array,
  rootN: Uint8Array,
): void {
  checkSize(m);
  checkSize(n);
  for (const one of [rootM, rootN, ...proof]) checkHash(one);
  if (m > n) throw new LedgerError("the older tree is larger");
  if (m === 0 && !EMPTY_ROOT.equals(rootM)) throw new LedgerError("size 0 with a root that is not the empty one");
  if (m === 0 || m === n) {
    if (proof.length > 0) throw new LedgerError("consistency proof where none is needed");
    if (m === n && !Buffer.from(rootM).equals(rootN)) throw new LedgerError("equal sizes with other roots");
    return;
  }
  if (proof.length === 0) throw new LedgerError("consistency proof is empty");
  // The old tree of 2^k leaves is itself the first subtree: the proof leaves it out.
  const [first, ...path] = isPowerOfTwo(m) ? [rootM, ...proof] : proof;
  let [a, b] = [m - 1, n - 1];
  while (a % 2 === 1) [a, b] = [half(a), half(b)];
  let older: Hash = Buffer.from(first as Uint8Array);
  let newer = older;
  for (const sibling of path) {
    if (b === 0) throw new LedgerError("consistency proof is too long");
    if (a % 2 === 1 || a === b) {
      [older, newer] = [nodeHash(sibling, older), nodeHash(sibling, newer)];
      while (a % 2 === 0 && a !== 0) [a, b] = [half(a), half(b)];
    } else newer = nodeHash(newer, sibling);
    [a, b] = [half(a), half(b)];
  }
  if (b !== 0) throw new LedgerError("consistency proof is too short");
  if (!older.equals(rootM)) throw new LedgerError("consistency proof does not give the older root");
  if (!newer.equals(rootN)) throw new LedgerError("consistency proof does not give the newer root");
}

/** Throws unless these are 32 bytes. */
export function checkHash(bytes: Uint8Array): void {
  if (bytes.length !== 32) throw new LedgerError("a hash is 32 bytes");
}

/** Throws unless this can be the size of a tree: a whole number from 0 to 2^53 − 1. */
export function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new LedgerError("size is not a whole number from 0 to 2^53 - 1");
}

// Shifts would cut numbers above 2^31: halves are exact up to 2^53.
const half = (number: number) => Math.floor(number / 2);

function isPowerOfTwo(number: number): boolean {
  let rest = number;
  while (rest > 1 && rest % 2 === 0) rest /= 2;
  return rest === 1;
}
