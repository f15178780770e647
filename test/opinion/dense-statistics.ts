// Statistics for given groups (section 9 of the design), plainly.
import type { Group } from "#engine/opinion/index.ts";
import type { Dense, Facts } from "./dense.ts";

const Z = 1.2816;

type Counts = { readonly a: number; readonly d: number; readonly s: number };
type Row = readonly (number | null)[];

const countsOf = (rows: readonly Row[], j: number): Counts => {
  const votes = rows.map((row) => row[j] ?? null).filter((vote) => vote !== null);
  return {
    a: votes.filter((vote) => vote === 1).length,
    d: votes.filter((vote) => vote === -1).length,
    s: votes.length,
  };
};
const test1 = (n: number, of: number): number => 2 * Math.sqrt(of + 1) * ((n + 1) / (of + 1) - 0.5);
const test2 = (a: number, n: number, b: number, m: number): number => {
  const p = (a + b) / (n + m);
  return p === 1 ? 0 : (a / n - b / m) / Math.sqrt(p * (1 - p) * (1 / n + 1 / m));
};

/** The distinct groups given, also those of people without any vote. */
function groupsOf(labels: ReadonlyMap<string, Group | null>): readonly Group[] {
  const groups = [...new Set([...labels.values()].filter((group) => group !== null))];
  const isNumbers = groups.every((group) => typeof group === "number");
  return groups.sort((a, b) => (isNumbers ? Number(a) - Number(b) : compare(String(a), String(b))));
}
const compare = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

function statistics(own: Counts, others: Counts) {
  const pa = (own.a + 1) / (own.s + 2);
  const pd = (own.d + 1) / (own.s + 2);
  return {
    na: own.a,
    nd: own.d,
    ns: own.s,
    pa,
    pd,
    pat: test1(own.a, own.s),
    pdt: test1(own.d, own.s),
    ra: pa / ((others.a + 1) / (others.s + 2)),
    rd: pd / ((others.d + 1) / (others.s + 2)),
    rat: test2(own.a + 1, own.s + 1, others.a + 1, others.s + 1),
    rdt: test2(own.d + 1, own.s + 1, others.d + 1, others.s + 1),
  };
}
type Statistics = ReturnType<typeof statistics>;

export function denseStatistics(
  d: Dense,
  facts: Facts,
  { labels, extremity }: { readonly labels: ReadonlyMap<string, Group | null>; readonly extremity: readonly number[] },
) {
  const groups = groupsOf(labels);
  const members = (rows: readonly Row[], group: Group) =>
    rows.filter((_, i) => labels.get(d.participants[i] ?? "") === group);
  const others = (rows: readonly Row[], group: Group) =>
    rows.filter((_, i) => ![group, null].includes(labels.get(d.participants[i] ?? "") ?? null));
  const columns = [...d.statements.keys()];
  const groupStats = new Map(
    groups.map((group) => [
      String(group),
      columns.map((j) => statistics(countsOf(members(d.r, group), j), countsOf(others(d.r, group), j))),
    ]),
  );
  const consensus = columns.flatMap((j) => {
    if (d.isOut[j]) return [];
    const { a, d: disagrees, s } = countsOf(d.r, j);
    return [{ j, s, agree: side(a, s), disagree: side(disagrees, s) }];
  });
  const placed = d.x.filter((_, i) => (labels.get(d.participants[i] ?? "") ?? null) !== null);
  const groupAware = columns.map((j) =>
    groups.reduce<number>((product, group) => {
      const { a, s } = countsOf(members(d.x, group), j);
      return product * ((a + 1) / (s + 2));
    }, 1),
  );
  return {
    groups,
    groupStats,
    repness: new Map(
      groups.map((group) => [String(group), representative(d, groupStats.get(String(group)) ?? [], groups.length)]),
    ),
    consensus: {
      agree: shared(
        consensus.map(({ j, s, agree }) => ({ j, s, ...agree })),
        d,
      ),
      disagree: shared(
        consensus.map(({ j, s, disagree }) => ({ j, s, ...disagree })),
        d,
      ),
    },
    groupAware,
    commonGround: columns
      .filter((j) => !d.isOut[j])
      .sort((a, b) => (groupAware[b] ?? 0) - (groupAware[a] ?? 0) || a - b)
      .map((j) => d.statements[j] ?? ""),
    priorities: new Map([
      ...d.statements.map(
        (id, j) => [id, priority(countsOf(placed, j), extremity[j] ?? 0, facts.get(id)?.meta)] as const,
      ),
      ...[...facts.keys()]
        .filter((id) => !d.statements.includes(id))
        .map((id) => [id, priority({ a: 0, d: 0, s: 0 }, 0, facts.get(id)?.meta)] as const),
    ]),
  };
}

