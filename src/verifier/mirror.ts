// A copy of the log in a folder, at the addresses of the site: what was checked is kept, and the checkpoint comes last.
import path from "node:path";
import { parseBundle } from "#ledger/bundle.ts";
import { parseLeaf } from "#ledger/leaf.ts";
import { entriesPath, tilePath } from "#ledger/tile-path.ts";
import { Frontier, TILE_WIDTH, type WrittenTile } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";
import { checkContinues, type Signed } from "./consistency.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import { makeFolder, placeFile, replaceFile } from "./kept-file.ts";
import { type Bundle, type LogReader, openLog } from "./log-reader.ts";
import { CHECKPOINT } from "./open-journal.ts";
import { openPlace } from "./place.ts";
import { readAhead } from "./read-ahead.ts";
import type { Run } from "./run.ts";

/** What the mirror holds: its frontier is that of its checkpoint, or the mirror is damaged. */
export async function openMirror(folder: string, kept: Signed | null): Promise<Frontier> {
  if (kept === null) return Frontier.empty();
  const { size, root } = kept.checkpoint;
  const frontier = await Frontier.fromTiles(size, openLog(await openPlace(folder), size).tile);
  if (!frontier.root().equals(root)) throw new Fault(EXIT.wrong, "mirrorDamaged", { folder, size });
  return frontier;
}

/**
 * Adds to the mirror what the later checkpoint has more. The checkpoint of the mirror comes last, once the root is right: what lies
 * beyond it is read by nobody, and is written again the next time.
 */
export async function extendMirror(
  run: Run,
  folder: string,
  kept: Signed | null,
  later: Signed,
  reader: LogReader,
): Promise<void> {
  const frontier = await openMirror(folder, kept);
  const from = frontier.size;
  const { size, root } = later.checkpoint;
  const firstBundle = Math.floor(from / TILE_WIDTH);
  const known = await knownHashes(folder, from);
  const made = new Set<string>();
  const put = async (file: string, bytes: Uint8Array): Promise<void> => {
    const name = path.join(folder, file);
    const parent = path.dirname(name);
    if (!made.has(parent)) await makeFolder(parent);
    made.add(parent);
    await placeFile(name, bytes);
  };
  const open = new Map<number, WrittenTile>();
  const count = from === size ? 0 : Math.ceil(size / TILE_WIDTH) - firstBundle;
  for await (const bundle of readAhead(count, reader.ahead, async (place) => reader.bundle(firstBundle + place))) {
    appendBundle(frontier, bundle, known);
    await put(`journal/tile/${entriesPath(bundle.n, bundle.width)}`, bundle.bytes);
    for (const tile of frontier.takeChangedTiles()) {
      if (tile.width < TILE_WIDTH) open.set(tile.level, tile);
      else {
        open.delete(tile.level);
        await put(`journal/tile/${tilePath(tile)}`, tile.hashes);
      }
    }
    run.progress({ key: "progressMirror", params: {} }, frontier.size, size);
  }
  for (const tile of open.values()) await put(`journal/tile/${tilePath(tile)}`, tile.hashes);
  if (!frontier.root().equals(root)) await blame(kept, later, reader);
  await makeFolder(path.join(folder, "journal"));
  await replaceFile(path.join(folder, CHECKPOINT), later.note);
}

/** Hashes of the leaves of the open bundle that the mirror has already. */
async function knownHashes(folder: string, size: number): Promise<Buffer> {
  const width = size % TILE_WIDTH;
  if (width === 0) return Buffer.alloc(0);
  const { tile } = openLog(await openPlace(folder), size);
  return Buffer.from(await tile({ level: 0, n: Math.floor(size / TILE_WIDTH), width }));
}

/** Adds the leaves that the tree has not yet; those it has must come again as they were. */
function appendBundle(frontier: Frontier, { n, width, file, bytes }: Bundle, known: Buffer): void {
  const entries = judged("badBundle", { file }, () => parseBundle(bytes, width));
  const first = frontier.size - n * TILE_WIDTH;
  for (const [place, entry] of entries.entries()) {
    const index = n * TILE_WIDTH + place;
    const hash = leafHash(entry);
    if (place < first) {
      if (hash.equals(known.subarray(32 * place, 32 * place + 32))) continue;
      throw new Fault(EXIT.wrong, "leafNotInTile", { file, index });
    }
    judged("badLeaf", { file, index }, () => parseLeaf(entry));
    frontier.append(hash);
  }
}

/** What was read does not give the root: the log was rewritten, or what the place serves is not its log. */
async function blame(kept: Signed | null, later: Signed, reader: LogReader): Promise<never> {
  if (kept) await checkContinues(kept, later, reader);
  throw new Fault(EXIT.wrong, "rootDiffers", { size: later.checkpoint.size });
}
