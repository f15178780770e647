import { describe, expect, it } from "vitest";
import { reader } from "../../../test/fixtures/table-reader.ts";
import { seededNumbers } from "../seeded-numbers.ts";
import { type CrossedTable, type ShownTable, withholdInLine, withholdSmallCells } from "./small-cells.ts";
import { smallLines } from "./small-lines.ts";

const FLOOR = 11;
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** The equations of a printed table, and the range of one unknown of it. */
function read(shown: ShownTable) {
  const rows = shown.cells.map((row, i) => row.map((cell, j) => cell ?? `x${i}.${j}`));
  const sides = shown.rowTotals.map((cell, i) => cell ?? `t${i}`);
  const feet = shown.columnTotals.map((cell, j) => cell ?? `c${j}`);
  const told = reader();
  for (const [i, row] of rows.entries()) told.adds(row, sides[i] ?? "");
  for (const [j, foot] of feet.entries())
    told.adds(
      rows.map((row) => row[j] ?? 0),
      foot,
    );
  told.adds(sides, shown.total ?? "g");
  told.adds(feet, shown.total ?? "g");
  return { rows, sides, feet, told };
}

function rangeOf(shown: ShownTable, name: string) {
  const [low, high] = read(shown).told.range(name);
  return { values: Math.ceil(high - 1e-6) - Math.floor(low + 1e-6) + 1, greatest: high };
}

/** The narrowest range of anything withheld (or small and not printed), and the smallest of their greatest values. */
function weakest(table: CrossedTable, shown: ShownTable): { values: number; greatest: number } {
  const { rowTotals = "printed", columnTotals = "printed", total = "printed" } = table;
  const { rows, sides, feet, told } = read(shown);
  const bottoms = feet.map((_, j) => sum(table.counts.map((row) => row[j] ?? 0)));
  const watched = [
    ...rows.flat(),
    ...sides.filter((_, i) => rowTotals === "printed" || sum(table.counts[i] ?? []) < FLOOR),
    ...feet.filter((_, j) => columnTotals === "printed" || (bottoms[j] ?? 0) < FLOOR),
    ...(total === "printed" || sum(bottoms) < FLOOR ? [shown.total ?? "g"] : []),
  ].filter((one) => typeof one === "string");
  const ranges = watched.map((name) => told.range(name));
  return {
    values: Math.min(...ranges.map(([low, high]) => Math.ceil(high - 1e-6) - Math.floor(low + 1e-6) + 1)),
    greatest: Math.min(...ranges.map(([, high]) => high)),
  };
}

/** Everything that may be withheld is: what is left is known from elsewhere. */
function nothingPrinted({ counts, rowTotals, columnTotals, total }: CrossedTable): ShownTable {
  const bottoms = (counts[0] ?? []).map((_, j) => sum(counts.map((row) => row[j] ?? 0)));
  return {
    cells: counts.map((row) => row.map(() => null)),
    rowTotals: counts.map((row) => (rowTotals === "known" ? sum(row) : null)),
    columnTotals: bottoms.map((foot) => (columnTotals === "known" ? foot : null)),
    total: total === "known" ? sum(bottoms) : null,
  };
}

/** Random tables with many small, empty and equal cells, as crossings of a few hundred people are. */
function randomTable(seed: string): CrossedTable {
  const next = seededNumbers(seed);
  const upTo = (n: number) => Math.floor(next() * (n + 1));
  const [height, width, size] = [1 + upTo(4), 1 + upTo(4), [8, 15, 40, 200][upTo(3)] ?? 8];
  const cell = () => (next() < 0.15 ? 0 : upTo(next() < 0.3 ? 12 : size));
  const totals = () => (next() < 0.75 ? "printed" : "none");
  return {
    counts: Array.from({ length: height }, () => Array.from({ length: width }, cell)),
    rowTotals: totals(),
    columnTotals: totals(),
    total: totals(),
  };
}

const TABLES = Number(process.env.SMALL_CELL_TABLES ?? 1_500);

