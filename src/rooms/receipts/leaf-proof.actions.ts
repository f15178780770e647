import { writeReceipt } from "#ledger/receipt.ts";
import { inclusionFromTiles } from "#ledger/tiles.ts";
import type { Db } from "#platform/db.ts";
import { checkpointOver, tileReader } from "#rooms/sequencer";

/** `tlog-proof@v1` of a leaf that commits to no text, an erasure for instance; null until a checkpoint covers it. */
export async function proofOfLeaf(
  db: Db,
  { leaf, index }: { readonly leaf: string; readonly index: number },
): Promise<string | null> {
  const checkpoint = await checkpointOver(db, index);
  if (!checkpoint) return null;
  const proof = await inclusionFromTiles(index, checkpoint.size, tileReader(db));
  return writeReceipt({ leaf, items: [], index, proof, checkpoint: checkpoint.note });
}
