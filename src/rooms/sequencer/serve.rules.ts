import type { Entries } from "#ledger/tile-path.ts";
import { TILE_WIDTH, type Tile } from "#ledger/tiles.ts";

/** Whether the tree of this size has all that is asked for: nothing beyond what was signed is shown. */
export function isPublished(asked: Tile | Entries, size: number): boolean {
  const level = "entries" in asked ? 0 : asked.level;
  return asked.n * TILE_WIDTH + asked.width <= Math.floor(size / TILE_WIDTH ** level);
}

/** One name for each thing asked for. */
export function nameOf(asked: Tile | Entries): string {
  return `${"entries" in asked ? "e" : asked.level}/${asked.n}/${asked.width}`;
}
