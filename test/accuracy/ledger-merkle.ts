// Trees: the probes and the golden tree of transparency-dev/merkle, the log of transparency-dev/tessera.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseBundle } from "#ledger/bundle.ts";
import { parseCheckpoint } from "#ledger/checkpoint.ts";
import { openNote, parseVerifierKey } from "#ledger/note.ts";
import { entriesPath, parseTilePath, tilePath } from "#ledger/tile-path.ts";
import { consistencyFromTiles, type ReadTile, rootFromTiles, TILE_WIDTH } from "#ledger/tiles.ts";
import { checkConsistency, checkInclusion, type Hash, leafHash, nodeHash, rootOf } from "#ledger/tree.ts";
import { Tally } from "./ledger-tally.ts";

type Probe = { readonly desc?: string; readonly wantErr: boolean; readonly proof: readonly string[] | null };
type Inclusion = Probe & {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
};
type Consistency = Probe & {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
};
type Log = { readonly origin: string; readonly vkey: string; readonly entries: readonly string[] };

/** The reference accepts "roots" of 12 bytes here; a root is 32 bytes, so we refuse. */
const STRICTER = "additional/sizes-are-equal-one-and-proof-is-empty.json";

export async function merkleTallies(folder: string): Promise<Tally[]> {
  const probes = path.join(folder, "merkle", "testdata");
  const tallies = [
    await probesOf(path.join(probes, "inclusion"), "inclusion probes", (probe: Inclusion) => {
      const { leafIdx, treeSize, root, leafHash, proof } = probe;
      checkInclusion(leafIdx, treeSize, bytes(leafHash), (proof ?? []).map(bytes), bytes(root));
    }),
    await probesOf(path.join(probes, "consistency"), "consistency probes", (probe: Consistency) => {
      const { size1, size2, root1, root2, proof } = probe;
      checkConsistency(size1, size2, (proof ?? []).map(bytes), bytes(root1), bytes(root2));
    }),
    goldenTree(path.join(folder, "merkle", "golden_tree.json")),
    await tesseraLog(path.join(folder, "tessera", "testdata")),
  ];
  return tallies.filter(({ total }) => total > 0);
}

async function probesOf<P extends Probe>(folder: string, group: string, check: (probe: P) => void): Promise<Tally> {
  const tally = new Tally(`merkle: ${group}`);
  for (const file of filesUnder(folder).filter((name) => name.endsWith(".json"))) {
    const probe = read<P>(path.join(folder, file));
    const isStricter = group.startsWith("consistency") && file.endsWith(STRICTER);
    if (isStricter) tally.remarks.push(`stricter than the reference, on purpose (a root of 12 bytes): ${file}`);
    if (probe.wantErr || isStricter) await tally.refuses(file, () => check(probe));
    else await tally.right(file, () => check(probe));
  }
  return tally;
}

function goldenTree(file: string): Tally {
  const tally = new Tally("merkle: golden tree, inner hashes and roots by size");
  if (!existsSync(file)) return tally;
  const tree = read<{ leaves: string[]; levels: string[][]; roots: string[] }>(file);
  const leaves = tree.leaves.map((leaf) => leafHash(Buffer.from(leaf, "hex")));
  let hashes: Hash[] = leaves;
  for (const [height, level] of tree.levels.entries()) {
    if (height > 0) hashes = level.map((_, place) => nodeHash(at(hashes, 2 * place), at(hashes, 2 * place + 1)));
    for (const [place, wanted] of level.entries())
      tally.same(`level ${height}, ${place}`, hashes[place]?.toString("hex"), wanted);
  }
  for (const [size, root] of tree.roots.entries()) {
    tally.same(`root of ${size}`, rootOf(leaves.slice(0, size)).toString("hex"), root);
  }
  return tally;
}

/** Signature, root from tiles and from entries, bundles, and that each checkpoint is the beginning of the next. */
async function tesseraLog(folder: string): Promise<Tally> {
  const tally = new Tally("tessera: checkpoints, tiles and bundles of a log");
  if (!existsSync(path.join(folder, "log.json"))) return tally;
  const { origin, vkey, entries } = read<Log>(path.join(folder, "log.json"));
  const log = path.join(folder, "log");
  const keys = [parseVerifierKey(vkey)];
  const leaves = entries.map((entry) => leafHash(Buffer.from(entry)));
  const roots = new Map<number, Hash>();
  for (const file of filesUnder(log).filter((name) => /^checkpoint(\.\d+)?$/.test(name))) {
    await tally.right(file, async () => {
      const checkpoint = parseCheckpoint(openNote(readFileSync(path.join(log, file)), keys).text);
      const { size, root } = checkpoint;
      roots.set(size, root);
      const named = /\d+$/.exec(file)?.[0];
      const ofTiles = await rootFromTiles(size, tilesIn(log));
      const ofEntries = rootOf(leaves.slice(0, size));
      return (
        checkpoint.origin === origin &&
        String(size) === (named ?? String(size)) &&
        root.equals(ofTiles) &&
        root.equals(ofEntries)
      );
    });
  }
  const sizes = [...roots.keys()].sort((one, other) => one - other);
  for (const [place, size] of sizes.entries()) {
    for (const older of sizes.slice(0, place)) {
      await tally.right(`consistency from ${older} to ${size}`, async () => {
        const proof = await consistencyFromTiles(older, size, tilesIn(log));
        checkConsistency(older, size, proof, at(roots, older), at(roots, size));
      });
    }
  }
  for (const file of filesUnder(path.join(log, "tile"))) {
    await tally.right(`tile/${file}`, () => isRightTile(path.join(log, "tile", file), file, entries, leaves));
  }
  return tally;
}

function isRightTile(place: string, file: string, entries: readonly string[], leaves: readonly Hash[]): boolean {
  const tile = parseTilePath(file);
  if (tile === null) return false;
  const [from, to] = [tile.n * TILE_WIDTH, tile.n * TILE_WIDTH + tile.width];
  const stored = readFileSync(place);
  if (!("entries" in tile)) return tile.level > 0 || stored.equals(Buffer.concat(leaves.slice(from, to)));
  const found = parseBundle(stored, tile.width).map(String);
  return JSON.stringify(found) === JSON.stringify(entries.slice(from, to)) && entriesPath(tile.n, tile.width) === file;
}

/** Reads a tile as it is stored; where only a wider one is, its beginning. */
function tilesIn(folder: string): ReadTile {
  return async (tile) => {
    const exact = path.join(folder, "tile", tilePath(tile));
    const stored = existsSync(exact) ? exact : path.join(folder, "tile", tilePath({ ...tile, width: TILE_WIDTH }));
    return readFileSync(stored).subarray(0, 32 * tile.width);
  };
}

const bytes = (base64: string) => Buffer.from(base64, "base64");

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

function at(hashes: readonly Hash[] | ReadonlyMap<number, Hash>, place: number): Hash {
  const found = hashes instanceof Map ? hashes.get(place) : (hashes as readonly Hash[])[place];
  if (found === undefined) throw new Error(`no hash ${place}`);
  return found;
}