describe("a crossed table", () => {
  it("is whole when no cell is small", () => {
    const counts = [
      [11, 40],
      [25, 300],
    ];
    const shown = withholdSmallCells({ counts });
    expect(shown).toEqual({ cells: counts, rowTotals: [51, 325], columnTotals: [36, 340], total: 376 });
  });

  it("withholds a small cell with the cheapest rectangle around it, and prints the totals", () => {
    const counts = [
      [3, 40, 90],
      [25, 30, 80],
      [70, 60, 50],
    ];
    expect(withholdSmallCells({ counts })).toEqual({
      cells: [
        [null, null, 90],
        [null, null, 80],
        [70, 60, 50],
      ],
      rowTotals: [133, 135, 180],
      columnTotals: [98, 130, 220],
      total: 448,
    });
    const noTotals = { counts, rowTotals: "none", columnTotals: "none", total: "none" } as const;
    expect(
      withholdSmallCells(noTotals)
        .cells.flat()
        .filter((cell) => cell === null),
    ).toHaveLength(1);
  });

  it("shows nothing of ten people, and the same nothing of nobody", () => {
    const nothing = { cells: [[null, null]], rowTotals: [null], columnTotals: [null, null], total: null };
    expect(withholdSmallCells({ counts: [[4, 6]] })).toEqual(nothing);
    expect(withholdSmallCells({ counts: [[0, 0]] })).toEqual(nothing);
  });

  it("has a floor that can be raised and not lowered", () => {
    expect(withholdInLine([15, 40, 50], { floor: 20 })).toEqual([null, null, 50]);
    expect(withholdInLine([8, 40, 50], { floor: 5 })).toEqual([null, null, 50]);
  });

  it("prints totals that are known from elsewhere, whatever they are", () => {
    const counts = [
      [3, 40],
      [50, 0],
    ];
    const shown = withholdSmallCells({ counts, rowTotals: "known", columnTotals: "known", total: "known" });
    expect(shown.cells.flat()).toEqual([null, null, null, null]);
    expect(shown.rowTotals).toEqual([43, 50]);
  });

  it("withholds a total that would tell, but not one that is known from elsewhere", () => {
    // where a zero would be printed, five and six of eleven people can only be 1 to 10 each
    const table = { counts: [[5, 6]], rowTotals: "none", columnTotals: "none", zeros: "printed" } as const;
    expect(withholdSmallCells(table)).toMatchObject({ cells: [[null, null]], total: null });
    expect(withholdSmallCells({ ...table, total: "known" })).toMatchObject({ cells: [[null, null]], total: 11 });
  });

  it("still bites: without the second step the solver finds a small cell", () => {
    const counts = [[3, 40, 90]];
    const naive = { cells: [[null, 40, 90]], rowTotals: [133], columnTotals: [null, 40, 90], total: 133 };
    expect(weakest({ counts }, naive).values).toBe(1);
  });

  it(`leaves a solver at least ${FLOOR} values for anything withheld, over random tables`, () => {
    for (let seed = 0; seed < TABLES; seed += 1) {
      const table = randomTable(String(seed));
      const shown = withholdSmallCells(table);
      const { values, greatest } = weakest(table, shown);
      if (!(values >= FLOOR && greatest >= FLOOR)) expect({ seed, table, shown, values, greatest }).toBeNull();
      const printed = [...shown.cells.flat(), ...shown.rowTotals, ...shown.columnTotals, shown.total];
      expect(printed.every((cell) => cell === null || cell >= FLOOR)).toBe(true);
    }
  });

  it("protects as much as possible where totals are known from elsewhere, small ones too", () => {
    for (let seed = 0; seed < TABLES / 5; seed += 1) {
      const next = seededNumbers(`known ${seed}`);
      const kind = () => (next() < 0.7 ? "known" : "printed");
      const table = {
        ...randomTable(`known ${seed}`),
        rowTotals: kind(),
        columnTotals: kind(),
        total: kind(),
      } as const;
      const shown = withholdSmallCells(table);
      for (const [i, row] of shown.cells.entries()) {
        for (const [j, cell] of row.entries()) {
          if (cell !== null || (table.counts[i]?.[j] ?? 0) >= FLOOR) continue;
          const [found, best] = [shown, nothingPrinted(table)].map((one) => rangeOf(one, `x${i}.${j}`));
          const isProtected = found && found.values >= FLOOR && found.greatest >= FLOOR;
          const isBest =
            found &&
            best &&
            found.values >= Math.min(best.values, FLOOR) &&
            found.greatest >= Math.min(best.greatest, FLOOR);
          if (!isProtected && !isBest) expect({ seed, i, j, table, shown, found, best }).toBeNull();
        }
      }
    }
  });

  it("does not give up a table because few people in all said one thing", () => {
    const counts = [
      [40, 50, 1],
      [60, 30, 2],
      [35, 45, 1],
    ];
    expect(withholdSmallCells({ counts, columnTotals: "known", total: "known" })).toEqual({
      cells: [
        [null, 50, null],
        [null, 30, null],
        [null, 45, null],
      ],
      rowTotals: [91, 92, 81],
      columnTotals: [135, 125, 4],
      total: 264,
    });
  });

  it("is quick: 100 territories by 5 answers", () => {
    const next = seededNumbers("large");
    const counts = Array.from({ length: 100 }, () => Array.from({ length: 5 }, () => Math.floor(next() ** 3 * 200)));
    const before = process.cpuUsage().user;
    const shown = withholdSmallCells({ counts });
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(2_000);
    expect(shown.total).toBe(sum(counts.flat()));
  });
});

describe("one line", () => {
  it("adds the smallest of the others until what is withheld is not a small group", () => {
    expect(withholdInLine([40, 20, 3, 0])).toEqual([40, null, null, null]);
    expect(withholdInLine([40, 20, 3, 0], { zeros: "printed" })).toEqual([40, null, null, 0]);
    expect(withholdInLine([3, 4, 40, 90])).toEqual([null, null, null, 90]);
    expect(withholdInLine([6, 7, 40, 90])).toEqual([null, null, 40, 90]);
    expect(withholdInLine([3, 40, 90], { total: "none" })).toEqual([null, 40, 90]);
  });

  it("puts small lines together, and one more when they are few people", () => {
    expect(smallLines([40, 3, 12])).toEqual([1, 2]);
    expect(smallLines([40, 11])).toEqual([]);
    expect(smallLines([6, 7, 40])).toEqual([0, 1]);
  });
});
