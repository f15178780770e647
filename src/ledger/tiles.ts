// Roots and proofs of a tree that is kept in tiles: C2SP tlog-tiles v0.1.0.
import { LedgerError } from "./ledger-error.ts";
import { consistencyRanges, inclusionRanges, type Range } from "./proof-ranges.ts";
import { checkHash, checkSize, EMPTY_ROOT, foldRight, type Hash, rootOf } from "./tree.ts";

/**
 * Up to 256 hashes: number p of a level L is the root of the complete subtree of 256^L leaves that starts at p × 256^L; it
 * stands in tile n = p div 256, at place p mod 256. `width` is how many hashes the tile has.
 */
export type Tile = { readonly level: number; readonly n: number; readonly width: number };

/** Gives exactly 32 × width bytes. A reader whose stored tile is wider cuts it: a narrower tile is its beginning. */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>;

/** Hashes of a full tile. */
export const TILE_WIDTH = 256;

/** All tiles of the tree of this size, each at its widest: from level 0 up, from left to right. */
export function tilesOf(size: number): Tile[] {
  return levelsOf(size).flatMap((count, level) => {
    const tiles = Array.from({ length: Math.ceil(count / TILE_WIDTH) }, (_, n) => ({ level, n, width: TILE_WIDTH }));
    const last = tiles.at(-1);
    if (last !== undefined && count % TILE_WIDTH !== 0) last.width = count % TILE_WIDTH;
    return tiles;
  });
}

/** Root of the tree of this size. A past size works too. */
export async function rootFromTiles(size: number, read: ReadTile): Promise<Hash> {
  checkSize(size);
  return size === 0 ? EMPTY_ROOT : await openTiles(size, read)({ lo: 0, hi: size });
}

/** The proof that the leaf at this index is in the tree of this size: the leaf's sibling first. */
export async function inclusionFromTiles(index: number, size: number, read: ReadTile): Promise<Hash[]> {
  return await inOrder(inclusionRanges(index, size), openTiles(size, read));
}

/** The proof that the tree of size m is the beginning of the tree of size n. */
export async function consistencyFromTiles(m: number, n: number, read: ReadTile): Promise<Hash[]> {
  return await inOrder(consistencyRanges(m, n), openTiles(n, read));
}

/** How many hashes each level has, from the leaves up. */
export function levelsOf(size: number): number[] {
  checkSize(size);
  const counts: number[] = [];
  for (let count = size; count > 0; count = Math.floor(count / TILE_WIDTH)) counts.push(count);
  return counts;
}

async function inOrder(ranges: readonly Range[], rootOfRange: (range: Range) => Promise<Hash>): Promise<Hash[]> {
  const roots: Hash[] = [];
  for (const range of ranges) roots.push(await rootOfRange(range));
  return roots;
}

/** Roots of ranges of leaves, each tile of the tree of this size being read once at most. */
function openTiles(size: number, read: ReadTile): (range: Range) => Promise<Hash> {
  const counts = levelsOf(size);
  const opened = new Map<string, Promise<Hash[]>>();
  const tileAt = (level: number, n: number): Promise<Hash[]> => {
    const known = opened.get(`${level}/${n}`);
    if (known !== undefined) return known;
    const width = Math.min(TILE_WIDTH, (counts[level] ?? 0) - n * TILE_WIDTH);
    const tile = readHashes({ level, n, width }, read);
    opened.set(`${level}/${n}`, tile);
    return tile;
  };
  return async ({ lo, hi }) => {
    const subtrees: Hash[] = [];
    for (const { from, height } of completeSubtrees(lo, hi)) {
      const level = Math.floor(height / 8);
      const width = 2 ** (height % 8);
      const place = from / TILE_WIDTH ** level;
      const tile = await tileAt(level, Math.floor(place / TILE_WIDTH));
      const first = place % TILE_WIDTH;
      subtrees.push(rootOf(tile.slice(first, first + width)));
    }
    return foldRight(subtrees) ?? EMPTY_ROOT;
  };
}

