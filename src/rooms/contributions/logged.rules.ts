import { authorLabel, type CommittedContribution, contributionContent } from "#ledger/contribution-content.ts";

/** The words of a contribution at one revision, as the log commits to them. */
export type LoggedWords = Omit<CommittedContribution, "parts"> & {
  readonly id: string;
  readonly processId: string;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly parts: CommittedContribution["parts"];
};

/** What opens the commitments of a contribution's words: the text, and the label of its author. */
export function openingOf(words: LoggedWords): { readonly content: string; readonly author: string } {
  return { content: contributionContent(words), author: authorLabel(words) };
}

/** A contribution is logged when it is received, and hidden by rule until a person has read it. */
export function submissionLeaves(words: LoggedWords) {
  const of = { c: words.processId, o: words.id };
  return [
    { leaf: { k: "contribution.submitted", ...of }, opening: openingOf(words) },
    { leaf: { k: "moderation.hidden", ...of, why: "awaiting-review", role: "rule" } },
  ] as const;
}