function priority({ a, d, s }: Counts, extremity: number, isMeta = false): number {
  if (isMeta) return 49;
  const passes = s - a - d;
  const importance = (1 - (passes + 1) / (s + 2)) * (extremity + 1) * ((a + 1) / (s + 2));
  return (importance * (1 + 8 * 2 ** (-s / 5))) ** 2;
}

const side = (n: number, s: number) => ({ n, p: (n + 1) / (s + 2), t: test1(n, s) });

type Side = { readonly j: number; readonly s: number; readonly n: number; readonly p: number; readonly t: number };
function shared(sides: readonly Side[], d: Dense) {
  return sides
    .filter(({ p, t }) => p > 0.5 && t > Z)
    .sort((a, b) => b.p * b.t - a.p * a.t)
    .slice(0, 5)
    .map(({ j, s, n, p, t }) => ({ statement: d.statements[j] ?? "", successes: n, trials: s, pSuccess: p, pTest: t }));
}

function representative(d: Dense, stats: readonly Statistics[], groupCount: number) {
  if (groupCount < 2) return [];
  const of = (j: number): Statistics => stats[j] ?? statistics({ a: 0, d: 0, s: 0 }, { a: 0, d: 0, s: 0 });
  const enough: number[] = [];
  let best: number | null = null;
  let holder: number | null = null;
  const strength = (j: number): number => Math.max(of(j).rat, of(j).rdt);
  const four = (j: number): number => of(j).ra * of(j).rat * of(j).pa * of(j).pat;
  const two = (j: number): number => of(j).pa * of(j).pat;
  for (const j of d.walk) {
    if (d.isOut[j]) continue;
    const { na, nd, pa, pat, pdt, ra, rat, rdt } = of(j);
    if (enough.length === 0 && (best === null || strength(j) > strength(best))) best = j;
    if ((rat > Z && pat > Z) || (rdt > Z && pdt > Z)) enough.push(j);
    if (na === 0 && nd === 0) continue;
    if (holder === null) {
      if (pat > Z || (ra > 1 && pa > 0.5)) holder = j;
    } else if (of(holder).ra > 1 ? four(j) > four(holder) : two(j) > two(holder)) {
      holder = j;
    }
  }
  const record = (j: number) => {
    const { na, nd, ns, pa, pd, pat, pdt, ra, rd, rat, rdt } = of(j);
    const isAgree = rat > rdt;
    return {
      statement: d.statements[j] ?? "",
      direction: isAgree ? ("agree" as const) : ("disagree" as const),
      successes: isAgree ? na : nd,
      trials: ns,
      pSuccess: isAgree ? pa : pd,
      pTest: isAgree ? pat : pdt,
      repness: isAgree ? ra : rd,
      repnessTest: isAgree ? rat : rdt,
      ...(j === holder ? { bestAgree: true as const, agrees: na } : {}),
    };
  };
  type Record = ReturnType<typeof record>;
  const metric = ({ repness, repnessTest, pSuccess, pTest }: Record) => repness * repnessTest * pSuccess * pTest;
  const first = holder === null ? [] : [record(holder)];
  if (enough.length === 0) {
    if (first.length > 0) return first;
    return best === null ? [] : [record(best)];
  }
  const sorted = enough
    .filter((j) => j !== holder)
    .map(record)
    .sort((a, b) => metric(b) - metric(a));
  const five = [...first, ...sorted].slice(0, 5);
  return [...five.filter((r) => r.direction === "agree"), ...five.filter((r) => r.direction === "disagree")];
}
