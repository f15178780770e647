// Whether a later checkpoint continues an earlier one, from tiles: no proof is taken on trust.
import type { Checkpoint } from "#ledger/checkpoint.ts";
import { consistencyFromTiles, rootFromTiles } from "#ledger/tiles.ts";
import { EMPTY_ROOT, type Hash, nodeHash } from "#ledger/tree.ts";
import { EXIT, Fault } from "./fault.ts";
import type { LogReader } from "./log-reader.ts";

export type Signed = { readonly checkpoint: Checkpoint; readonly note: string };

/**
 * Throws the inconsistency (both notes are the evidence) when two signed checkpoints cannot both be true. The tiles are
 * those of a tree at least as large as the later one; where they do not give its root, they are what is false, and nothing
 * is proved.
 */
export async function checkContinues(earlier: Signed, later: Signed, reader: LogReader): Promise<void> {
  const [old, young] = [earlier.checkpoint, later.checkpoint];
  const evidence = [earlier.note, later.note];
  if (old.origin !== young.origin) {
    throw new Fault(EXIT.wrong, "otherOrigin", { one: old.origin, other: young.origin });
  }
  if (old.size === young.size) {
    if (old.root.equals(young.root)) return;
    throw new Fault(EXIT.inconsistent, "splitView", { size: old.size }, evidence);
  }
  if (old.size === 0) return;
  const found = await rootsFromTiles(old.size, young.size, reader);
  if (!found.later.equals(young.root)) throw new Fault(EXIT.wrong, "rootDiffers", { size: young.size });
  if (found.earlier.equals(old.root)) return;
  throw new Fault(EXIT.inconsistent, "rewritten", { size: old.size, later: young.size }, evidence);
}

/**
 * Both roots from the same subtrees (RFC 9162, section 2.1.4.2). When the later one is that of the checkpoint, the subtrees
 * are those that were signed, and the earlier root is the only one they have: a wrong tile cannot accuse an honest log.
 */
async function rootsFromTiles(m: number, n: number, { tile }: LogReader): Promise<{ earlier: Hash; later: Hash }> {
  const proof = await consistencyFromTiles(m, n, tile);
  const isWhole = Number.isInteger(Math.log2(m));
  const [first = EMPTY_ROOT, ...rest] = isWhole ? [await rootFromTiles(m, tile), ...proof] : proof;
  let [earlier, later] = [first, first];
  let [a, b] = [BigInt(m) - 1n, BigInt(n) - 1n];
  while (a % 2n === 1n) [a, b] = [a >> 1n, b >> 1n];
  for (const hash of rest) {
    if (a % 2n === 1n || a === b) {
      earlier = nodeHash(hash, earlier);
      later = nodeHash(hash, later);
      while (a % 2n === 0n && a !== 0n) [a, b] = [a >> 1n, b >> 1n];
    } else later = nodeHash(later, hash);
    [a, b] = [a >> 1n, b >> 1n];
  }
  return { earlier, later };
}
