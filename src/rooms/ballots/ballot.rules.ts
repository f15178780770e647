import { toBase64Url } from "#ledger/bytes.ts";
import { ballotContent } from "#ledger/commitment.ts";

/** What somebody answered to one statement, as it is committed to. */
export type Answer = "agree" | "disagree" | "pass";

/** Fewer people than this in a lot, or in a question, would show who voted what. */
export const FEWEST_VOTERS = 11;
/** A lot is sealed at this age at the earliest, in seconds. */
export const LOT_AGE = 60;
/** Days after closing before the key of a question is destroyed. */
export const KEY_DAYS = 30;

export type BallotFacts = {
  readonly poll: string;
  readonly statement: string;
  /** Null: a blank, a vote taken out of the counts. */
  readonly answer: Answer | null;
  /** The commitment of the ballot that this one replaces. */
  readonly replaces: Uint8Array | null;
};

/** What the commitment of a ballot commits to, as canonical JSON. */
export function contentOf({ poll, statement, answer, replaces }: BallotFacts): string {
  return ballotContent({
    answer: answer === null ? [] : [answer],
    poll,
    question: statement,
    ...(replaces ? { replaces: toBase64Url(replaces) } : {}),
  });
}

/** A lot keeps its commitments one after the other. */
export function commitmentsOf(bytes: Buffer): readonly Buffer[] {
  return Array.from({ length: bytes.length / 32 }, (_, place) => bytes.subarray(place * 32, (place + 1) * 32));
}
