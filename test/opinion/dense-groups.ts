// Groups of mode polis (section 8 of the design) from points on the map, plainly.

type Point = readonly number[];
type Weighted = { readonly point: Point; readonly weight: number };

/** Group of each point, points being those of the people placed, in row order. */
export function polisGroups(points: readonly Point[]): {
  readonly labels: readonly number[];
  readonly silhouettes: ReadonlyMap<number, number>;
} {
  if (distinct(points, 2).length < 2) return { labels: points.map(() => 0), silhouettes: new Map() };
  const base = kMeans(
    points.map((point) => ({ point, weight: 1 })),
    100,
    100,
  );
  const centres = base.centres.map((point, b) => ({
    point,
    weight: base.labels.filter((label) => label === b).length,
  }));
  const silhouettes = new Map<number, number>();
  let best: { readonly labels: readonly number[]; readonly s: number } | null = null;
  const largest = Math.min(5, 2 + Math.floor(centres.length / 12), centres.length);
  for (let k = 2; k <= largest; k += 1) {
    const { labels } = kMeans(centres, k, 20);
    const s = silhouette(
      centres.map(({ point }) => point),
      labels,
    );
    silhouettes.set(k, s);
    if (!best || s >= best.s) best = { labels, s };
  }
  const labels = base.labels.map((b) => best?.labels[b] ?? 0);
  return { labels: bySize(labels), silhouettes };
}

function distinct(points: readonly Point[], most: number): readonly Point[] {
  const found: Point[] = [];
  for (const point of points) {
    if (found.length === most) break;
    if (!found.some((other) => other.every((value, d) => value === point[d]))) found.push(point);
  }
  return found;
}

function kMeans(points: readonly Weighted[], k: number, rounds: number) {
  let centres = distinct(
    points.map(({ point }) => point),
    k,
  );
  let labels: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    labels = points.map(({ point }) => nearest(point, centres));
    const used = [...centres.keys()].filter((c) => labels.includes(c));
    labels = labels.map((label) => used.indexOf(label));
    const next = used.map((_, c) => mean(points.filter((_, i) => labels[i] === c)));
    const isStill = next.length === centres.length && settled(centres, next);
    centres = next;
    if (isStill) break;
  }
  return { labels, centres };
}

function settled(before: readonly Point[], after: readonly Point[]): boolean {
  const inOrder = (points: readonly Point[]) =>
    points.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0));
  const [a, b] = [inOrder(before), inOrder(after)];
  return a.every((point, c) => distance(point, b[c] ?? []) < 0.01);
}

function nearest(point: Point, centres: readonly Point[]): number {
  const squares = centres.map((centre) => square(point, centre));
  return squares.indexOf(Math.min(...squares));
}

const square = (a: Point, b: Point): number => a.reduce((sum, value, d) => sum + (value - (b[d] ?? 0)) ** 2, 0);
const distance = (a: Point, b: Point): number => Math.sqrt(square(a, b));

function mean(members: readonly Weighted[]): Point {
  const weight = members.reduce((sum, member) => sum + member.weight, 0);
  const [first] = members;
  return (first?.point ?? []).map(
    (_, d) => members.reduce((sum, member) => sum + member.weight * (member.point[d] ?? 0), 0) / weight,
  );
}

/** Mean silhouette; 0 for a point that is alone in its group. */
export function silhouette(points: readonly Point[], labels: readonly number[]): number {
  const groups = [...new Set(labels)];
  const sizes = groups.map((group) => labels.filter((label) => label === group).length);
  const scores = points.map((point, i) => {
    const sums = groups.map(() => 0);
    for (const [o, other] of points.entries()) {
      const g = groups.indexOf(labels[o] ?? 0);
      sums[g] = (sums[g] ?? 0) + distance(point, other);
    }
    const own = groups.indexOf(labels[i] ?? 0);
    if (sizes[own] === 1) return 0;
    const a = (sums[own] ?? 0) / ((sizes[own] ?? 0) - 1);
    const b = Math.min(...sums.flatMap((sum, g) => (g === own ? [] : [sum / (sizes[g] ?? 1)])));
    return Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b);
  });
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

/** Numbers by decreasing size; ties: the group whose first member comes first. */
function bySize(labels: readonly number[]): readonly number[] {
  const size = (label: number) => labels.filter((one) => one === label).length;
  const order = [...new Set(labels)].sort((a, b) => size(b) - size(a) || labels.indexOf(a) - labels.indexOf(b));
  return labels.map((label) => order.indexOf(label));
}
