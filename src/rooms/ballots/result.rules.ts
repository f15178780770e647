import { canonical } from "#ledger/canonical.ts";

/** Votes on one statement, those replaced left out; `blank`: taken out of the counts. */
export type QuestionCounts = {
  readonly question: string;
  readonly agree: number;
  readonly blank: number;
  readonly disagree: number;
  readonly pass: number;
};

type Counted = {
  readonly poll: string;
  /** Commitments of all lots: also those replaced later. */
  readonly ballots: number;
  /** In the order of their leaves. */
  readonly lots: readonly string[];
};

/** What is true of a question once it is closed: the text whose digest is logged (`poll.closed`). */
export function closingRecord(closed: Counted & { readonly closedAt: Date; readonly reason: string | null }): string {
  const { poll, ballots, lots, closedAt, reason } = closed;
  return canonical({ ballots, closed: closedAt.toISOString(), lots, poll, reason, v: 1 });
}

/**
 * The result file: the text whose digest is logged (`poll.tallied`). Whoever has the lots and their openings makes it again. Under
 * eleven voters nothing is opened and no number is said, as on the pages.
 */
export function resultFile(
  counted: Counted & { readonly areOpened: boolean; readonly questions: readonly QuestionCounts[] },
): string {
  const { poll, ballots, lots, areOpened } = counted;
  const questions = counted.questions
    .map(({ question, agree, blank, disagree, pass }) => ({ question, agree, blank, disagree, pass }))
    .toSorted((a, b) => (a.question < b.question ? -1 : 1));
  return canonical({ ballots, lots, openings: areOpened, poll, questions, v: 1 });
}
