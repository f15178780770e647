import type { VoterId } from "#kernel/ids.ts";

/** Agree 1, pass 0, disagree -1: the same in the tables, in the files and in the engine. */
export type VoteValue = 1 | 0 | -1;

export const CHOICES = ["agree", "disagree", "pass"] as const;
export type Choice = (typeof CHOICES)[number];

export function valueOfChoice(choice: Choice): VoteValue {
  switch (choice) {
    case "agree":
      return 1;
    case "disagree":
      return -1;
    case "pass":
      return 0;
  }
}

export function choiceOfValue(value: VoteValue): Choice {
  switch (value) {
    case 1:
      return "agree";
    case -1:
      return "disagree";
    case 0:
      return "pass";
  }
}

/** What became of one vote of a batch, said by the statement that stores them. */
export type Verdict =
  | "stored"
  | "unknownPoll"
  | "closed"
  | "accountsOnly"
  | "noPhase"
  | "unknownStatement"
  /** The device votes for an account: its guest votes were taken over. */
  | "takenOver"
  /** The device still has votes of its own: the account takes them over first, then votes. */
  | "takeOverFirst"
  | "tooManyGuests";

/** One vote as it waits to be stored. */
export type Ballot = {
  readonly poll: number;
  readonly statement: number;
  readonly value: VoteValue;
  /** Keyed hash of the account or of the device, in hexadecimal. */
  readonly tag: string;
  /** The person of a signed-in vote: the open phase may let some circles vote only. */
  readonly personId: string | null;
  /** The device a signed-in person votes from: no guest votes from it beside the account. */
  readonly deviceTag: string | null;
  readonly addressKey: string;
  /** Code of the stage of the tour where the person came in; written with the first vote. */
  readonly stage: string | null;
};

export type BallotVoter = {
  readonly id: VoterId;
  readonly isVerified: boolean;
  readonly territoryCode: string | null;
  readonly categoryCode: string | null;
  readonly stageCode: string | null;
};

/** All votes that count in one question, in columns of the same length. */
export type Ballots = {
  readonly voters: readonly BallotVoter[];
  /** Place of the voter in `voters`. */
  readonly voter: Int32Array;
  /** Public number of the statement. */
  readonly statement: Int32Array;
  readonly value: Int8Array;
  /** Milliseconds since 1970: of the last change. */
  readonly time: Float64Array;
};
