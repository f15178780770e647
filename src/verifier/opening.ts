// Openings as the journal serves them: the nonce and content of a commitment.
import { decodeUtf8, fromBase64Url32, isIdentifier } from "#ledger/bytes.ts";
import { authorContent, commit } from "#ledger/commitment.ts";
import { LedgerError } from "#ledger/ledger-error.ts";

export const MAX_OPENING = 1024 * 1024;

export type Opening = {
  readonly o: string;
  readonly r: number;
  readonly nonce: Buffer;
  readonly content: string;
  /** Null once the author is detached, and for a masked revision. */
  readonly author: { readonly nonce: Buffer; readonly label: string } | null;
};

/** One opening from its JSON: o, r, nonce, content, authorNonce, authorLabel. */
export function parseOpening(bytes: Uint8Array | string): Opening {
  const value = parsedObject(typeof bytes === "string" ? bytes : decodeUtf8(bytes));
  const { o, r, nonce, content, authorNonce, authorLabel } = value;
  if (typeof o !== "string" || !isIdentifier(o)) throw new LedgerError("opening without its object");
  if (typeof r !== "number" || !Number.isSafeInteger(r) || r < 1) throw new LedgerError("opening without its revision");
  if (typeof nonce !== "string" || typeof content !== "string")
    throw new LedgerError("opening without nonce or content");
  const hasAuthor = typeof authorNonce === "string" && typeof authorLabel === "string";
  return {
    o,
    r,
    nonce: fromBase64Url32(nonce),
    content,
    author: hasAuthor ? { nonce: fromBase64Url32(authorNonce), label: authorLabel } : null,
  };
}

/** Throws unless the opening opens the commitments of this leaf. */
export function checkOpens(
  { nonce, content, author }: Opening,
  leaf: { readonly h: string; readonly ha?: string },
): void {
  if (!commit(nonce, content).equals(fromBase64Url32(leaf.h)))
    throw new LedgerError("text is not what was committed to");
  if (author === null || leaf.ha === undefined) return;
  if (!commit(author.nonce, authorContent(author.label)).equals(fromBase64Url32(leaf.ha))) {
    throw new LedgerError("author label is not what was committed to");
  }
}

export function parsedObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LedgerError("not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new LedgerError("not a JSON object");
  return value as Readonly<Record<string, unknown>>;
}
