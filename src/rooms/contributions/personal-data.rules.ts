import { findPersonalData } from "#engine/privacy/personal-data.ts";
import type { Draft } from "./draft.rules.ts";
import type { AmendedPart } from "./part.rules.ts";

export type Found = { readonly kind: ReturnType<typeof findPersonalData>[number]["kind"]; readonly text: string };

/** What looks personal in the words of a draft, once each; what stands in the passages themselves is not the author's. */
export function personalDataOf(
  { answers, passageText }: Pick<Draft, "answers" | "passageText">,
  parts: readonly Pick<AmendedPart, "aboutText" | "proposedText">[] = [],
): readonly Found[] {
  const texts = [answers.title, ...parts.map(({ proposedText }) => proposedText), answers.body];
  const all = texts.flatMap((text) => (text ? findPersonalData(text) : []));
  const passages = [passageText ?? "", ...parts.map(({ aboutText }) => aboutText)];
  const own = all.filter(({ excerpt }) => !passages.some((passage) => passage.includes(excerpt)));
  const once = new Map(own.map(({ kind, excerpt }) => [`${kind} ${excerpt}`, { kind, text: excerpt }]));
  return [...once.values()];
}
