import { type Bytes, canonicalObject, hashFromBase64Url, hasKeys, type Json, Wrong } from "./offline-bytes.island.ts";

/** What each kind of leaf holds besides v, k and t. `ph` here means: as soon as the revision is above 1. */
const KINDS: Readonly<Record<string, string>> = {
  "contribution.submitted": "c o r h ha",
  "contribution.edited": "c o r h ha ph",
  "contribution.withdrawn": "c o r",
  "author.detached": "c o r",
  "moderation.hidden": "c o r why role",
  "moderation.restored": "c o r why role",
  "moderation.masked": "c o r h ph why role",
  "moderation.merged": "c o r to why role",
  "answer.published": "c o r d",
  "answer.revised": "c o r d ph",
  "roadmap.version": "c o r d ph",
  "measure.published": "c o r d",
  "measure.revised": "c o r d ph",
  "snapshot.published": "c o d",
  "poll.opened": "c o d",
  "poll.closed": "c o d",
  "poll.tallied": "c o r d ph",
  "ballot.batch": "c o p n root",
  "token.batch": "c o p n",
  "erasure.performed": "c o r lb",
  "import.batch": "c o n d",
  "config.changed": "d",
  "key.rotated": "key",
  incident: "d",
};
/** These carry seconds. */
const OFFICIAL = /^(?:answer|roadmap|measure|snapshot|poll|import|config|key)\.|^incident$/;
const FIRST_ONLY = ["contribution.submitted", "answer.published", "measure.published"];
const LATER_ONLY = ["contribution.edited", "moderation.masked", "answer.revised", "measure.revised"];
const WHY: Readonly<Record<string, string>> = {
  "moderation.hidden":
    "awaiting-review off-topic duplicate personal-data health-data insult hate illegal advertising spam impersonation author-request",
  "moderation.restored": "review-passed corrected appeal-upheld mistake",
  "moderation.masked": "personal-data health-data",
  "moderation.merged": "duplicate same-proposal",
};
const ROLES = "moderator organiser admin rule";
const BASES = "rgpd-17 rgpd-21 rgpd-9 court law retention";

const OPTIONAL: readonly (readonly [RegExp, string])[] = [
  [/^moderation\./, "ah"],
  [/^config\./, "c"],
];

const IDENTIFIER = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const isOneOf = (words: string | undefined, value: Json | undefined) =>
  typeof value === "string" && (words ?? "").split(" ").includes(value);
const isCount = (value: Json | undefined, most: number) =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;

export type CheckedLeaf = {
  readonly kind: string;
  readonly time: string;
  readonly object: string | null;
  readonly revision: number | null;
  /** Commitment to the text. */
  readonly h: Bytes | null;
  /** Digest of a public document. */
  readonly d: Bytes | null;
  readonly batch: { readonly n: number; readonly root: Bytes } | null;
};

/** The one way of writing a leaf, or nothing. */
export function checkLeaf(text: string): CheckedLeaf {
  const refuse = (why: string): never => {
    throw new Wrong("leaf", why);
  };
  if (text.length > 1024 || !/^[\x20-\x7e]*$/.test(text)) return refuse("not short printable ASCII");
  const leaf = canonicalObject(text);
  if (!leaf) return refuse("not canonical");
  const kind = leaf.k;
  const fields = typeof kind === "string" && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (leaf.v !== 1 || typeof kind !== "string" || fields === undefined) return refuse("unknown kind or version");
  if (!hasKeys(leaf, "v", "k", "t", ...fieldsOf(kind, fields, leaf))) return refuse("fields missing or not known");
  for (const [name, value] of Object.entries(leaf)) {
    if (!isRight(name, value, kind)) return refuse(`field ${name}`);
  }
  if (leaf.role === "rule" && "ah" in leaf) return refuse("a rule is nobody");
  const [n, root] = [leaf.n, hashFromBase64Url(leaf.root)];
  return {
    kind,
    time: String(leaf.t),
    object: typeof leaf.o === "string" ? leaf.o : null,
    revision: typeof leaf.r === "number" ? leaf.r : null,
    h: hashFromBase64Url(leaf.h),
    d: hashFromBase64Url(leaf.d),
    batch: typeof n === "number" && root ? { n, root } : null,
  };
}

function fieldsOf(kind: string, fields: string, leaf: Readonly<Record<string, Json>>): readonly string[] {
  const required = fields.split(" ").filter((name) => name !== "ph" || leaf.r !== 1);
  const optional = OPTIONAL.filter(([kinds, name]) => kinds.test(kind) && name in leaf).map(([, name]) => name);
  return [...required, ...optional];
}

function isRight(name: string, value: Json, kind: string): boolean {
  switch (name) {
    case "v":
    case "k":
      return true;
    case "t":
      return isTime(value, OFFICIAL.test(kind));
    case "c":
    case "o":
    case "p":
    case "to":
      return typeof value === "string" && IDENTIFIER.test(value);
    case "r":
      return isCount(value, 1_000_000) && (value === 1 ? !LATER_ONLY.includes(kind) : !FIRST_ONLY.includes(kind));
    case "n":
      return isCount(value, Number.MAX_SAFE_INTEGER);
    case "why":
      return isOneOf(WHY[kind], value);
    case "role":
      return isOneOf(ROLES, value);
    case "lb":
      return isOneOf(BASES, value);
    case "key":
      return typeof value === "string" && value.length <= 300 && /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/.test(value);
    default:
      return hashFromBase64Url(value) !== null;
  }
}

/** A date that exists, to the minute, or to the second for official acts. */
function isTime(value: Json, isOfficial: boolean): boolean {
  if (typeof value !== "string") return false;
  const form = isOfficial ? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;
  if (!form.test(value)) return false;
  const whole = isOfficial ? value.replace("Z", ".000Z") : value.replace("Z", ":00.000Z");
  const time = new Date(whole);
  return !Number.isNaN(time.getTime()) && time.toISOString() === whole;
}
