// Leaves, version 1: canonical JSON of one act, in bytes that are its only ones.
import { writeField } from "./leaf-fields.ts";
import {
  isOfficial,
  type Kind,
  type Leaf,
  type Moderation,
  RULES,
  type Rule,
  type UntimedLeaf,
  WHY,
} from "./leaf-kinds.ts";
import { LedgerError } from "./ledger-error.ts";

export {
  BASES,
  type Family,
  familyOf,
  isOfficial,
  KINDS,
  type Kind,
  type Leaf,
  ROLES,
  type UntimedLeaf,
  WHY,
} from "./leaf-kinds.ts";
export { parseShortCode, shortCode } from "./short-code.ts";

/** The specification's limit; that of C2SP bundles is 65,535. */
export const MAX_LEAF_BYTES = 1024;

/** The leaf of these bytes, which are the only bytes it has; anything else is refused. */
export function parseLeaf(bytes: Uint8Array | string): Leaf {
  const text = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("latin1");
  if (text.length > MAX_LEAF_BYTES) throw new LedgerError(`leaf of more than ${MAX_LEAF_BYTES} bytes`);
  if (!/^[\x20-\x7e]*$/.test(text)) throw new LedgerError("leaf with a character that is not printable ASCII");
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new LedgerError("leaf is not an object");
  if (compose(value as Record<string, unknown>) !== text) throw new LedgerError("leaf is not in canonical form");
  return value as Leaf;
}

/** The one text of a leaf. */
export function writeLeaf(leaf: Leaf): string {
  return compose(leaf);
}

/** Text before and after the time: `before + t + after` is the leaf. */
export function leafAround(leaf: UntimedLeaf): { before: string; after: string; official: boolean } {
  const official = isOfficial(leaf.k);
  const t = official ? "2000-01-01T00:00:00Z" : "2000-01-01T00:00Z";
  const text = compose({ ...leaf, t });
  const at = text.indexOf(`"t":"${t}"`) + '"t":"'.length;
  return { before: text.slice(0, at), after: text.slice(at + t.length), official };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LedgerError("leaf is not JSON");
  }
}

/** Canonical JSON of checked fields: all are ASCII strings and small integers, so keys in order are all it takes. */
function compose(leaf: Readonly<Record<string, unknown>>): string {
  const { k } = leaf;
  if (typeof k !== "string" || !Object.hasOwn(RULES, k)) throw new LedgerError("leaf of an unknown kind");
  const rule = RULES[k as Kind];
  let text = "";
  let count = 0;
  for (const field of rule.fields) {
    const value = leaf[field];
    if (value === undefined && rule.optional.includes(field)) continue;
    text += `${text === "" ? "{" : ","}"${field}":${writeField(field, value, rule.isOfficial)}`;
    count += 1;
  }
  if (Object.keys(leaf).length !== count) throw new LedgerError(`leaf ${k} has a field that it may not have`);
  checkTogether(rule, k, leaf);
  if (text.length + 1 > MAX_LEAF_BYTES) throw new LedgerError(`leaf of more than ${MAX_LEAF_BYTES} bytes`);
  return `${text}}`;
}

/** What no field says alone. */
function checkTogether({ revision }: Rule, k: string, leaf: Readonly<Record<string, unknown>>): void {
  const { r, ph, why, role, ah } = leaf;
  if (revision === "first" && r !== 1) throw new LedgerError(`leaf ${k}: r is not 1`);
  if (revision === "later" && r === 1) throw new LedgerError(`leaf ${k}: r is not 2 or more`);
  if (revision === "linked" && (r === 1) !== (ph === undefined)) {
    throw new LedgerError(`leaf ${k}: ph stands from the second revision on`);
  }
  if (why === undefined) return;
  if (!(WHY[k as Moderation] as readonly unknown[]).includes(why))
    throw new LedgerError(`leaf ${k}: why is not in its list`);
  if (role === "rule" && ah !== undefined) throw new LedgerError(`leaf ${k}: a rule is no person, so it has no ah`);
}
