import { findPersonalData } from "#engine/privacy/personal-data.ts";
import { textSimilarity } from "#engine/text/trigrams.ts";
import type { FLAG_WORDS } from "./words.rules.ts";

/** Above this, two short sentences deserve to be read side by side. */
const ALIKE = 0.55;
const MOST = 5;

export type Similar<T> = { readonly statement: T; readonly similarity: number };

/** The statements that say nearly the same, the most alike first. */
export function similarTo<T extends { readonly text: string }>(
  text: string,
  among: readonly T[],
): readonly Similar<T>[] {
  return among
    .map((statement) => ({ statement, similarity: textSimilarity(text, statement.text) }))
    .filter(({ similarity }) => similarity >= ALIKE)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, MOST);
}

export type Flag = { readonly kind: keyof typeof FLAG_WORDS; readonly explanation: string };

/** What looks personal in a sentence, with the words found. */
export function personalFlags(text: string): readonly Flag[] {
  return findPersonalData(text).map(({ kind, excerpt }) => ({
    kind: kind === "health" ? "health" : "personal_data",
    explanation: excerpt,
  }));
}

/** Why a statement deserves a look before it is shown. Never decides. */
export function flagsOf(
  text: string,
  among: readonly { readonly number: number; readonly text: string }[],
): readonly Flag[] {
  const alike = similarTo(text, among).map(({ statement, similarity }) => ({
    kind: "near_duplicate" as const,
    explanation: `${statement.number} (${Math.round(similarity * 100)} %)`,
  }));
  const links = /https?:\/\/|www\./i.test(text) ? [{ kind: "links" as const, explanation: "" }] : [];
  const several = /[.!?;]\s+\p{L}/u.test(text) ? [{ kind: "several" as const, explanation: "" }] : [];
  return [...personalFlags(text), ...alike, ...links, ...several];
}
