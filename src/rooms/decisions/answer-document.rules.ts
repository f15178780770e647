import { canonical } from "#ledger/canonical.ts";

/** A published answer as anybody may read it, with the contributions it holds for now. */
export type AnswerFacts = {
  readonly id: string;
  readonly processId: string;
  readonly number: number;
  readonly verdict: string;
  readonly addressedTo: string | null;
  readonly reason: string;
  readonly answer: string;
  readonly publishedAt: Date;
  /** The decision it revises, and why. */
  readonly replaces: string | null;
  readonly revisionReason: string | null;
  /** Later decisions that took over contributions of this one. */
  readonly revisedBy: readonly string[];
  readonly contributions: readonly { readonly id: string; readonly number: number }[];
};

/** The text whose digest is logged (`answer.published`, `answer.revised`). */
export function answerDocument(facts: AnswerFacts): string {
  return canonical({
    addressedTo: facts.addressedTo,
    answer: facts.answer,
    contributions: facts.contributions.map(({ id, number }) => ({ id, number })),
    decision: facts.id,
    number: facts.number,
    process: facts.processId,
    published: facts.publishedAt.toISOString(),
    reason: facts.reason,
    revisedBy: facts.revisedBy,
    revises: facts.replaces,
    revisionReason: facts.revisionReason,
    v: 1,
    verdict: facts.verdict,
  });
}
