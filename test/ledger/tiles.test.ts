// Trees kept in tiles give the roots and proofs of the recursive definition, at any size, for any past size.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LedgerError } from "#ledger/ledger-error.ts";
import {
  consistencyFromTiles,
  Frontier,
  inclusionFromTiles,
  type ReadTile,
  rootFromTiles,
  tilesOf,
} from "#ledger/tiles.ts";
import { type Hash, leafHash } from "#ledger/tree.ts";
import { MTH, PATH, PROOF } from "./rfc6962.ts";

const BOUNDARIES = [0, 1, 255, 256, 257, 65_535, 65_536, 65_537];
const leaves = Array.from({ length: 65_537 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));

/** The widest tiles of the tree of all these leaves, written as a sequencer writes them: in batches. */
function grow(size: number, batch: number): { frontier: Frontier; read: ReadTile } {
  const stored = new Map<string, Buffer>();
  const frontier = Frontier.empty();
  const write = () => {
    for (const { level, n, width, hashes } of frontier.takeChangedTiles()) {
      const before = stored.get(`${level}/${n}`) ?? Buffer.alloc(0);
      // a tile only grows, and never changes what it had
      expect(hashes.length === 32 * width && hashes.subarray(0, before.length).equals(before)).toBe(true);
      stored.set(`${level}/${n}`, hashes);
    }
  };
  for (const hash of leaves.slice(0, size)) {
    frontier.append(hash);
    if (frontier.size % batch === 0) write();
  }
  write();
  expect([...stored.keys()].sort()).toEqual(
    tilesOf(size)
      .map(({ level, n }) => `${level}/${n}`)
      .sort(),
  );
  return {
    frontier,
    read: async ({ level, n, width }) => (stored.get(`${level}/${n}`) ?? Buffer.alloc(0)).subarray(0, 32 * width),
  };
}

const hex = (hashes: readonly Hash[]) => hashes.map((hash) => hash.toString("hex"));

describe("tiles", { timeout: 120_000 }, () => {
  const { read, frontier } = grow(65_537, 1000);

  test.each(BOUNDARIES)("size %i", async (size) => {
    const root = MTH(leaves.slice(0, size));
    expect(await rootFromTiles(size, read)).toEqual(root);
    const resumed = await Frontier.fromTiles(size, read);
    expect(resumed.root()).toEqual(root);
    expect(resumed.takeChangedTiles()).toEqual([]);
    for (const index of (size > 1000 ? [255] : [0, 1, 254, 255, 256]).filter((one) => one < size)) {
      expect(hex(await inclusionFromTiles(index, size, read))).toEqual(hex(PATH(index, leaves.slice(0, size))));
    }
    for (const older of (size > 1000 ? [257] : BOUNDARIES).filter((one) => one <= size)) {
      expect(hex(await consistencyFromTiles(older, size, read))).toEqual(hex(PROOF(older, leaves.slice(0, size))));
    }
    await expect(inclusionFromTiles(size, size, read)).rejects.toThrow(LedgerError);
  });

  test("any size up to 1,500, grown in batches of any size, from any place taken up again", async () => {
    const sizes = fc.record({ size: fc.nat(1500), at: fc.nat(1_000_000), older: fc.nat(1_000_000) });
    const property = fc.asyncProperty(sizes, async ({ size, at, older }) => {
      const tree = leaves.slice(0, size);
      const m = older % (size + 1);
      expect(await rootFromTiles(size, read)).toEqual(MTH(tree));
      if (size > 0) expect(hex(await inclusionFromTiles(at % size, size, read))).toEqual(hex(PATH(at % size, tree)));
      expect(hex(await consistencyFromTiles(m, size, read))).toEqual(hex(PROOF(m, tree)));
      const resumed = await Frontier.fromTiles(m, read);
      for (const hash of leaves.slice(m, size)) resumed.append(hash);
      expect([resumed.size, resumed.root()]).toEqual([size, MTH(tree)]);
    });
    await fc.assert(property, { numRuns: 100 });
  });

  test.each([1, 7, 255, 256, 257])("written in batches of %i", (batch) => {
    expect(grow(1030, batch).frontier.root()).toEqual(MTH(leaves.slice(0, 1030)));
  });

  test("the example of the specification: size 70,000", () => {
    const count = (level: number, width: number) =>
      tilesOf(70_000).filter((tile) => tile.level === level && tile.width === width).length;
    expect([count(0, 256), count(0, 112), count(1, 256), count(1, 17), count(2, 1)]).toEqual([273, 1, 1, 1, 1]);
    expect(tilesOf(70_000)).toHaveLength(277);
  });

  test("a tile that is too short, or too long, is refused", async () => {
    await expect(rootFromTiles(300, async (tile) => (await read(tile)).subarray(1))).rejects.toThrow("instead of");
    await expect(rootFromTiles(300, async ({ level, n }) => read({ level, n, width: 256 }))).rejects.toThrow(
      "instead of",
    );
    expect(() => frontier.append(Buffer.alloc(31))).toThrow(LedgerError);
  });
});
