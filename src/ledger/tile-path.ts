// Addresses of tiles and entry bundles below `/journal/tile/`: C2SP tlog-tiles v0.1.0, "Merkle tree" and "Log entries".
import { parseDecimal } from "./bytes.ts";
import { LedgerError } from "./ledger-error.ts";
import { TILE_WIDTH, type Tile } from "./tiles.ts";

/** The leaves n × 256 to n × 256 + width − 1, in a file. */
export type Entries = { readonly entries: true; readonly n: number; readonly width: number };

/** "0/x001/234.p/5": level, number in groups of three digits, width when the tile is not full. */
export function tilePath({ level, n, width }: Tile): string {
  if (!Number.isSafeInteger(level) || level < 0 || level > 63) throw new LedgerError("a level is from 0 to 63");
  return `${level}/${numberPath(n)}${widthPath(width)}`;
}

/** "entries/x001/234.p/5" */
export function entriesPath(n: number, width: number): string {
  return `entries/${numberPath(n)}${widthPath(width)}`;
}

const PATH = /^(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** What a path below `/journal/tile/` asks for; null when it is not the one form of a tile or of a bundle. */
export function parseTilePath(path: string): Tile | Entries | null {
  const [, folder = "", number = "", partial] = PATH.exec(path) ?? [];
  if (folder === "") return null;
  const n = Number(number.replaceAll(/[x/]/g, ""));
  const width = partial === undefined ? TILE_WIDTH : parseDecimal(partial);
  if (!Number.isSafeInteger(n) || (partial !== undefined && width >= TILE_WIDTH)) return null;
  if (folder === "entries") return entriesPath(n, width) === path ? { entries: true, n, width } : null;
  const level = parseDecimal(folder);
  return level <= 63 && tilePath({ level, n, width }) === path ? { level, n, width } : null;
}

function numberPath(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new LedgerError("a tile has a number from 0");
  const digits = String(n);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g) ?? [];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
}

function widthPath(width: number): string {
  if (!Number.isSafeInteger(width) || width < 1 || width > TILE_WIDTH) throw new LedgerError("a tile is 1 to 256 wide");
  return width === TILE_WIDTH ? "" : `.p/${width}`;
}
