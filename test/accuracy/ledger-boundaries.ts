// Roots, tiles and proofs at the sizes where tiles begin and end. Leaf i is the text jalon-i.
import { toBase64 } from "#ledger/bytes.ts";
import { entriesPath, parseTilePath, tilePath } from "#ledger/tile-path.ts";
import {
  consistencyFromTiles,
  Frontier,
  inclusionFromTiles,
  type ReadTile,
  rootFromTiles,
  TILE_WIDTH,
  tilesOf,
} from "#ledger/tiles.ts";
import { checkConsistency, checkInclusion, leafHash } from "#ledger/tree.ts";
import type { Golden } from "./ledger-golden-data.ts";
import { Tally } from "./ledger-tally.ts";

const boundaryLeaf = (index: number) => leafHash(Buffer.from(`jalon-${index}`));

export async function boundaryTallies({ boundaries, tile_paths }: Golden): Promise<Tally[]> {
  const { sizes, inclusion, consistency } = boundaries;
  const frontierRoots = new Map<number, string>();
  const largest = Math.max(
    ...sizes.map(({ size }) => size),
    ...inclusion.map(({ size }) => size),
    ...consistency.map(({ to }) => to),
  );
  const read = growTo(largest, (size, root) => frontierRoots.set(size, root), new Set(sizes.map(({ size }) => size)));
  const roots = new Tally("golden: roots and tiles at the boundaries");
  for (const { size, root, tiles } of sizes) {
    roots.same(`root of ${size}, appending`, frontierRoots.get(size), root);
    roots.same(`root of ${size}, from tiles`, toBase64(await rootFromTiles(size, read)), root);
    roots.same(`tiles of ${size}`, tilesOf(size), tiles.flatMap(widths));
  }
  const proofs = new Tally("golden: proofs at the boundaries");
  for (const { index, size, proof } of inclusion) {
    const found = await inclusionFromTiles(index, size, read);
    proofs.same(`inclusion of ${index} in ${size}`, found.map(toBase64), proof);
    const root = await rootFromTiles(size, read);
    await proofs.right(`inclusion of ${index} in ${size}, checked`, () =>
      checkInclusion(index, size, boundaryLeaf(index), found, root),
    );
  }
  for (const { from, to, proof } of consistency) {
    const found = await consistencyFromTiles(from, to, read);
    proofs.same(`consistency from ${from} to ${to}`, found.map(toBase64), proof);
    const [older, newer] = [await rootFromTiles(from, read), await rootFromTiles(to, read)];
    await proofs.right(`consistency from ${from} to ${to}, checked`, () =>
      checkConsistency(from, to, found, older, newer),
    );
  }
  const paths = new Tally("golden: paths of tiles and bundles");
  for (const { n, path } of tile_paths) {
    paths.same(
      path,
      [tilePath({ level: 0, n, width: TILE_WIDTH }), entriesPath(n, 7)],
      [`0/${path}`, `entries/${path}.p/7`],
    );
    paths.same(`${path}, read`, parseTilePath(`3/${path}.p/255`), { level: 3, n, width: 255 });
  }
  return [roots, proofs, paths];
}

function widths({ level, full, partial }: { level: number; full: number; partial: number }): object[] {
  const tiles = Array.from({ length: full }, (_, n) => ({ level, n, width: TILE_WIDTH }));
  return partial > 0 ? [...tiles, { level, n: full, width: partial }] : tiles;
}

/** A tree grown leaf by leaf; gives a reader of its tiles. */
function growTo(largest: number, note: (size: number, root: string) => void, sizes: ReadonlySet<number>): ReadTile {
  const frontier = Frontier.empty();
  const stored = new Map<string, Buffer>();
  while (true) {
    if (sizes.has(frontier.size)) note(frontier.size, toBase64(frontier.root()));
    if (frontier.size === largest) break;
    frontier.append(boundaryLeaf(frontier.size));
  }
  for (const { level, n, hashes } of frontier.takeChangedTiles()) stored.set(`${level}/${n}`, hashes);
  return async ({ level, n, width }) => {
    const hashes = stored.get(`${level}/${n}`);
    if (hashes === undefined) throw new Error(`no tile ${level}/${n}`);
    return hashes.subarray(0, 32 * width);
  };
}
