// The whole log, leaf by leaf: bundles, grammar, what may follow what, tiles, root. Memory holds a few tiles and the table of objects.
import { parseBundle } from "#ledger/bundle.ts";
import { Chains } from "#ledger/chain.ts";
import type { Checkpoint } from "#ledger/checkpoint.ts";
import { type Leaf, parseLeaf } from "#ledger/leaf.ts";
import { tilePath } from "#ledger/tile-path.ts";
import { Frontier, TILE_WIDTH, type Tile } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import { type Bundle, type LogReader, widthIn } from "./log-reader.ts";
import { readAhead } from "./read-ahead.ts";
import type { Run } from "./run.ts";

export type Walk = {
  readonly chains: Chains;
  /** Leaves of each kind. */
  readonly kinds: Map<string, number>;
};

type Visits = {
  readonly leaf?: (leaf: Leaf, index: number) => void;
  /** Bundles and tiles that were checked, in the order of the tree: what a mirror keeps. */
  readonly bundle?: (bundle: Bundle) => Promise<void>;
  readonly tile?: (tile: Tile, bytes: Buffer) => Promise<void>;
};

/** Reads everything up to the size of the checkpoint; throws the first thing that is false, named. */
export async function walkLog(run: Run, reader: LogReader, checkpoint: Checkpoint, visits: Visits = {}): Promise<Walk> {
  const { size } = checkpoint;
  const frontier = Frontier.empty();
  const walk: Walk = { chains: new Chains(), kinds: new Map() };
  const count = Math.ceil(size / TILE_WIDTH);
  /** The open tile of each level: compared at the end, when it is as wide as it gets. */
  const open = new Map<number, Tile & { readonly hashes: Buffer }>();
  for await (const [bundle, tile] of readAhead(count, reader.ahead, async (n) =>
    Promise.all([reader.bundle(n), reader.tile({ level: 0, n, width: widthIn(size, 0, n) })]),
  )) {
    const first = bundle.n * TILE_WIDTH;
    const entries = judged("badBundle", { file: bundle.file }, () => parseBundle(bundle.bytes, bundle.width));
    for (const [place, bytes] of entries.entries()) {
      const index = first + place;
      const leaf = judged("badLeaf", { file: bundle.file, index }, () => parseLeaf(bytes));
      const hash = leafHash(bytes);
      if (!hash.equals(tile.subarray(32 * place, 32 * place + 32))) {
        throw new Fault(EXIT.wrong, "leafNotInTile", { file: bundle.file, index });
      }
      judged("badChain", { index, file: bundle.file }, () => walk.chains.accept(leaf, index));
      frontier.append(hash);
      walk.kinds.set(leaf.k, (walk.kinds.get(leaf.k) ?? 0) + 1);
      visits.leaf?.(leaf, index);
    }
    await visits.bundle?.(bundle);
    for (const changed of frontier.takeChangedTiles()) {
      if (changed.width < TILE_WIDTH) open.set(changed.level, changed);
      else {
        open.delete(changed.level);
        await compareTile(reader, changed, visits);
      }
    }
    run.progress({ key: "progressLeaves", params: {} }, first + bundle.width, size);
  }
  for (const tile of open.values()) await compareTile(reader, tile, visits);
  if (!frontier.root().equals(checkpoint.root)) throw new Fault(EXIT.wrong, "rootDiffers", { size });
  const [late] = walk.chains.late;
  if (late) run.warnings.push({ key: "clockBack", params: { count: walk.chains.late.length, index: late.index } });
  return walk;
}

async function compareTile(
  reader: LogReader,
  { hashes, ...tile }: Tile & { readonly hashes: Buffer },
  visits: Visits,
): Promise<void> {
  const served = await reader.tile(tile);
  if (!hashes.equals(served)) {
    const place = Array.from({ length: tile.width }, (_, at) => 32 * at).findIndex(
      (at) => !hashes.subarray(at, at + 32).equals(served.subarray(at, at + 32)),
    );
    throw new Fault(EXIT.wrong, "tileDiffers", { file: `journal/tile/${tilePath(tile)}`, place });
  }
  await visits.tile?.(tile, hashes);
}
