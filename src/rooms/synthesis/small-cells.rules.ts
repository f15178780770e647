/** Rule 10 of the model: nobody may learn that a group of fewer people than this did something. */
export const SMALLEST = 11;

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

/**
 * Which lines stay hidden. First every small one; then, because the total is known, the smallest of the others until what
 * is hidden is at least two lines and enough people: less could be found by taking the shown lines from the total.
 * (Primary and complementary suppression, as in the Handbook on Statistical Disclosure Control, Hundepool et al., 2010,
 * section 4.4.)
 */
export function hiddenKeys(cells: readonly Cell[]): ReadonlySet<string> {
  const filled = cells.filter(({ count }) => count > 0);
  const hidden = new Set(filled.filter(({ people }) => isSmall(people)).map(({ key }) => key));
  if (hidden.size === 0) return hidden;
  const others = filled
    .filter(({ key }) => !hidden.has(key))
    .toSorted((a, b) => a.people - b.people || (a.key < b.key ? -1 : 1));
  const hiddenPeople = () =>
    sum(
      filled.filter(({ key }) => hidden.has(key)),
      "people",
    );
  for (const { key } of others) {
    if (hidden.size >= 2 && hiddenPeople() >= SMALLEST) break;
    hidden.add(key);
  }
  return hidden;
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

/** People by line, and the lines hidden in one table or the other taken together. */
function blocks(cells: readonly Cell[], together: ReadonlySet<string>): ReadonlyMap<string, number> {
  const people = new Map<string, number>();
  for (const cell of cells) {
    const block = together.has(cell.key) ? "together" : `line ${cell.key}`;
    people.set(block, (people.get(block) ?? 0) + cell.people);
  }
  return people;
}

/** Two tables of the same claim may both be known: no line, and not what is hidden, may differ by a few people. */
export function mayFollow(before: readonly Cell[], after: readonly Cell[]): boolean {
  const together = new Set([...hiddenKeys(before), ...hiddenKeys(after)]);
  const [old, young] = [blocks(before, together), blocks(after, together)];
  return [...new Set([...old.keys(), ...young.keys()])].every(
    (block) => !isSmall(Math.abs((young.get(block) ?? 0) - (old.get(block) ?? 0))),
  );
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
