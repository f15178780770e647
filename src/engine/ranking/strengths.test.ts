import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { bradleyTerry, type Comparison } from "./bradley-terry.ts";
import { type Choice, choiceSets, tally } from "./choice-sets.ts";
import { connectedItems } from "./connected-items.ts";
import { nextPair, type Pair, pairScore } from "./next-pair.ts";
import { choicesOfRanking, fitStrengths, plackettLuce } from "./plackett-luce.ts";
import { capped, rankingWithIntervals } from "./strength-intervals.ts";

const pairs = (list: readonly (readonly [winner: number, loser: number])[]): Comparison[] =>
  list.map(([winner, loser]) => ({ winner, loser }));
const EXACT = { virtualWins: 0, tolerance: 1e-12 } as const;

/** People who choose by planted strengths, `each` comparisons of random pairs. */
function planted(strengths: readonly number[], people: number, each: number, seed: string): Choice[][] {
  const next = seededNumbers(seed);
  return Array.from({ length: people }, () =>
    Array.from({ length: each }, () => {
      const a = Math.floor(next() * strengths.length);
      const b = (a + 1 + Math.floor(next() * (strengths.length - 1))) % strengths.length;
      const share = 1 / (1 + Math.exp((strengths[b] ?? 0) - (strengths[a] ?? 0)));
      return next() < share ? { chosen: a, others: [b] } : { chosen: b, others: [a] };
    }),
  );
}

describe("Bradley–Terry", () => {
  it("gives the published strengths of three comparisons and one more", () => {
    const found = bradleyTerry(
      pairs([
        [0, 1],
        [0, 1],
        [1, 2],
        [2, 0],
      ]),
      3,
      EXACT,
    );
    expect(found?.isConverged).toBe(true);
    for (const [item, value] of [0.419617624, -0.419617624, 0].entries()) {
      expect(found?.logStrengths[item]).toBeCloseTo(value, 8);
    }
  });

  it("has no finite solution without virtual wins when an item never loses, and says which items are apart", () => {
    const never = pairs([
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 1],
    ]);
    expect(bradleyTerry(never, 3, EXACT)).toBeNull();
    const found = bradleyTerry(never, 3);
    expect(found?.components).toEqual([[0], [1, 2]]);
    expect(found?.isConverged).toBe(true);
    expect(found?.logStrengths[0]).toBeGreaterThan(found?.logStrengths[1] ?? 0);
    expect(found?.logStrengths.every(Number.isFinite)).toBe(true);
  });

  it("solves its equations: as many wins as expected", () => {
    const comparisons = fc.array(
      fc.tuple(fc.nat(4), fc.nat(4)).filter(([a, b]) => a !== b),
      { minLength: 5, maxLength: 60 },
    );
    fc.assert(
      fc.property(comparisons, (list) => {
        const found = bradleyTerry(pairs(list), 5, EXACT);
        fc.pre(found !== null);
        const p = (found?.logStrengths ?? []).map(Math.exp);
        for (const item of [0, 1, 2, 3, 4]) {
          const wins = list.filter(([winner]) => winner === item).length;
          const expected = list
            .filter((pair) => pair.includes(item))
            .reduce((sum, [a, b]) => sum + (p[item] ?? 0) / ((p[a] ?? 0) + (p[b] ?? 0)), 0);
          expect(expected).toBeCloseTo(wins, 6);
        }
      }),
    );
  });
});

describe("Plackett–Luce", () => {
  it("takes a ranking as choices among what remains", () => {
    expect(choicesOfRanking([2, 0, 1])).toEqual([
      { chosen: 2, others: [0, 1], weight: 1 },
      { chosen: 0, others: [1], weight: 1 },
    ]);
    expect(choicesOfRanking([4])).toEqual([]);
  });

  it("finds the strengths that were planted", () => {
    const truth = [1.5, 0.5, 0, -0.5, -1.5];
    const found = plackettLuce(planted(truth, 400, 20, "truth").flat(), 5);
    for (const [item, value] of truth.entries())
      expect(Math.abs((found?.logStrengths[item] ?? 9) - value)).toBeLessThan(0.15);
  });

  it("gives an item nobody compared the middle place, held by virtual wins alone", () => {
    const found = plackettLuce(
      [
        { chosen: 0, others: [1] },
        { chosen: 1, others: [0] },
      ],
      3,
    );
    expect(found?.components).toEqual([[0, 1], [2]]);
    expect(found?.logStrengths[2]).toBeCloseTo(0, 6);
    expect(plackettLuce([], 0)?.logStrengths).toEqual([]);
  });

  it("finds connected items as a walk from each to each does", () => {
    const wins = fc.array(
      fc.tuple(fc.nat(6), fc.nat(6)).filter(([a, b]) => a !== b),
      { maxLength: 16 },
    );
    fc.assert(
      fc.property(wins, (list) => {
        const choices = list.map(([chosen, other]) => ({ chosen, others: [other] }));
        const reach = (from: number) => {
          const seen = new Set([from]);
          for (const one of seen) for (const [winner, loser] of list) if (winner === one) seen.add(loser);
          return seen;
        };
        const groups = connectedItems(choices, 7);
        const groupOf = (item: number) => groups.findIndex((group) => group.includes(item));
        for (const a of [0, 1, 2, 3, 4, 5, 6]) {
          for (const b of [0, 1, 2, 3, 4, 5, 6]) {
            expect(groupOf(a) === groupOf(b)).toBe(reach(a).has(b) && reach(b).has(a));
          }
        }
      }),
    );
  });
});

