import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseBundle } from "#ledger/bundle.ts";
import { Chains } from "#ledger/chain.ts";
import type { Checkpoint } from "#ledger/checkpoint.ts";
import { type Leaf, parseLeaf } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { openCheckpoint, type Policy } from "#ledger/policy.ts";
import { entriesPath, tilePath } from "#ledger/tile-path.ts";
import { Frontier, TILE_WIDTH, type WrittenTile } from "#ledger/tiles.ts";
import { type Hash, leafHash } from "#ledger/tree.ts";

/** Something of the copy is not what was signed. */
export class MirrorFault extends Error {}

export type MirrorLeaf = { readonly index: number; readonly bytes: Buffer; readonly hash: Buffer; readonly leaf: Leaf };
/** 256 leaves, or what is left at the end, with the tiles they change. */
export type MirrorStep = {
  readonly leaves: readonly MirrorLeaf[];
  readonly changed: readonly WrittenTile[];
  /** The root of the tree of this size, when one of these leaves is its last; null else. */
  readonly rootAt: (size: number) => Hash | null;
};

/** The folder of `jalon verify follow --mirror`: the same addresses as the site. */
export async function openMirror(
  folder: string,
  policy: Policy,
): Promise<{ readonly checkpoint: Checkpoint; readonly note: string }> {
  const note = (await readOf(folder, "checkpoint")).toString("utf8");
  return { checkpoint: judged("checkpoint", () => openCheckpoint(note, policy)).checkpoint, note };
}

/**
 * Reads the whole copy: grammar of leaves, what may follow what, every tile, the root against the checkpoint. Throws a MirrorFault
 * that names the first thing that is wrong.
 */
export async function walkMirror(
  folder: string,
  { size, root }: Checkpoint,
  /** Sizes whose root is asked for on the way. */
  wanted: readonly number[],
  visit: (step: MirrorStep) => void | Promise<void>,
): Promise<Chains> {
  const frontier = Frontier.empty();
  const chains = new Chains();
  const open = new Map<number, WrittenTile>();
  for (let from = 0; from < size; from += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, size - from);
    const path = entriesPath(from / TILE_WIDTH, width);
    const bundle = await readOf(folder, `tile/${path}`);
    const leaves = judged(path, () =>
      parseBundle(bundle, width).map((bytes, place): MirrorLeaf => {
        const leaf = parseLeaf(bytes);
        chains.accept(leaf, from + place);
        return { index: from + place, bytes, hash: leafHash(bytes), leaf };
      }),
    );
    const roots = new Map<number, Hash>();
    for (const { hash } of leaves) {
      frontier.append(hash);
      if (wanted.includes(frontier.size)) roots.set(frontier.size, frontier.root());
    }
    const changed = frontier.takeChangedTiles();
    for (const tile of changed) {
      open.delete(tile.level);
      if (tile.width < TILE_WIDTH) open.set(tile.level, tile);
      else await compareTile(folder, tile);
    }
    await visit({ leaves, changed, rootAt: (at) => roots.get(at) ?? null });
  }
  for (const tile of open.values()) await compareTile(folder, tile);
  if (!frontier.root().equals(root)) throw new MirrorFault(`its leaves do not give the root of its checkpoint`);
  return chains;
}

async function compareTile(folder: string, tile: WrittenTile): Promise<void> {
  const path = `tile/${tilePath(tile)}`;
  if (!tile.hashes.equals(await readOf(folder, path))) throw new MirrorFault(`${path} is not that of its leaves`);
}

async function readOf(folder: string, path: string): Promise<Buffer> {
  const name = join(folder, "journal", path);
  try {
    return await readFile(name);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new MirrorFault(`${name} cannot be read (${code ?? message})`, { cause: error });
  }
}

function judged<T>(what: string, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof LedgerError) throw new MirrorFault(`${what}: ${error.message}`, { cause: error });
    throw error;
  }
}
