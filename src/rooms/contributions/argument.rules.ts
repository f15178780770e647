import type { Kind, Stance } from "./contribution.rules.ts";

/** Arguments shown on the page of an amendment; all are on the page of its discussion. */
export const ARGUMENTS_SHOWN = 3;

/** How each stance is said in the address. */
export const STANCE_WORDS: Readonly<Record<Stance, string>> = { for: "pour", against: "contre", nuance: "nuance" };

export function stanceOfWord(word: string): Stance | null {
  const found = Object.entries(STANCE_WORDS).find(([, value]) => value === word);
  return found ? (found[0] as Stance) : null;
}

/** One argues about other words for a passage; an argument itself is not argued about. */
export function canBeDiscussed({
  kind,
  aboutNumber,
}: {
  readonly kind: Kind;
  readonly aboutNumber: number | null;
}): boolean {
  return kind === "amendment" && aboutNumber === null;
}
