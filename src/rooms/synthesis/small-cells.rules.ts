import { SMALLEST_GROUP, withholdInLine } from "#engine/statistics/small-cells.ts";
import { mayFollowInLine } from "#engine/statistics/small-changes.ts";

/** Rule 10 of the model: nobody may learn that a group of fewer people than this did something. */
export const SMALLEST = SMALLEST_GROUP;

/** One line of a crossed table: contributions, and the different people they come from. */
export type Cell = { readonly key: string; readonly count: number; readonly people: number };

/** Null is "not shown"; nothing says whether it is small or hidden to protect a small one. */
export type ShownCell = { readonly key: string; readonly count: number | null };

/** A table as the public sees it. `cells` null: even its total is of too few people. `from` is the publication it counts. */
export type ShownTable = {
  readonly cells: readonly ShownCell[] | null;
  readonly total: number;
  readonly from: number;
};

type Counted = { readonly publication: number; readonly cells: readonly Cell[] };
type Made = { readonly table: ShownTable; readonly cells: readonly Cell[] };

const isSmall = (people: number): boolean => people > 0 && people < SMALLEST;
const sum = (cells: readonly Cell[], of: "count" | "people"): number => cells.reduce((all, cell) => all + cell[of], 0);

/** Which lines stay hidden: small ones, and others that would give them away, since the total is known. */
export function hiddenKeys(cells: readonly Cell[]): ReadonlySet<string> {
  const ordered = cells.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const shown = withholdInLine(
    ordered.map(({ people }) => people),
    { zeros: "printed" },
  );
  return new Set(ordered.filter((_, index) => shown[index] === null).map(({ key }) => key));
}

function tableOf({ publication, cells }: Counted): ShownTable {
  const total = sum(cells, "count");
  if (isSmall(sum(cells, "people"))) return { cells: null, total, from: publication };
  const hidden = hiddenKeys(cells);
  return {
    cells: cells.map(({ key, count }) => ({ key, count: hidden.has(key) ? null : count })),
    total,
    from: publication,
  };
}

/** Two tables of the same claim may both be known: no line, and not what is hidden, may differ by a few people. */
export function mayFollow(before: readonly Cell[], after: readonly Cell[]): boolean {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))].sort();
  const peopleOf = (cells: readonly Cell[]) => keys.map((one) => cells.find(({ key }) => key === one)?.people ?? 0);
  return mayFollowInLine(peopleOf(before), peopleOf(after), { zeros: "printed" });
}

/**
 * The table that may be shown after a series of publications, oldest first. When the latest differs from a shown one by fewer
 * people than `SMALLEST`, the older one stays, with the publication it counts: the difference of both would be a small cell.
 */
export function shownTable(series: readonly Counted[]): ShownTable | null {
  let shown: readonly Made[] = [];
  for (const counted of series) {
    const table = tableOf(counted);
    if (table.cells === null) continue;
    if (shown.every(({ cells }) => mayFollow(cells, counted.cells)))
      shown = [...shown, { table, cells: counted.cells }];
  }
  const latest = series.at(-1);
  return shown.at(-1)?.table ?? (latest ? tableOf(latest) : null);
}
