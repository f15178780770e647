import { arcsToOpen, type CellNetwork, KNOWN, OPEN, PRINTED, rangeOf } from "./cell-network.ts";

/** A group of ten people or fewer is never shown in a crossed table, and cannot be deduced from one. */
export const SMALLEST_GROUP = 11;

/** Not given at all; printed with the table; known from elsewhere, so that withholding them here would hide nothing. */
export type Totals = "none" | "printed" | "known";

export type CrossedTable = {
  /** People: rows × columns, each row as long as the others; each person in one cell. */
  readonly counts: readonly (readonly number[])[];
  /** One per row, one per column, one for all: "printed" unless said. */
  readonly rowTotals?: Totals;
  readonly columnTotals?: Totals;
  readonly total?: Totals;
  /** Empty cells: withheld like small ones (a crossed table), or printed (the whole of a question: "nobody"). */
  readonly zeros?: "withheld" | "printed";
  /** Can be raised, never lowered. */
  readonly floor?: number;
};

/** Null is "–": small, empty, or withheld to protect another one; nothing tells which. */
export type ShownTable = {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number | null;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * What of a table of people may be printed. Small numbers are withheld, then others with them, until to a reader who sees
 * only what is printed each withheld number has at least `floor` possible values, of which one is not small: so no sum that
 * can be deduced is of a small group either. What is withheld beside costs the fewest people; totals come last.
 * Totals that are not printed are protected too when they are small. A share printed with its base is a count: withhold both.
 * Cost: about (cells withheld) × floor searches of the table; 100 rows × 5 columns take milliseconds.
 * Source: A. Hundepool et al., "Handbook on Statistical Disclosure Control", 2010, chapter 4.
 */
export function withholdSmallCells(table: CrossedTable): ShownTable {
  return withholdMore(table, () => null);
}

/** Some numbers are withheld from the start, or known: by row and column, the last of each being totals. */
export type Special = (row: number, column: number) => "withheld" | "known" | null;

/** The same with special numbers. */
export function withholdMore(table: CrossedTable, special: Special): ShownTable {
  const network = networkOf(table, special);
  protectAll(network, Math.max(table.floor ?? 0, SMALLEST_GROUP), table.zeros ?? "withheld");
  return shownOf(network);
}

function networkOf(table: CrossedTable, special: Special): CellNetwork {
  const { counts, zeros = "withheld" } = table;
  const floor = Math.max(table.floor ?? 0, SMALLEST_GROUP);
  const columns = counts[0]?.length ?? 0;
  const bottom = Array.from({ length: columns }, (_, column) => sum(counts.map((row) => row[column] ?? 0)));
  const whole = [...counts, bottom].flatMap((row) => [...row, sum(row)]);
  const [height, width] = [counts.length + 1, columns + 1];
  const kindOf = (row: number, column: number): Totals => {
    if (row < height - 1 && column < width - 1) return "printed";
    if (row < height - 1) return table.rowTotals ?? "printed";
    return (column < width - 1 ? table.columnTotals : table.total) ?? "printed";
  };
  const lows = Float64Array.from(whole, (value) => (zeros === "printed" && value > 0 ? 1 : 0));
  const states = Uint8Array.from(whole, (value, arc) => {
    const [row, column] = [Math.floor(arc / width), arc % width];
    const kind = special(row, column) ?? kindOf(row, column);
    if (kind === "known") return KNOWN;
    if (kind === "none" || kind === "withheld") return OPEN;
    if (zeros === "printed" && value === 0) return KNOWN;
    return value < floor ? OPEN : PRINTED;
  });
  return { height, width, values: Float64Array.from(whole), lows, states };
}

/** A number once protected stays so: withholding more only widens what is possible. So each is looked at once. */
function protectAll(network: CellNetwork, floor: number, zeros: "withheld" | "printed"): void {
  const { height, width, values, states } = network;
  const all = sum([...values]);
  const isTotal = (arc: number) => arc % width === width - 1 || arc >= (height - 1) * width;
  const costOf = (arc: number) => 1 + (values[arc] ?? 0) + (isTotal(arc) ? all : 0);
  const isSmall = (arc: number) => (values[arc] ?? 0) < floor && !(zeros === "printed" && values[arc] === 0);
  const left: number[] = [];
  for (const [arc, state] of states.entries()) {
    // a total that is not printed anywhere needs protection only when it is small
    if (state === OPEN && (!isTotal(arc) || isSmall(arc))) left.push(arc);
  }
  for (let arc = left.shift(); arc !== undefined; arc = left.shift()) {
    const given: number[] = [];
    let next = nextFor(network, arc, { floor, costOf });
    while (next.arcs.length > 0) {
      for (const one of next.arcs) states[one] = OPEN;
      given.push(...next.arcs);
      next = nextFor(network, arc, { floor, costOf });
    }
    // a number that is small for all to see hides little: what is withheld for it, not small itself, need not be hidden well
    if (next.isProtected) left.push(...given);
  }
}

/**
 * What to withhold next for a number; nothing when it is protected, or when nothing would protect it more: with a total known
 * from elsewhere that is itself small, readers know that already.
 */
function nextFor(
  network: CellNetwork,
  arc: number,
  { floor, costOf }: { readonly floor: number; readonly costOf: (arc: number) => number },
): { readonly arcs: readonly number[]; readonly isProtected: boolean } {
  const value = network.values[arc] ?? 0;
  const up = rangeOf(network, { arc, grows: true }, floor);
  const missing = floor - 1 - up.gained;
  const down = missing > 0 ? rangeOf(network, { arc, grows: false }, missing) : null;
  const isWide = !down || down.gained >= missing;
  if (isWide && value + up.gained >= floor) return { arcs: [], isProtected: true };
  const more = arcsToOpen(network, { arc, grows: true }, { flow: up.flow, costOf });
  const isExhausted = !down || isWide || value - (network.lows[arc] ?? 0) <= down.gained;
  if (more.length > 0 || isExhausted) return { arcs: more, isProtected: false };
  return { arcs: arcsToOpen(network, { arc, grows: false }, { flow: down.flow, costOf }), isProtected: false };
}

function shownOf({ height, width, values, states }: CellNetwork): ShownTable {
  const shown = (row: number, column: number): number | null => {
    const arc = row * width + column;
    return states[arc] === OPEN ? null : (values[arc] ?? 0);
  };
  const rows = Array.from({ length: height - 1 }, (_, row) => row);
  const columns = Array.from({ length: width - 1 }, (_, column) => column);
  return {
    cells: rows.map((row) => columns.map((column) => shown(row, column))),
    rowTotals: rows.map((row) => shown(row, width - 1)),
    columnTotals: columns.map((column) => shown(height - 1, column)),
    total: shown(height - 1, width - 1),
  };
}

/** One line of people, in the order given, with its total. Null is "not shown". */
export function withholdInLine(
  counts: readonly number[],
  options: Pick<CrossedTable, "zeros" | "total" | "floor"> = {},
): readonly (number | null)[] {
  const line = { ...options, counts: [counts], rowTotals: "none", columnTotals: "none" } as const;
  return withholdSmallCells(line).cells[0] ?? [];
}
