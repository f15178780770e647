import { SMALLEST_GROUP, withholdSmallCells } from "#engine/statistics/small-cells.ts";

export const DIMENSIONS = ["territory", "category", "stage"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Not said, or for a stage: on the site. */
export const NOT_SAID = "";
/** The lines of fewer than eleven people, together. */
export const OTHERS = "~";

/** Which numbers of a line may be printed, added up. */
export const SHOWN = { agrees: 1, disagrees: 2, passes: 4, votes: 8 } as const;

export type CrossedLine = {
  readonly dimension: Dimension;
  readonly key: string;
  readonly statement: number;
  readonly agrees: number;
  readonly disagrees: number;
  readonly passes: number;
  readonly shown: number;
};

/** One line as anybody may read it: null is "not shown". Names are of the lists of territories, categories, stages. */
export type ShownLine = {
  readonly dimension: Dimension;
  readonly key: string;
  readonly nameFr: string | null;
  readonly nameEn: string | null;
  readonly statement: number;
  readonly agrees: number | null;
  readonly disagrees: number | null;
  readonly passes: number | null;
  readonly votes: number | null;
};
export type LineName = Pick<ShownLine, "dimension" | "key" | "nameFr" | "nameEn">;

export type StageCounts = {
  readonly key: string;
  readonly statement: number;
  readonly counts: readonly [agrees: number, disagrees: number, passes: number];
};

export type CrossedInput = {
  /** Key of each voter, by their place; null: not said. */
  readonly keys: readonly (string | null)[];
  /** Number of each statement, by its place. */
  readonly statements: readonly number[];
  readonly statement: Int32Array;
  readonly voter: Int32Array;
  readonly vote: Int8Array;
  /**
   * Crossed counts are published once, with the final run: two states of one table would tell by their difference what a
   * few people answered.
   */
  readonly isFinal: boolean;
};

type Cells = [agrees: number, disagrees: number, passes: number];

/** Counts of every statement by one trait of the voters, with what may be printed; none when everybody is on one line. */
export function crossedLines(dimension: Dimension, input: CrossedInput): readonly CrossedLine[] {
  const { keys, line } = linesOf(input.keys);
  if (keys.length < 2) return [];
  const tables = input.statements.map(() => keys.map((): Cells => [0, 0, 0]));
  for (const [index, vote] of input.vote.entries()) {
    const cells = tables[input.statement[index] ?? 0]?.[line[input.voter[index] ?? 0] ?? 0];
    if (cells) cells[columnOf(vote)] += 1;
  }
  return tables.flatMap((counts, place) => {
    const shown = input.isFinal ? shownOf(counts) : counts.map(() => 0);
    return keys.map((key, row) => {
      const [agrees, disagrees, passes] = counts[row] ?? [0, 0, 0];
      const statement = input.statements[place] ?? 0;
      return { dimension, key, statement, agrees, disagrees, passes, shown: shown[row] ?? 0 };
    });
  });
}

function columnOf(vote: number): 0 | 1 | 2 {
  if (vote > 0) return 0;
  return vote < 0 ? 1 : 2;
}

/** One line per key that eleven people share, one for the others together; and the line of each voter. */
function linesOf(keys: readonly (string | null)[]): { readonly keys: readonly string[]; readonly line: Int32Array } {
  const people = new Map<string, number>();
  for (const key of keys) people.set(key ?? NOT_SAID, (people.get(key ?? NOT_SAID) ?? 0) + 1);
  const large = [...people.keys()].filter((key) => (people.get(key) ?? 0) >= SMALLEST_GROUP).sort();
  const names = large.length < people.size ? [...large, OTHERS] : large;
  const places = new Map(names.map((name, index) => [name, index]));
  const others = places.get(OTHERS) ?? 0;
  return { keys: names, line: Int32Array.from(keys, (key) => places.get(key ?? NOT_SAID) ?? others) };
}

/** What everybody answered is public: the sums of the columns are known, whatever is printed. */
function shownOf(counts: readonly Cells[]): readonly number[] {
  const { cells, rowTotals } = withholdSmallCells({ counts, columnTotals: "known", total: "known" });
  return cells.map((row, index) => {
    const [agrees, disagrees, passes] = row.map((cell) => cell !== null);
    return (
      (agrees ? SHOWN.agrees : 0) +
      (disagrees ? SHOWN.disagrees : 0) +
      (passes ? SHOWN.passes : 0) +
      ((rowTotals[index] ?? null) === null ? 0 : SHOWN.votes)
    );
  });
}
