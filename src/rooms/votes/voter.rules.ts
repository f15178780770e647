import type { VoterId } from "#kernel/ids.ts";
import type { VoteValue } from "./ballot.rules.ts";

/** What the pages of one person know of them as a voter of one question. */
export type Voter = {
  readonly id: VoterId;
  readonly isVerified: boolean;
  readonly territoryCode: string | null;
  readonly categoryCode: string | null;
  /** The public reason, when their votes are in no count. */
  readonly setAsideReason: string | null;
  /** A device of an account that votes: nobody votes from it without signing in. */
  readonly isTakenOver: boolean;
};

export type OwnVote = { readonly number: number; readonly value: VoteValue; readonly votedAt: Date };

/** What the pages of voting say of a question. */
export type AskedPoll = {
  readonly number: number;
  readonly title: string;
  readonly language: string;
  readonly process: { readonly slug: string; readonly title: string };
};

export type ShownStatement = {
  readonly number: number;
  readonly text: string;
  readonly language: string;
  readonly nodes: readonly {
    readonly code: string;
    readonly title: string;
    readonly document: string;
    readonly edition: number;
  }[];
};

/** Whether this person can vote now, or why not. */
export type VotingState =
  | "draft"
  | "planned"
  | "closed"
  /** The question asks to sign in. */
  | "accountsOnly"
  /** No phase lets this person's circle vote at the moment. */
  | "noPhase"
  /** An account already votes from this device. */
  | "takenOver"
  | "open";

type Facts = {
  readonly state: "draft" | "planned" | "closed" | "open";
  readonly isForAccounts: boolean;
  readonly isSignedIn: boolean;
  readonly hasPhase: boolean;
  readonly isTakenOver: boolean;
};

export function votingStateOf({ state, isForAccounts, isSignedIn, hasPhase, isTakenOver }: Facts): VotingState {
  if (state !== "open") return state;
  if (isForAccounts && !isSignedIn) return "accountsOnly";
  if (!hasPhase) return "noPhase";
  return isTakenOver ? "takenOver" : "open";
}
