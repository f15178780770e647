import { describe, expect, test } from "vitest";
import { parseBundle, writeBundle } from "./bundle.ts";
import { LedgerError } from "./ledger-error.ts";
import { entriesPath, parseTilePath, tilePath } from "./tile-path.ts";

describe("paths of tiles", () => {
  test.each([
    [{ level: 0, n: 0, width: 256 }, "0/000"],
    [{ level: 0, n: 1_234_067, width: 256 }, "0/x001/x234/067"],
    [{ level: 63, n: 1000, width: 255 }, "63/x001/000.p/255"],
    [{ level: 2, n: Number.MAX_SAFE_INTEGER, width: 1 }, "2/x009/x007/x199/x254/x740/991.p/1"],
  ])("%j is %s", (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test("bundles", () => {
    expect(entriesPath(1000, 7)).toBe("entries/x001/000.p/7");
    expect(parseTilePath("entries/x001/000.p/7")).toEqual({ entries: true, n: 1000, width: 7 });
    expect(parseTilePath("entries/005")).toEqual({ entries: true, n: 5, width: 256 });
  });

  test.each([
    ...["", "0", "0/", "0/5", "0/0005", "00/005", "64/005", "100/005", "-1/005", "0/x000/005", "0/001/005", "0/x1/005"],
    ...[
      "0/005.p/0",
      "0/005.p/256",
      "0/005.p/01",
      "0/005.p/",
      "0/005.p",
      "0/005/",
      "/0/005",
      "0/005.p/1000",
      "1/x001/x000",
    ],
    ...[
      "tile/0/005",
      "entries/0/005",
      "0/x999/x999/x999/x999/x999/999",
      "0/00é",
      "0/005\n",
      "0/005.p/5 ",
      "0/..",
      "0/x00/005",
    ],
  ])("no path: %j", (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  test("no tile", () => {
    for (const tile of [
      { level: 64, n: 0, width: 1 },
      { level: 0, n: -1, width: 1 },
      { level: 0, n: 0, width: 0 },
      { level: 0, n: 0, width: 257 },
    ]) {
      expect(() => tilePath(tile)).toThrow(LedgerError);
    }
  });
});

describe("bundles", () => {
  const leaves = [Buffer.from("one"), Buffer.alloc(0), Buffer.alloc(65_535, 7)];
  const bundle = writeBundle(leaves);

  test("hold entries of any length up to 65,535", () => {
    expect(bundle.subarray(0, 5)).toEqual(Buffer.from([0, 3, 111, 110, 101]));
    expect(parseBundle(bundle, 3)).toEqual(leaves);
    expect(parseBundle(Buffer.alloc(0), 0)).toEqual([]);
    expect(() => writeBundle([Buffer.alloc(65_536)])).toThrow(LedgerError);
    expect(() => writeBundle(Array.from({ length: 257 }, () => Buffer.alloc(1)))).toThrow(LedgerError);
  });

  test.each([
    ["cut in a length", bundle.subarray(0, 6), 3, "length of entry 1"],
    ["cut in an entry", bundle.subarray(0, -1), 3, "in entry 2"],
    ["with bytes left over", Buffer.concat([bundle, Buffer.of(0)]), 3, "after its 3 entries"],
    ["with more entries than asked", bundle, 2, "after its 2 entries"],
    ["with fewer entries than asked", bundle, 4, "length of entry 3"],
    ["of 257 entries", bundle, 257, "at most 256"],
  ])("are refused %s", (_, bytes, count, message) => {
    expect(() => parseBundle(bytes, count)).toThrow(message);
  });
});
