import { textContent } from "./commitment.ts";

/** A contribution as it is published, with what is needed to say what was committed to. */
export type CommittedContribution = {
  readonly kind: string;
  readonly editionId: string;
  readonly nodeId: string | null;
  /** Null for a contribution that is not about a passage. */
  readonly passageId: string | null;
  readonly aboutContributionId: string | null;
  readonly stance: string | null;
  readonly categoryCode: string | null;
  readonly title: string | null;
  readonly body: string;
  /** For an amendment: what it does with its first passage, and the words it proposes. */
  readonly operation: string;
  readonly proposedText: string | null;
  /** The second and following passages of an amendment, in their order. */
  readonly parts: readonly CommittedPart[];
};

export type CommittedPart = {
  readonly passageId: string;
  readonly operation: string;
  readonly proposedText: string | null;
};

/**
 * The content that the text commitment `h` of a contribution opens to: canonical JSON of about, body, category, choices,
 * title, type. `about` is the edition, then the passages in order, or else the element, then the contribution that an
 * argument speaks of; `choices` is the stance of an argument. An amendment's body is its words, then for each passage an
 * empty line, `<passage id> <operation>`, and on the next line the words proposed, where there are some.
 */
export function contributionContent(of: CommittedContribution): string {
  const isAmendment = of.kind === "amendment";
  const first = { passageId: of.passageId ?? "", operation: of.operation, proposedText: of.proposedText };
  const parts = isAmendment ? [first, ...of.parts] : [];
  const places = isAmendment
    ? parts.map((part) => part.passageId)
    : [of.passageId ?? of.nodeId].filter((id) => id !== null);
  const argued = of.aboutContributionId === null ? [] : [of.aboutContributionId];
  return textContent({
    about: [of.editionId, ...places, ...argued],
    body: [of.body, ...parts.map(partText)].join("\n\n"),
    category: of.categoryCode ?? "",
    choices: of.stance === null ? [] : [of.stance],
    title: of.title ?? "",
    type: of.kind,
  });
}

function partText({ passageId, operation, proposedText }: CommittedPart): string {
  const head = `${passageId} ${operation}`;
  return proposedText === null ? head : `${head}\n${proposedText}`;
}

/** The label of an author as pages show it: "Association X, Zoé", one of the two, or "" for nobody's name. */
export function authorLabel(of: { readonly authorName: string | null; readonly organisation: string | null }): string {
  return [of.organisation, of.authorName].filter(Boolean).join(", ");
}
