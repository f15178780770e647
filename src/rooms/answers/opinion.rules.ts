import type { DecisionId, ProcessId } from "#kernel/ids.ts";

/** What an author may say of the answer. */
export const OPINIONS = ["yes", "partly", "no"] as const;
export type Opinion = (typeof OPINIONS)[number];

/** Words beside an opinion, at most. */
export const WHY_LIMIT = 2000;

/** Fewer people than this are never counted apart. */
export const SMALLEST = 11;

export type OpinionCounts = Readonly<Record<Opinion, number>>;

export const totalOf = (counts: OpinionCounts): number => counts.yes + counts.partly + counts.no;

/** Shown as soon as enough people spoke for nobody to be guessed. */
export const mayShow = (counts: OpinionCounts): boolean => totalOf(counts) >= SMALLEST;

export type AnswerToJudge = {
  readonly number: number;
  readonly decisionId: DecisionId;
  readonly decisionNumber: number;
  readonly verdict: string;
  readonly reason: string;
  readonly answer: string;
  readonly language: string;
  readonly publishedAt: Date;
  readonly value: Opinion | null;
  readonly why: string | null;
};

export type ToldOpinion = {
  readonly contribution: number;
  readonly decision: number;
  readonly verdict: string;
  readonly value: Opinion;
  readonly why: string | null;
  readonly at: Date;
};

export type OpinionProcess = {
  readonly id: ProcessId;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly opinions: number;
};

export type VerdictWords = { readonly verdict: string; readonly words: string };
