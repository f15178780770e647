import { type Burst, findBursts, type VoterBallot } from "#engine/statistics/index.ts";
import type { VoterId } from "#kernel/ids.ts";
import type { Ballots } from "./ballot.rules.ts";

/** A question is looked at again after this many minutes at the earliest. */
export const LOOK_MINUTES = 5;
/** Fewer people are never a signal, and never shown. */
export const LEAST_PEOPLE = 11;

/** What a look stores of people who came close together and voted alike. */
export type FoundSignal = {
  readonly voters: readonly VoterId[];
  /** Public numbers. */
  readonly statements: readonly number[];
  readonly sameBallot: number;
  readonly from: Date;
  readonly to: Date;
  readonly arrivals: number;
  readonly alike: number;
  readonly expected: number;
  readonly chance: number;
};

const MINUTE = 60_000;

/** The signals in the votes of a question. A vote changed since counts at the time of its change. */
export function signalsIn(ballots: Ballots): readonly FoundSignal[] {
  const bursts = findBursts(voterBallots(ballots), { least: LEAST_PEOPLE });
  return bursts.map((burst) => foundSignal(burst, ballots));
}

function foundSignal(burst: Burst, { voters }: Ballots): FoundSignal {
  return {
    voters: burst.voters.flatMap((place) => voters[place]?.id ?? []),
    statements: burst.statements.toSorted((a, b) => a - b),
    sameBallot: burst.sameBallot,
    from: new Date(Math.round(burst.fromMinute * MINUTE)),
    to: new Date(Math.round(burst.toMinute * MINUTE)),
    arrivals: burst.arrivals,
    alike: burst.alike,
    expected: burst.expected,
    chance: burst.p,
  };
}

function voterBallots({ voters, voter, statement, value, time }: Ballots): readonly VoterBallot[] {
  const made = voters.map((): { firstMinute: number; readonly statements: number[]; readonly votes: number[] } => ({
    firstMinute: Number.POSITIVE_INFINITY,
    statements: [],
    votes: [],
  }));
  for (const [at, place] of voter.entries()) {
    const one = made[place];
    if (!one) continue;
    one.firstMinute = Math.min(one.firstMinute, (time[at] ?? 0) / MINUTE);
    one.statements.push(statement[at] ?? 0);
    one.votes.push(value[at] ?? 0);
  }
  return made;
}

/** One chance in how many, rounded down to a power of ten: a billion and beyond are told alike. */
export const oddsOf = (chance: number): number => 10 ** Math.floor(Math.min(9, -Math.log10(Math.max(chance, 1e-9))));
