import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import type { VoterBallot } from "./burst-candidates.ts";
import { findBursts } from "./bursts.ts";

const DAY = 24 * 60;

type Crowd = {
  readonly name?: string;
  readonly people: number;
  readonly statements: number;
  /** Statements that are there from the first day. */
  readonly start: number;
  readonly newspaperDay?: number;
  /** Share that agrees with each statement; 0: it depends on the statement and on the opinion. */
  readonly consensus?: number;
};

/**
 * A simulated crowd: three opinions, statements that appear over the days, people who vote on what is shown to them (new
 * statements rather more), some on one and some on all. Arrivals follow the day; a newspaper sends a mixed crowd within
 * two hours, an association its members within two hours.
 */
function crowd({ seed, people, statements, start, newspaperDay = 5, consensus = 0 }: Crowd & { seed: string }) {
  const next = seededNumbers(`crowd ${seed}`);
  const opensAt = Array.from({ length: statements }, (_, one) => (one < start ? 0 : next() * 10 * DAY));
  const leaning = Array.from({ length: 3 }, () =>
    opensAt.map(() => consensus || (next() < 0.3 ? 0.9 : 0.15 + 0.7 * next())),
  );
  const drawn = (from: number, opinion: number): VoterBallot => {
    const open = opensAt.flatMap((at, statement) =>
      at <= from ? [{ statement, pull: next() * (from - at < DAY ? 2 : 1) }] : [],
    );
    const wanted = Math.max(1, Math.round(-Math.log(1 - next()) * 9));
    const shown = open
      .toSorted((a, b) => b.pull - a.pull)
      .slice(0, wanted)
      .map(({ statement }) => statement);
    const votes = shown.map((statement) => {
      if (next() < 0.12) return 0;
      return next() < (leaning[opinion]?.[statement] ?? 0.5) ? 1 : -1;
    });
    return { firstMinute: from, statements: shown, votes };
  };
  const opinion = () => Math.floor(next() * 3);
  const dayTime = () => Math.floor(next() * 14) * DAY + 8 * 60 + (next() + next()) * 7 * 60;
  const newspaper = newspaperDay * DAY + 12 * 60;
  const association = 8 * DAY + 18 * 60;
  return [
    ...Array.from({ length: people }, () => drawn(dayTime(), opinion())),
    ...Array.from({ length: people / 5 }, () => drawn(newspaper + next() * 120, opinion())),
    ...Array.from({ length: people / 10 }, () => drawn(association + next() * 120, 1)),
  ];
}

/** Accounts that vote on the same statements with the same answers, each vote changed or left out with some chance. */
function planted({
  seed,
  size,
  votes,
  minutes,
  noise,
  pool,
}: {
  seed: string;
  size: number;
  votes: number;
  minutes: number;
  noise: number;
  pool: number;
}) {
  const next = seededNumbers(`planted ${seed} ${size} ${votes}`);
  const from = (2 + next() * 10) * DAY;
  const statements = Array.from({ length: pool }, (_, one) => one)
    .toSorted(() => next() - 0.5)
    .slice(0, votes);
  const wanted = statements.map(() => (next() < 0.5 ? 1 : -1));
  return Array.from({ length: size }, (): VoterBallot => {
    const kept = statements.map((statement, place) => ({
      statement,
      vote: next() < noise ? -(wanted[place] ?? 1) : (wanted[place] ?? 1),
    }));
    return {
      firstMinute: from + next() * minutes,
      statements: kept.map((one) => one.statement),
      votes: kept.map((one) => one.vote),
    };
  });
}

const KINDS = [
  { name: "200 accounts, three statements, two hours", size: 200, votes: 3, minutes: 120, noise: 0 },
  { name: "200 accounts, three statements, 5 % changed", size: 200, votes: 3, minutes: 120, noise: 0.05 },
  { name: "60 accounts, eight statements, 5 % changed", size: 60, votes: 8, minutes: 90, noise: 0.05 },
  { name: "25 accounts, five statements, half an hour", size: 25, votes: 5, minutes: 30, noise: 0.02 },
];
const CROWDS: readonly Crowd[] = [
  { name: "forty statements", people: 1_500, statements: 40, start: 12 },
  { name: "eight statements, most vote on all", people: 1_500, statements: 8, start: 8 },
  { name: "three statements at first", people: 1_500, statements: 40, start: 3 },
  { name: "three statements when the newspaper comes", people: 1_500, statements: 40, start: 3, newspaperDay: 0 },
  { name: "eight statements on which nine in ten agree", people: 1_500, statements: 8, start: 8, consensus: 0.9 },
];
const SEEDS = Array.from({ length: Number(process.env.BURST_SEEDS ?? 4) }, (_, seed) => String(seed + 1));

