import type { Operation } from "#engine/diff/operation.ts";

export const KINDS = ["comment", "amendment", "proposal", "testimony"] as const;
export type Kind = (typeof KINDS)[number];

export type { Operation };
export const OPERATIONS = ["rewrite", "remove", "add"] as const satisfies readonly Operation[];

/** Passages of one amendment, as the database holds them. */
export const PART_LIMIT = 10;

/** What an argument about a contribution says of it. */
export const STANCES = ["for", "against", "nuance"] as const;
export type Stance = (typeof STANCES)[number];

export const CHANNELS = ["online", "room", "paper", "phone", "counter", "letter", "import"] as const;
export type Channel = (typeof CHANNELS)[number];

/** How somebody else's words reach the team member who types them. */
export const ASSISTED_CHANNELS = ["paper", "phone", "counter", "letter", "room"] as const;

export const STATES = ["received", "published", "rephrase_asked", "hidden", "withdrawn", "erased"] as const;
export type State = (typeof STATES)[number];

export const VERDICTS = [
  "accepted",
  "partly_accepted",
  "already_covered",
  "to_be_studied",
  "declined",
  "out_of_scope",
  "other_body",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const SUPPORT_VALUES = ["for", "against", "neutral"] as const;
export type SupportValue = (typeof SUPPORT_VALUES)[number];

/**
 * From which states a contribution may come to each state. Published again is published: masking words changes no state.
 * Erased is the end; withdrawn stays withdrawn.
 */
const ORIGINS: Readonly<Record<State, readonly State[]>> = {
  received: ["rephrase_asked"],
  published: ["received", "rephrase_asked", "hidden", "published"],
  rephrase_asked: ["received", "published"],
  hidden: ["received", "rephrase_asked", "published"],
  withdrawn: ["received", "published", "rephrase_asked", "hidden"],
  erased: ["received", "published", "rephrase_asked", "hidden", "withdrawn"],
};

export function originsOf(state: State): readonly State[] {
  return ORIGINS[state];
}

/** An author may take back what is not taken back yet. */
export function canWithdraw(state: State): boolean {
  return ORIGINS.withdrawn.includes(state);
}

/** Only the author writes new words, and only after having been asked. */
export function canRephrase(state: State): boolean {
  return state === "rephrase_asked";
}

/** `Commentaire` and `partly_accepted` as the last part of a message key: `partlyAccepted`. */
export function camel<Text extends string>(text: Text): CamelCase<Text> {
  return text.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<Text>;
}
export type CamelCase<Text extends string> = Text extends `${infer Head}_${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Text;
