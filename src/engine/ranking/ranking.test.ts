import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { allTiers, type Ballot, type Election, optionsOf } from "./ballots.ts";
import { instantRunoff } from "./instant-runoff.ts";
import { kemeny, kemenyScore } from "./kemeny.ts";
import { kendallW } from "./kendall-w.ts";
import { condorcetWinner, copeland, type PairwiseTable, pairwiseTable } from "./pairwise-table.ts";
import { positions } from "./positions.ts";
import { rankedPairs } from "./ranked-pairs.ts";
import { schulze } from "./schulze.ts";

/** Ballots with ties and options left out. */
const ballot = (optionCount: number): fc.Arbitrary<Ballot> =>
  fc
    .record({
      order: fc.shuffledSubarray(optionsOf(optionCount)),
      breaks: fc.array(fc.boolean(), { minLength: optionCount, maxLength: optionCount }),
      count: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ order, breaks, count }) => {
      const tiers: number[][] = [];
      for (const [place, option] of order.entries()) {
        const last = tiers.at(-1);
        if (last && breaks[place]) last.push(option);
        else tiers.push([option]);
      }
      return { tiers, count };
    });
const election = (least: number, most: number): fc.Arbitrary<Election> =>
  fc.integer({ min: least, max: most }).chain((optionCount) =>
    fc.record({
      optionCount: fc.constant(optionCount),
      ballots: fc.array(ballot(optionCount), { minLength: 1, maxLength: 12 }),
    }),
  );

function everyOrder(options: readonly number[]): number[][] {
  if (options.length === 0) return [[]];
  return options.flatMap((head) => everyOrder(options.filter((one) => one !== head)).map((rest) => [head, ...rest]));
}

const strict = (orders: readonly (readonly [count: number, order: string])[]): Election => ({
  optionCount: Math.max(...orders.map(([, order]) => order.length)),
  ballots: orders.map(([count, order]) => ({ count, tiers: [...order].map((name) => [name.charCodeAt(0) - 97]) })),
});

