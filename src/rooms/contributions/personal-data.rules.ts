import { findPersonalData } from "#engine/privacy/personal-data.ts";
import type { Draft } from "./draft.rules.ts";

export type Found = { readonly kind: ReturnType<typeof findPersonalData>[number]["kind"]; readonly text: string };

/** What looks personal in the words of a draft, once each; what stands in the passage itself is not the author's. */
export function personalDataOf({ answers, passageText }: Pick<Draft, "answers" | "passageText">): readonly Found[] {
  const rewriting = answers.kind === "amendment" ? answers.proposedText : undefined;
  const texts = [answers.title, rewriting, answers.body].filter((text) => text !== undefined);
  const all = texts.flatMap((text) => findPersonalData(text));
  const own = all.filter(({ excerpt }) => !passageText?.includes(excerpt));
  const once = new Map(own.map(({ kind, excerpt }) => [`${kind} ${excerpt}`, { kind, text: excerpt }]));
  return [...once.values()];
}
