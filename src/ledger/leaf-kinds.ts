// What a leaf may say, version 1: the closed lists of kinds, fields and reasons. A leaf shows what happened to which object and
// when; who wrote and what was written appear as commitments only.

/** Public reasons, by the kind they may be given for. */
export const WHY = {
  // biome-ignore format: a list to read at a glance
  "moderation.hidden": [
    "awaiting-review", "off-topic", "duplicate", "personal-data", "health-data", "insult", "hate", "illegal", "advertising",
    "spam", "impersonation", "author-request",
  ],
  "moderation.restored": ["review-passed", "corrected", "appeal-upheld", "mistake"],
  "moderation.masked": ["personal-data", "health-data"],
  "moderation.merged": ["duplicate", "same-proposal"],
} as const;

/** Who acted on a contribution. `rule`: a published rule of the process, no person, and then no `ah`. */
export const ROLES = ["moderator", "organiser", "admin", "rule"] as const;

/** Legal bases of an erasure. */
export const BASES = ["rgpd-17", "rgpd-21", "rgpd-9", "court", "law", "retention"] as const;

export type Moderation = keyof typeof WHY;
type Fields = {
  /** process */
  readonly c: string;
  /** object, and what it is merged into; poll: identifiers */
  readonly o: string;
  readonly to: string;
  readonly p: string;
  /** revision of the object, 1 to 1,000,000; count, 1 to 2^53 − 1 */
  readonly r: number;
  readonly n: number;
  /** 32 bytes in base64url: commitments to text, author label, staff member; previous h or d; public document; root */
  readonly h: string;
  readonly ha: string;
  readonly ah: string;
  readonly ph: string;
  readonly d: string;
  readonly root: string;
  readonly role: (typeof ROLES)[number];
  readonly lb: (typeof BASES)[number];
  /** verifier key of the new log key */
  readonly key: string;
};
type Shape<K, R extends keyof Fields, O extends keyof Fields = never> = {
  readonly v: 1;
  readonly k: K;
  /** UTC, by the database clock: YYYY-MM-DDTHH:MMZ, with seconds for official acts. */
  readonly t: string;
} & Pick<Fields, R> &
  Partial<Pick<Fields, O>>;
type Moderated<K extends Moderation, R extends keyof Fields> = Shape<K, R, "ah"> & {
  readonly why: (typeof WHY)[K][number];
};

export type Leaf =
  | Shape<"contribution.submitted", "c" | "o" | "r" | "h" | "ha">
  | Shape<"contribution.edited", "c" | "o" | "r" | "h" | "ha" | "ph">
  | Shape<"contribution.withdrawn" | "author.detached", "c" | "o" | "r">
  | Moderated<"moderation.hidden", "c" | "o" | "r" | "role">
  | Moderated<"moderation.restored", "c" | "o" | "r" | "role">
  | Moderated<"moderation.masked", "c" | "o" | "r" | "h" | "ph" | "role">
  | Moderated<"moderation.merged", "c" | "o" | "r" | "to" | "role">
  | Shape<"answer.published" | "measure.published", "c" | "o" | "r" | "d">
  | Shape<"answer.revised" | "measure.revised", "c" | "o" | "r" | "d" | "ph">
  | Shape<"roadmap.version" | "poll.tallied", "c" | "o" | "r" | "d", "ph">
  | Shape<"snapshot.published" | "poll.opened" | "poll.closed", "c" | "o" | "d">
  | Shape<"ballot.batch", "c" | "o" | "p" | "n" | "root">
  | Shape<"token.batch", "c" | "o" | "p" | "n">
  | Shape<"erasure.performed", "c" | "o" | "r" | "lb">
  | Shape<"import.batch", "c" | "o" | "n" | "d">
  | Shape<"config.changed", "d", "c">
  | Shape<"key.rotated", "key">
  | Shape<"incident", "d">;

export type Kind = Leaf["k"];
type Untimed<L> = L extends Leaf ? Omit<L, "t"> : never;
/** A leaf before the database clock has given its time. */
export type UntimedLeaf = Untimed<Leaf>;

/** What an identifier may be; it stays in one family for ever. Null: a kind without an object. */
export type Family =
  | "contribution"
  | "answer"
  | "roadmap"
  | "measure"
  | "snapshot"
  | "poll"
  | "ballots"
  | "tokens"
  | "import"
  | null;

/** first: r is 1. later: r is 2 or more. linked: `ph` is there when, and only when, r is 2 or more. any: r alone says nothing. */
type Revision = "first" | "later" | "linked" | "any";
export type Rule = {
  readonly family: Family;
  readonly isOfficial: boolean;
  /** All fields it may have, in the order of canonical JSON. */
  readonly fields: readonly string[];
  readonly optional: readonly string[];
  readonly revision: Revision;
};

function rule(family: Family, words: string, revision: Revision = "any", optional = "", isOfficial = false): Rule {
  const optionals = optional.split(" ").filter(Boolean);
  const fields = ["k", "t", "v", ...words.split(" "), ...optionals].sort();
  return { family, isOfficial, fields, optional: optionals, revision };
}
const official = (family: Family, words: string, revision: Revision = "any", optional = "") =>
  rule(family, words, revision, optional, true);

export const RULES: { readonly [K in Kind]: Rule } = {
  "contribution.submitted": rule("contribution", "c o r h ha", "first"),
  "contribution.edited": rule("contribution", "c o r h ha ph", "later"),
  "contribution.withdrawn": rule("contribution", "c o r"),
  "author.detached": rule("contribution", "c o r"),
  "moderation.hidden": rule("contribution", "c o r why role", "any", "ah"),
  "moderation.restored": rule("contribution", "c o r why role", "any", "ah"),
  "moderation.masked": rule("contribution", "c o r h ph why role", "later", "ah"),
  "moderation.merged": rule("contribution", "c o r to why role", "any", "ah"),
  "answer.published": official("answer", "c o r d", "first"),
  "answer.revised": official("answer", "c o r d ph", "later"),
  "roadmap.version": official("roadmap", "c o r d", "linked", "ph"),
  "measure.published": official("measure", "c o r d", "first"),
  "measure.revised": official("measure", "c o r d ph", "later"),
  "snapshot.published": official("snapshot", "c o d"),
  "poll.opened": official("poll", "c o d"),
  "poll.closed": official("poll", "c o d"),
  "poll.tallied": official("poll", "c o r d", "linked", "ph"),
  "ballot.batch": rule("ballots", "c o p n root"),
  "token.batch": rule("tokens", "c o p n"),
  "erasure.performed": rule("contribution", "c o r lb"),
  "import.batch": official("import", "c o n d"),
  "config.changed": official(null, "d", "any", "c"),
  "key.rotated": official(null, "key"),
  incident: official(null, "d"),
};

/** All kinds: a new one means a new version of the grammar. */
export const KINDS = Object.keys(RULES) as readonly Kind[];

export function isOfficial(kind: Kind): boolean {
  return RULES[kind].isOfficial;
}

export function familyOf(kind: Kind): Family {
  return RULES[kind].family;
}