/** The leaves lo to hi − 1, cut from the left into the largest aligned complete subtrees of 2^height leaves. */
function completeSubtrees(lo: number, hi: number): { from: number; height: number }[] {
  const subtrees: { from: number; height: number }[] = [];
  for (let from = lo; from < hi; ) {
    let height = 0;
    while (from % 2 ** (height + 1) === 0 && from + 2 ** (height + 1) <= hi) height += 1;
    subtrees.push({ from, height });
    from += 2 ** height;
  }
  return subtrees;
}

/** The hashes of a tile; one of another length is refused. */
export async function readHashes(tile: Tile, read: ReadTile): Promise<Hash[]> {
  const bytes = Buffer.from(await read(tile));
  if (bytes.length !== 32 * tile.width) {
    throw new LedgerError(`tile ${tile.level}/${tile.n} has ${bytes.length} bytes instead of ${32 * tile.width}`);
  }
  return Array.from({ length: tile.width }, (_, place) => bytes.subarray(32 * place, 32 * place + 32));
}

/** A tile with its 32 × width bytes. */
export type WrittenTile = Tile & { readonly hashes: Buffer };

/** The open tile of one level: the hashes that no full tile holds yet. */
type OpenTile = { n: number; hashes: Hash[]; isChanged: boolean };

/** The right edge of a tree: all that is needed to append leaves, to know the root and to write the tiles that change. */
export class Frontier {
  #size = 0;
  readonly #levels: OpenTile[] = [];
  #full: WrittenTile[] = [];

  static empty(): Frontier {
    return new Frontier();
  }

  /** The frontier of the tree of this size: reads one partial tile for each level. Its root is to be compared by the caller. */
  static async fromTiles(size: number, read: ReadTile): Promise<Frontier> {
    const frontier = new Frontier();
    for (const [level, count] of levelsOf(size).entries()) {
      const [n, width] = [Math.floor(count / TILE_WIDTH), count % TILE_WIDTH];
      const hashes = width === 0 ? [] : await readHashes({ level, n, width }, read);
      frontier.#levels.push({ n, hashes, isChanged: false });
    }
    frontier.#size = size;
    return frontier;
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  append(leafHash: Hash): void {
    checkHash(leafHash);
    if (this.#size >= Number.MAX_SAFE_INTEGER) throw new LedgerError("the tree is full");
    this.#push(0, Buffer.from(leafHash));
    this.#size += 1;
  }

  root(): Hash {
    let root: Hash | null = null;
    for (const { hashes } of this.#levels) {
      const subtrees = binaryCut(hashes).map((part) => rootOf(part));
      root = foldRight(root === null ? subtrees : [...subtrees, root]);
    }
    return root ?? EMPTY_ROOT;
  }

  /** Each tile that changed since the last call, once, at its widest; full ones included. */
  takeChangedTiles(): WrittenTile[] {
    const changed = this.#full;
    this.#full = [];
    for (const [level, tile] of this.#levels.entries()) {
      if (tile.isChanged && tile.hashes.length > 0) changed.push(written(level, tile));
      tile.isChanged = false;
    }
    return changed;
  }

  #push(level: number, hash: Hash): void {
    const tile = this.#levels[level] ?? { n: 0, hashes: [], isChanged: false };
    this.#levels[level] = tile;
    tile.hashes.push(hash);
    tile.isChanged = true;
    if (tile.hashes.length < TILE_WIDTH) return;
    this.#full.push(written(level, tile));
    this.#levels[level] = { n: tile.n + 1, hashes: [], isChanged: false };
    this.#push(level + 1, rootOf(tile.hashes));
  }
}

function written(level: number, { n, hashes }: OpenTile): WrittenTile {
  return { level, n, width: hashes.length, hashes: Buffer.concat(hashes) };
}

/** Hashes in groups of 128, 64 … 1, as the binary digits of their number say: each group is a complete subtree. */
function binaryCut(hashes: readonly Hash[]): Hash[][] {
  const groups: Hash[][] = [];
  let from = 0;
  for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    if (Math.floor(hashes.length / width) % 2 === 0) continue;
    groups.push(hashes.slice(from, from + width));
    from += width;
  }
  return groups;
}