function measured(kind: (typeof KINDS)[number], crowdKind: (typeof CROWDS)[number], level?: number) {
  let [found, wanted, wrong, genuine] = [0, 0, 0, 0];
  for (const seed of SEEDS) {
    const people = crowd({ seed, ...crowdKind });
    const pool = Math.max(crowdKind.start, kind.votes);
    const accounts = planted({ seed, ...kind, pool });
    const flagged = findBursts([...people, ...accounts], level === undefined ? {} : { level }).flatMap(
      ({ voters }) => voters,
    );
    found += flagged.filter((voter) => voter >= people.length).length;
    wrong += flagged.filter((voter) => voter < people.length).length;
    wanted += accounts.length;
    genuine += people.length;
  }
  return { recall: found / wanted, flaggedGenuine: wrong / genuine };
}

describe.each(CROWDS)("among people: $name", (crowdKind) => {
  it.each(KINDS)("$name", (kind) => {
    const { recall, flaggedGenuine } = measured(kind, crowdKind);
    if (process.env.SHOW) console.log(crowdKind.name, "|", kind.name, recall.toFixed(3), flaggedGenuine.toFixed(5));
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(flaggedGenuine).toBeLessThanOrEqual(0.01);
  });

  it("nobody is flagged when nothing was planted, newspaper and association included", () => {
    const flagged = SEEDS.flatMap((seed) => findBursts(crowd({ seed, ...crowdKind })).flatMap(({ voters }) => voters));
    if (process.env.SHOW) console.log(crowdKind.name, "| nothing planted", flagged.length);
    expect(flagged.length / (SEEDS.length * crowdKind.people * 1.3)).toBeLessThanOrEqual(0.01);
  });
});

describe("a burst", () => {
  it("says why, in figures", () => {
    const people = crowd({ seed: "why", people: 1_000, statements: 40, start: 12 });
    const accounts = planted({ seed: "why", size: 80, votes: 5, minutes: 60, noise: 0, pool: 12 });
    const [burst, ...rest] = findBursts([...people, ...accounts]);
    expect(rest).toEqual([]);
    expect(burst?.voters.filter((voter) => voter >= people.length)).toHaveLength(80);
    expect(burst?.statements).toEqual(accounts[0]?.statements);
    expect(burst?.votes).toEqual(accounts[0]?.votes);
    expect(burst?.sameBallot).toBeGreaterThanOrEqual(80);
    expect(burst?.alike).toBeGreaterThanOrEqual(80);
    expect(burst?.arrivals).toBeGreaterThanOrEqual(burst?.alike ?? 0);
    expect(burst?.expected).toBeLessThan(10);
    expect((burst?.toMinute ?? 0) - (burst?.fromMinute ?? 0)).toBeLessThanOrEqual(180);
  });

  it("still bites: without a level nothing is found", () => {
    expect(
      measured(
        KINDS[0] ?? { name: "", size: 0, votes: 3, minutes: 1, noise: 0 },
        CROWDS[0] ?? { people: 1, statements: 1, start: 1 },
        0,
      ).recall,
    ).toBe(0);
  });

  it("is not seen before there is anything to compare with", () => {
    expect(findBursts(planted({ seed: "alone", size: 200, votes: 3, minutes: 60, noise: 0, pool: 5 }))).toEqual([]);
    expect(findBursts([])).toEqual([]);
  });

  it("is found in seconds among 20,000 people", () => {
    const people = crowd({ seed: "large", people: 20_000, statements: 60, start: 20 });
    const before = process.cpuUsage().user;
    findBursts([...people, ...planted({ seed: "large", size: 200, votes: 4, minutes: 60, noise: 0.02, pool: 20 })]);
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(5_000);
  });
});
