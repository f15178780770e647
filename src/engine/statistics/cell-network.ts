/**
 * A table of counts with its totals, as a reader sees it: some numbers known, the others open. A table and its totals are a
 * circulation: row nodes on one side, column nodes on the other, each number (totals included) one arc between its row and
 * its column. So the values an open number can still take are found by moving flow around circles of open numbers.
 * Source: L. Cox, "Network Models for Complementary Cell Suppression", Journal of the American Statistical Association
 * 90, 1995.
 */
export type CellNetwork = {
  /** Rows and columns, the line of totals included (the last of each). */
  readonly height: number;
  readonly width: number;
  /** Row by row. */
  readonly values: Float64Array;
  /** The smallest value a reader must think possible: 0, or 1 where empty cells are printed. */
  readonly lows: Float64Array;
  readonly states: Uint8Array;
};

/** Unknown to the reader; printed, and can be withheld at a cost; known whatever the table prints. */
export const OPEN = 0;
export const PRINTED = 1;
export const KNOWN = 2;

type Node = number;
/** Steps from node to node: which arc, and whether it grows (+1) or shrinks (−1). */
type Step = { readonly arc: number; readonly grows: boolean };
type Search = {
  readonly from: Node;
  readonly to: Node;
  readonly without: number;
  readonly costOf: (arc: number) => number;
};

const nodeOfRow = (_network: CellNetwork, row: number): Node => row;
const nodeOfColumn = (network: CellNetwork, column: number): Node => network.height + column;

/** Counts flow from row to column; totals of one line flow back; the grand total again from row to column. */
function flowsFromRow({ height, width }: CellNetwork, row: number, column: number): boolean {
  return row < height - 1 === column < width - 1;
}

function room(network: CellNetwork, flow: Float64Array, { arc, grows }: Step): number {
  return grows ? Number.POSITIVE_INFINITY : (flow[arc] ?? 0) - (network.lows[arc] ?? 0);
}

/** The cheapest way along which flow can move (Dijkstra on a dense graph); ties go to the first in option order. */
function cheapestWay(network: CellNetwork, flow: Float64Array, search: Search): readonly Step[] | null {
  const { height, width } = network;
  const size = height + width;
  const costs = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const isDone = new Uint8Array(size);
  const before: (Step & { readonly node: Node })[] = [];
  costs[search.from] = 0;
  for (;;) {
    let node = -1;
    let cost = Number.POSITIVE_INFINITY;
    for (let one = 0; one < size; one += 1) {
      if (isDone[one] === 0 && (costs[one] ?? cost) < cost) {
        node = one;
        cost = costs[one] ?? cost;
      }
    }
    if (node === -1) return null;
    if (node === search.to) return stepsTo(before, search);
    isDone[node] = 1;
    const isRow = node < height;
    for (let other = 0; other < (isRow ? width : height); other += 1) {
      const row = isRow ? node : other;
      const column = isRow ? other : node - height;
      const arc = row * width + column;
      if (arc === search.without) continue;
      const step = { arc, grows: flowsFromRow(network, row, column) === isRow };
      const next = isRow ? nodeOfColumn(network, column) : nodeOfRow(network, row);
      const found = cost + search.costOf(arc);
      if (found < (costs[next] ?? 0) && room(network, flow, step) > 0) {
        costs[next] = found;
        before[next] = { ...step, node };
      }
    }
  }
}

function stepsTo(before: readonly (Step & { readonly node: Node })[], { from, to }: Search): readonly Step[] {
  const steps: Step[] = [];
  for (let node = to; node !== from; ) {
    const step = before[node];
    if (!step) break;
    steps.push(step);
    node = step.node;
  }
  return steps;
}

/** Where flow must come back when the number of an arc grows (or shrinks). */
function wayBack(network: CellNetwork, { arc, grows }: Step): Pick<Search, "from" | "to" | "without"> {
  const row = Math.floor(arc / network.width);
  const column = arc % network.width;
  const [start, end] = [nodeOfRow(network, row), nodeOfColumn(network, column)];
  return flowsFromRow(network, row, column) === grows
    ? { from: end, to: start, without: arc }
    : { from: start, to: end, without: arc };
}

export type Range = { readonly gained: number; readonly flow: Float64Array };

/** By how much the number of an open arc can grow (or shrink) while all that is printed stays true; `enough` is plenty. */
export function rangeOf(network: CellNetwork, step: Step, enough: number): Range {
  const flow = Float64Array.from(network.values);
  const most = Math.min(enough, room(network, flow, step));
  const costOf = (arc: number) => (network.states[arc] === OPEN ? 0 : Number.POSITIVE_INFINITY);
  const search = { ...wayBack(network, step), costOf };
  let gained = 0;
  while (gained < most) {
    const way = cheapestWay(network, flow, search);
    if (!way) break;
    const moved = way.reduce((least, one) => Math.min(least, room(network, flow, one)), most - gained);
    for (const { arc, grows } of way) flow[arc] = (flow[arc] ?? 0) + (grows ? moved : -moved);
    gained += moved;
  }
  return { gained, flow };
}

/**
 * The printed numbers to withhold, cheapest together, so that an arc can grow (or shrink) more than the flow of its range
 * says; none: whatever is withheld, it cannot.
 */
export function arcsToOpen(
  network: CellNetwork,
  step: Step,
  { flow, costOf }: { readonly flow: Float64Array; readonly costOf: (arc: number) => number },
): readonly number[] {
  const states = network.states;
  const cost = (one: number) => {
    if (states[one] === OPEN) return 0;
    return states[one] === PRINTED ? costOf(one) : Number.POSITIVE_INFINITY;
  };
  const way = cheapestWay(network, flow, { ...wayBack(network, step), costOf: cost });
  return (way ?? []).map(({ arc }) => arc).filter((one) => states[one] === PRINTED);
}