describe("intervals", () => {
  const truth = [1, 0.05, 0, -1];

  it("hold the planted strengths most of the time, tell far items apart and leave near ones tied", () => {
    let held = 0;
    let tied = 0;
    for (const seed of ["1", "2", "3", "4", "5"]) {
      const found = rankingWithIntervals(planted(truth, 150, 10, seed), 4, { seed, draws: 120 });
      const items = found?.items ?? [];
      for (const { item, low, high } of items) {
        const value = (truth[item] ?? 0) - 0.0125;
        if (low <= value && value <= high) held += 1;
      }
      expect(items[0]).toMatchObject({ item: 0, bestRank: 1, worstRank: 1, isTiedWithPrevious: false });
      if (items[2]?.isTiedWithPrevious) tied += 1;
      expect(items[3]).toMatchObject({ item: 3, isTiedWithPrevious: false });
    }
    expect(held).toBeGreaterThanOrEqual(17);
    expect(tied).toBeGreaterThanOrEqual(4);
  });

  it("are the same for the same seed, and wider with fewer people", () => {
    const width = (people: number) => {
      const [first] = rankingWithIntervals(planted(truth, people, 10, "w"), 4, { seed: "1", draws: 60 })?.items ?? [];
      return (first?.high ?? 0) - (first?.low ?? 0);
    };
    expect(width(40)).toBe(width(40));
    expect(width(40)).toBeGreaterThan(width(640) * 2);
  });

  it("resample people: a person who says the same thing fifty times is one person", () => {
    const often = Array.from({ length: 50 }, () => ({ chosen: 0, others: [1] }));
    const rest = planted([0, 0], 20, 3, "rest");
    expect(capped([often], 30)[0]?.reduce((sum, { weight = 1 }) => sum + weight, 0)).toBeCloseTo(30, 9);
    const found = rankingWithIntervals([often, ...rest], 2, { seed: "1", draws: 200 });
    expect(found?.items[1]?.isTiedWithPrevious).toBe(true);
  });

  it("count a person as often as the person was drawn", () => {
    const people = planted([0.5, 0, -0.5], 6, 4, "times");
    const sets = choiceSets(people, 3);
    const times = [2, 0, 1, 3, 0, 1];
    const drawn = people.flatMap((choices, person) => Array.from({ length: times[person] ?? 0 }, () => choices).flat());
    const fitted = fitStrengths(
      sets,
      tally(sets, (person) => times[person] ?? 0),
    );
    for (const [item, value] of plackettLuce(drawn, 3)?.logStrengths.entries() ?? []) {
      expect(fitted.logStrengths[item]).toBeCloseTo(value, 8);
    }
  });

  it("let nobody decide alone: a thousand choices of one person weigh as thirty", () => {
    const zealous = Array.from({ length: 1_000 }, () => ({ chosen: 0, others: [1] }));
    const rest = Array.from({ length: 50 }, () => [{ chosen: 1, others: [0] }]);
    const found = rankingWithIntervals([zealous, ...rest], 2, { seed: "1", draws: 20 });
    expect(found?.items[0]?.item).toBe(1);
  });

  it("tell two items apart when fewer than one resample in forty turns them around", () => {
    const people = (first: number, second: number) => [
      ...Array.from({ length: first }, () => [{ chosen: 0, others: [1] }]),
      ...Array.from({ length: second }, () => [{ chosen: 1, others: [0] }]),
    ];
    const isTied = (first: number, second: number) =>
      rankingWithIntervals(people(first, second), 2, { seed: "1", draws: 1_000 })?.items[1]?.isTiedWithPrevious;
    // 2.5 and 1.2 standard errors apart
    expect(isTied(172, 128)).toBe(false);
    expect(isTied(160, 140)).toBe(true);
  });
});

describe("two at a time", () => {
  it("scores 50 before any comparison", () => {
    expect(pairScore(0, 0)).toBe(50);
    expect(pairScore(3, 1)).toBeCloseTo(66.667, 3);
  });

  it("shows each pair once, the same again after a reload, then none", () => {
    const seen: Pair[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const question = { itemCount: 5, timesShown: () => 0, seen, seed: "person 1" };
      const pair = nextPair(question);
      expect(nextPair(question)).toEqual(pair);
      if (pair) seen.push(pair);
    }
    expect(new Set(seen.map(({ left, right }) => [left, right].sort().join())).size).toBe(10);
    expect(nextPair({ itemCount: 5, timesShown: () => 0, seen, seed: "person 1" })).toBeNull();
    expect(nextPair({ itemCount: 1, timesShown: () => 0, seen: [], seed: "x" })).toBeNull();
  });

  it("prefers pairs that were shown less, and sides evenly", () => {
    const often = (a: number, b: number) => (a === 0 && b === 1 ? 999 : 0);
    const drawn = Array.from({ length: 4_000 }, (_, person) =>
      nextPair({ itemCount: 3, timesShown: often, seen: [], seed: `${person}` }),
    );
    const isFirst = (pair: Pair | null) => pair !== null && pair.left + pair.right === 1;
    // weights 0.001, 0.05, 0.05
    expect(drawn.filter(isFirst).length / 4_000).toBeLessThan(0.02);
    expect(drawn.filter((pair) => pair && pair.left < pair.right).length / 4_000).toBeCloseTo(0.5, 1);
    const even = Array.from({ length: 2_000 }, (_, person) =>
      nextPair({ itemCount: 3, timesShown: () => 3, seen: [], seed: `${person}` }),
    );
    expect(even.filter(isFirst).length / 2_000).toBeCloseTo(1 / 3, 1);
  });

  it("draws from thousands of items at once", () => {
    const pair = nextPair({ itemCount: 100_000, timesShown: () => 0, seen: [], seed: "many" });
    expect(pair && pair.left !== pair.right).toBe(true);
  });
});
