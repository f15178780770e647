// Tiles and bundles of the tree of one size, as a place serves them.
import { entriesPath, tilePath } from "#ledger/tile-path.ts";
import { levelsOf, type ReadTile, TILE_WIDTH, type Tile } from "#ledger/tiles.ts";
import { EXIT, Fault } from "./fault.ts";
import type { Place } from "./place.ts";

const HASH = 32;
/** 256 leaves of at most 1,024 bytes make 262,656: a larger bundle is read as far as it takes to say what is wrong in it. */
export const MAX_BUNDLE = 1024 * 1024;
const KEPT_TILES = 64;

export type LogReader = {
  readonly size: number;
  /** How many bundles are read at once: few from a site, which has others to serve. */
  readonly ahead: number;
  /** The widest form of a tile in this tree, or its beginning when a narrower one is asked for. */
  readonly tile: ReadTile;
  /** The bundle of leaves n × 256 and following, unpacked. */
  readonly bundle: (n: number) => Promise<Bundle>;
};

export type Bundle = { readonly n: number; readonly width: number; readonly file: string; readonly bytes: Buffer };

export function widthIn(size: number, level: number, n: number): number {
  return Math.min(TILE_WIDTH, (levelsOf(size)[level] ?? 0) - n * TILE_WIDTH);
}

export function openLog(place: Place, size: number): LogReader {
  const kept = new Map<string, Promise<Buffer>>();
  const widest = (level: number, n: number): Promise<Buffer> => {
    const name = `${level}/${n}`;
    const found = kept.get(name) ?? readTile(place, { level, n, width: widthIn(size, level, n) });
    kept.delete(name);
    kept.set(name, found);
    if (kept.size > KEPT_TILES) kept.delete(kept.keys().next().value ?? "");
    return found;
  };
  return {
    size,
    ahead: place.isFolder ? 12 : 4,
    tile: async ({ level, n, width }) => (await widest(level, n)).subarray(0, HASH * width),
    bundle: async (n) => {
      const width = widthIn(size, 0, n);
      const file = `journal/tile/${entriesPath(n, width)}`;
      const bytes = await place.read(file, MAX_BUNDLE);
      if (bytes !== null) return { n, width, file, bytes };
      // a partial bundle may be gone once the full one is there: its beginning is the same
      const full =
        width < TILE_WIDTH ? await place.read(`journal/tile/${entriesPath(n, TILE_WIDTH)}`, MAX_BUNDLE) : null;
      if (full === null) throw new Fault(EXIT.unreachable, "fileMissing", { file });
      return { n, width, file, bytes: beginning(full, width) };
    },
  };
}

async function readTile(place: Place, tile: Tile): Promise<Buffer> {
  const file = `journal/tile/${tilePath(tile)}`;
  const bytes = await place.read(file, HASH * TILE_WIDTH);
  if (bytes !== null) {
    if (bytes.length === HASH * tile.width) return bytes;
    throw new Fault(EXIT.wrong, "tileLength", { file, length: bytes.length, wanted: HASH * tile.width });
  }
  const full =
    tile.width < TILE_WIDTH
      ? await place.read(`journal/tile/${tilePath({ ...tile, width: TILE_WIDTH })}`, HASH * TILE_WIDTH)
      : null;
  if (full === null) throw new Fault(EXIT.unreachable, "fileMissing", { file });
  if (full.length !== HASH * TILE_WIDTH) {
    throw new Fault(EXIT.wrong, "tileLength", { file, length: full.length, wanted: HASH * TILE_WIDTH });
  }
  return full.subarray(0, HASH * tile.width);
}

/** The bytes of the first entries of a full bundle; a bundle that is cut short is left to its reader. */
function beginning(full: Buffer, count: number): Buffer {
  let at = 0;
  for (let entry = 0; entry < count && at + 2 <= full.length; entry += 1) at += 2 + full.readUInt16BE(at);
  return full.subarray(0, at);
}
