// Random trees and broken proofs: ours, the recursive text of RFC 6962 and sigstore-js give the same verdicts.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LedgerError } from "#ledger/ledger-error.ts";
import { consistencyProof, inclusionProof } from "#ledger/proof-ranges.ts";
import { checkConsistency, checkInclusion, EMPTY_ROOT, type Hash, leafHash, rootOf } from "#ledger/tree.ts";
import { isConsistent, leaf, MTH, PATH, PROOF } from "./rfc6962.ts";
import { isIncluded } from "./second-implementation.ts";

const RUNS = 10_000;
const pool = Array.from({ length: 4096 }, (_, index) => Buffer.from(`leaf ${index}`));
const hashes = pool.map(leafHash);

/** Leaves of the pool from a random place on: a tree of 1 to 40 leaves, and one of its leaves. */
const trees = fc
  .record({ from: fc.nat(4000), size: fc.integer({ min: 1, max: 40 }), at: fc.nat(1_000_000) })
  .map(({ from, size, at }) => ({
    bytes: pool.slice(from, from + size),
    leaves: hashes.slice(from, from + size),
    index: at % size,
  }));

/** One way to break a list of hashes, chosen by numbers. */
type Broken = { readonly how: number; readonly where: number; readonly bit: number };
const breaking = fc.record({ how: fc.nat(5), where: fc.nat(1_000_000), bit: fc.nat(255) });

function broken(proof: readonly Hash[], { how, where, bit }: Broken): Hash[] {
  const place = where % (proof.length + 1);
  const one = proof[place] ?? EMPTY_ROOT;
  switch (proof.length === 0 ? 2 : how) {
    case 0:
      return proof.map((hash, at) => (at === where % proof.length ? flipped(hash, bit) : hash));
    case 1:
      return proof.toSpliced(where % proof.length, 1);
    case 2:
      return proof.toSpliced(place, 0, one);
    case 3:
      return [...proof, EMPTY_ROOT];
    case 4:
      return proof.length < 2 ? [] : [...proof].reverse();
    default:
      return proof.map((hash, at) => (at === where % proof.length ? hash.subarray(0, 31) : hash));
  }
}

function flipped(hash: Hash, bit: number): Hash {
  const other = Buffer.from(hash);
  other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return other;
}

/** Whether a check passes; anything but a LedgerError is a defect. */
function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(LedgerError);
    return false;
  }
}

const same = (one: readonly Hash[], other: readonly Hash[]) => Buffer.concat(one).equals(Buffer.concat(other));

// a machine that does other work too is slow, not wrong
describe(`${RUNS} random trees`, { timeout: 120_000 }, () => {
  test("root and inclusion proof; broken proofs are refused, other places judged alike", () => {
    const property = fc.property(
      trees,
      breaking,
      fc.nat(45),
      fc.nat(45),
      ({ bytes, leaves, index }, how, otherIndex, otherSize) => {
        const size = leaves.length;
        const root = rootOf(leaves);
        const proof = inclusionProof(index, leaves);
        const [data, hash] = [bytes[index] ?? Buffer.alloc(0), leaves[index] ?? EMPTY_ROOT];
        const isOurs = (at: number, of: number, hashes: readonly Hash[]) =>
          passes(() => checkInclusion(at, of, hash, hashes, root));
        const agree = root.equals(MTH(leaves)) && same(proof, PATH(index, leaves)) && hash.equals(leaf(data));
        const other = broken(proof, how);
        const isOther = !same(other, proof) || other.length !== proof.length;
        return (
          agree &&
          isOurs(index, size, proof) &&
          isIncluded(data, { index, size }, proof, root) &&
          !(isOther && isOurs(index, size, other)) &&
          !passes(() => checkInclusion(index, size, flipped(hash, how.bit), proof, root)) &&
          !passes(() => checkInclusion(index, size, hash, proof, flipped(root, how.bit))) &&
          isOurs(otherIndex, otherSize, proof) === isIncluded(data, { index: otherIndex, size: otherSize }, proof, root)
        );
      },
    );
    fc.assert(property, { numRuns: RUNS });
  });

  test("consistency proof; broken proofs are refused, other sizes judged alike", () => {
    const property = fc.property(
      trees,
      breaking,
      fc.integer({ min: 1, max: 42 }),
      fc.integer({ min: 1, max: 42 }),
      (tree, how, m2, n2) => {
        const { leaves, index } = tree;
        const [m, n] = [index, leaves.length];
        const [rootM, rootN] = [rootOf(leaves.slice(0, m)), rootOf(leaves)];
        const proof = consistencyProof(m, leaves);
        const isOurs = (from: number, to: number, hashes: readonly Hash[]) =>
          passes(() => checkConsistency(from, to, hashes, rootM, rootN));
        const other = broken(proof, how);
        const isOther = !same(other, proof) || other.length !== proof.length;
        return (
          same(proof, PROOF(m, leaves)) &&
          isOurs(m, n, proof) &&
          !(isOther && isOurs(m, n, other)) &&
          !passes(() => checkConsistency(m, n, proof, flipped(rootM, how.bit), rootN)) &&
          (m === 0 || !passes(() => checkConsistency(m, n, proof, rootM, flipped(rootN, how.bit)))) &&
          (m2 >= n2 || isOurs(m2, n2, proof) === isConsistent(m2, n2, proof, rootM, rootN))
        );
      },
    );
    fc.assert(property, { numRuns: RUNS });
  });
});

test("nothing passes that is no index, no size or no hash", () => {
  const [one = EMPTY_ROOT] = hashes;
  for (const [index, size] of [
    [1, 1],
    [0, 0],
    [-1, 1],
    [0.5, 1],
    [0, 2 ** 53],
    [Number.NaN, 3],
  ] as const) {
    expect(passes(() => checkInclusion(index, size, one, [], one))).toBe(false);
  }
  expect(passes(() => checkInclusion(0, 1, one.subarray(1), [], one))).toBe(false);
  expect(passes(() => checkConsistency(2, 1, [], one, one))).toBe(false);
  expect(passes(() => checkConsistency(0, 0, [], one, one))).toBe(false);
  expect(passes(() => checkConsistency(0, 5, [], one, one))).toBe(false);
  expect(passes(() => checkConsistency(0, 5, [], EMPTY_ROOT, one))).toBe(true);
  expect(passes(() => checkConsistency(1, 1, [one], one, one))).toBe(false);
  expect(passes(() => checkConsistency(1, 1, [], Buffer.alloc(12), Buffer.alloc(12)))).toBe(false);
});