describe("a ballot", () => {
  it("ties what it does not name below the rest, and is refused when it names an option twice", () => {
    expect(allTiers({ tiers: [[2], [0]] }, 4)).toEqual([[2], [0], [1, 3]]);
    expect(allTiers({ tiers: [] }, 2)).toEqual([[0, 1]]);
    expect(() => allTiers({ tiers: [[1], [1]] }, 3)).toThrow("twice");
    expect(() => allTiers({ tiers: [[3]] }, 3)).toThrow("option 3");
  });

  it("gives m(m − 1)/2 points in all, whatever is tied or left out", () => {
    fc.assert(
      fc.property(election(2, 6), ({ optionCount, ballots }) => {
        const { borda, meanRank, firsts, total } = positions({ optionCount, ballots });
        const points = (total * optionCount * (optionCount - 1)) / 2;
        expect(borda.reduce((sum, one) => sum + one, 0)).toBeCloseTo(points, 6);
        expect(firsts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(total, 6);
        expect(meanRank.every((rank) => rank >= 1 && rank <= optionCount)).toBe(true);
      }),
    );
  });

  it("shares what is left between options it ties or leaves out", () => {
    const { borda, meanRank, firsts } = positions({
      optionCount: 4,
      ballots: [{ tiers: [[1], [0, 2]] }, { tiers: [[3]] }],
    });
    expect(borda).toEqual([1.5 + 1, 3 + 1, 1.5 + 1, 0 + 3]);
    expect(meanRank).toEqual([2.75, 2, 2.75, 2.5]);
    expect(firsts).toEqual([0, 1, 0, 1]);
  });
});

describe("Kemeny", () => {
  it("finds the score that no order beats, how many have it, and the next one", () => {
    fc.assert(
      fc.property(election(1, 6), (given) => {
        const table = pairwiseTable(given);
        const best = kemeny(table);
        const scores = everyOrder(optionsOf(given.optionCount)).map((order) => kemenyScore(table, order));
        const top = Math.max(...scores);
        expect(best?.score).toBe(top);
        expect(kemenyScore(table, best?.order ?? [])).toBe(top);
        expect(best?.bestCount).toBe(scores.filter((score) => score === top).length);
        const worse = scores.filter((score) => score < top);
        expect(best?.secondBestScore).toBe(worse.length > 0 ? Math.max(...worse) : null);
      }),
      { numRuns: 60 },
    );
  });

  it("takes eight options in milliseconds, and no more", () => {
    const next = seededNumbers("kemeny");
    const table = (size: number): PairwiseTable =>
      optionsOf(size).map(() => optionsOf(size).map(() => Math.floor(next() * 100)));
    const before = process.cpuUsage().user;
    expect(kemeny(table(8))?.order).toHaveLength(8);
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(200);
    expect(kemeny(table(9))).toBeNull();
  });
});

describe("Schulze", () => {
  it("has the same winner when a clone of a loser is added", () => {
    fc.assert(
      fc.property(election(3, 5), fc.nat(4), ({ optionCount, ballots }, which) => {
        const winners = schulze(pairwiseTable({ optionCount, ballots })).order[0] ?? [];
        const losers = optionsOf(optionCount).filter((option) => !winners.includes(option));
        const loser = losers[which % Math.max(losers.length, 1)];
        fc.pre(loser !== undefined);
        // the clone stands just below the loser on every ballot that names it
        const cloned = ballots.map(({ tiers, ...rest }) => ({
          ...rest,
          tiers: allTiers({ tiers }, optionCount).flatMap((tier) => {
            if (!tier.includes(loser ?? -1)) return [tier];
            return tier.length === 1 ? [tier, [optionCount]] : [[...tier, optionCount]];
          }),
        }));
        const after = schulze(pairwiseTable({ optionCount: optionCount + 1, ballots: cloned })).order[0];
        expect(after).toEqual(winners);
      }),
    );
  });
});

describe("winning votes", () => {
  // 0 over 1 by 7 to 2, 1 over 2 by 9 to 6, 2 over 0 by 8 to 7: seven is the weakest, though its margin is the widest
  const circle = [
    [0, 7, 7],
    [2, 0, 9],
    [8, 6, 0],
  ];

  it("count, not margins", () => {
    expect(schulze(circle).order).toEqual([[1], [2], [0]]);
    expect(rankedPairs(circle).order).toEqual([1, 2, 0]);
  });

  it("being equal, the majority with fewer against it is kept first", () => {
    const equal = [
      [0, 7, 6],
      [2, 0, 7],
      [7, 3, 0],
    ];
    expect(rankedPairs(equal)).toEqual({ order: [0, 1, 2], hasTies: false });
  });
});

describe("methods that look at pairs", () => {
  it("all put first the option that wins every pair, and last the one that loses every pair", () => {
    fc.assert(
      fc.property(election(2, 6), (given) => {
        const table = pairwiseTable(given);
        const winner = condorcetWinner(table);
        const loser = condorcetWinner(table.map((_, a) => table.map((row) => row[a] ?? 0)));
        const orders = [
          schulze(table).order.flat(),
          rankedPairs(table).order,
          copeland(table).order.flat(),
          kemeny(table)?.order ?? [],
        ];
        for (const order of orders) {
          expect([...order].sort()).toEqual(optionsOf(given.optionCount));
          if (winner !== null) expect(order[0]).toBe(winner);
          if (loser !== null) expect(order.at(-1)).toBe(loser);
        }
      }),
    );
  });

  it("show options that nobody tells apart as ties", () => {
    const table = pairwiseTable(
      strict([
        [1, "abc"],
        [1, "bac"],
      ]),
    );
    expect(schulze(table).order).toEqual([[0, 1], [2]]);
    expect(copeland(table)).toEqual({ scores: [1.5, 1.5, 0], order: [[0, 1], [2]] });
    expect(rankedPairs(table)).toEqual({ order: [0, 1, 2], hasTies: true });
    expect(kemeny(table)).toMatchObject({ isUnique: false, bestCount: 2 });
  });

  it("keep majorities from the largest, but for the one that would close a circle", () => {
    const circle = pairwiseTable(
      strict([
        [5, "abc"],
        [4, "bca"],
        [2, "cab"],
      ]),
    );
    // b over c by 9, a over b by 7, c over a by 6: the last is left out
    expect(rankedPairs(circle)).toEqual({ order: [0, 1, 2], hasTies: false });
    expect(condorcetWinner(circle)).toBeNull();
  });
});

describe("instant run-off", () => {
  it("lets the option with the fewest first places go, round by round, and counts exhausted ballots", () => {
    const { ballots } = strict([
      [4, "ab"],
      [3, "b"],
      [2, "cb"],
      [1, "c"],
    ]);
    const found = instantRunoff({ optionCount: 3, ballots });
    expect(found.winner).toBe(1);
    expect(found.hasTies).toBe(true);
    expect(found.rounds).toEqual([
      { firsts: [4, 3, 3], exhausted: 0, out: 2 },
      { firsts: [4, 5, 0], exhausted: 1, out: null },
    ]);
    expect(instantRunoff({ optionCount: 2, ballots: [] }).winner).toBeNull();
  });

  it("looks back when the fewest first places are shared", () => {
    const { rounds } = instantRunoff({
      optionCount: 4,
      ballots: strict([
        [6, "a"],
        [4, "b"],
        [5, "c"],
        [1, "db"],
      ]).ballots,
    });
    expect(rounds.map(({ out }) => out)).toEqual([3, 1, null]);
  });
});

describe("Kendall's W", () => {
  it("is 1 when everybody agrees, 0 when two disagree in all, and stays between with ties", () => {
    expect(
      kendallW([
        [1, 2, 3],
        [1, 2, 3],
      ])?.w,
    ).toBeCloseTo(1, 12);
    expect(
      kendallW([
        [1, 1, 3],
        [1, 1, 3],
      ])?.w,
    ).toBeCloseTo(1, 12);
    expect(
      kendallW([
        [1, 2, 3],
        [3, 2, 1],
      ])?.w,
    ).toBeCloseTo(0, 12);
    expect(
      kendallW([
        [1, 1],
        [2, 2],
      ]),
    ).toBeNull();
    expect(kendallW([[1, 2, 3]])).toBeNull();
    const ranks = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(ranks, (people) => {
        const found = kendallW(people);
        if (!found) return;
        expect(found.w).toBeGreaterThanOrEqual(-1e-12);
        expect(found.w).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
