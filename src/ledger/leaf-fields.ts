// The form of each field of a leaf.
import { isBase64Url32, isIdentifier } from "./bytes.ts";
import { BASES, ROLES } from "./leaf-kinds.ts";
import { LedgerError } from "./ledger-error.ts";
import { isTimeText } from "./time-text.ts";
import { ED25519, parseVerifierKey } from "./verifier-key.ts";

/** The value of a field in canonical JSON; throws when it has not its form. */
export function writeField(field: string, value: unknown, isOfficial: boolean): string {
  if (!hasForm(field, value, isOfficial)) throw new LedgerError(`leaf: ${field} is missing or has not its form`);
  if (typeof value === "number") return String(value);
  return field === "key" ? JSON.stringify(value) : `"${value as string}"`;
}

function hasForm(field: string, value: unknown, isOfficial: boolean): boolean {
  switch (field) {
    case "v":
      return value === 1;
    case "r":
      return isWhole(value, 1_000_000);
    case "n":
      return isWhole(value, Number.MAX_SAFE_INTEGER);
    default:
      return typeof value === "string" && isText(field, value, isOfficial);
  }
}

function isText(field: string, value: string, isOfficial: boolean): boolean {
  switch (field) {
    case "c":
    case "o":
    case "p":
    case "to":
      return isIdentifier(value);
    case "t":
      return isTimeText(value, isOfficial ? "second" : "minute");
    case "role":
      return (ROLES as readonly string[]).includes(value);
    case "lb":
      return (BASES as readonly string[]).includes(value);
    case "key":
      return isLogKey(value);
    // k is known and why is looked at with k: both are plain words
    case "k":
    case "why":
      return /^[a-z.-]+$/.test(value);
    default:
      return isBase64Url32(value);
  }
}

function isWhole(value: unknown, most: number): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= most;
}

/** A log signs with Ed25519; 300 characters are the limit of the grammar. */
function isLogKey(text: string): boolean {
  if (text.length > 300 || !/^[\x21-\x7e]+$/.test(text)) return false;
  try {
    return parseVerifierKey(text).type === ED25519;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}
