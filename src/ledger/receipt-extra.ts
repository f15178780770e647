// What a receipt of ours carries in the line `extra`: the leaf, and what opens its commitments.
import { decodeUtf8, encodeUtf8, fromBase64, isBase64Url32, toBase64 } from "./bytes.ts";
import { canonical, type Json } from "./canonical.ts";
import { LedgerError } from "./ledger-error.ts";
import { checkHash, type Hash } from "./tree.ts";

/**
 * What opens one commitment: the nonce (base64url) and the content, or the SHA-256 of it (base64url) when the text is
 * kept apart. For a ballot, `batch` places the commitment in its lot: index from 0 and hashes in base64.
 */
export type ReceiptItem = {
  readonly nonce: string;
  readonly batch?: { readonly index: number; readonly proof: readonly string[] };
} & (
  | { readonly content: string; readonly contentHash?: never }
  | { readonly contentHash: string; readonly content?: never }
);

export type Extra = { readonly leaf: string; readonly items: readonly ReceiptItem[] };

export function writeExtra({ leaf, items }: Extra): string {
  const text = toBase64(encodeUtf8(canonical({ items, leaf, v: 1 } as unknown as Json)));
  parseExtra(text);
  return text;
}

/** Throws unless this is base64 of canonical JSON with exactly its keys. The leaf is not looked into. */
export function parseExtra(base64: string): Extra {
  const text = decodeUtf8(fromBase64(base64, "extra of the receipt"));
  const value = fields(parsed(text), ["items", "leaf", "v"]);
  const { items, leaf, v } = value;
  if (v !== 1 || typeof leaf !== "string" || !Array.isArray(items)) throw refused("extra has not its keys");
  for (const item of items) checkItem(item);
  if (canonicalOf(value) !== text) throw refused("extra is not canonical JSON");
  return { leaf, items: items as ReceiptItem[] };
}

/** The hashes of a proof that is written in base64. */
export function proofHashes(lines: readonly string[]): Hash[] {
  if (lines.length > 63) throw refused("a proof has at most 63 hashes");
  return lines.map((line) => {
    const bytes = fromBase64(line, "hash of a proof");
    checkHash(bytes);
    return bytes;
  });
}

function checkItem(item: unknown): void {
  const one = object(item);
  const kept = Object.hasOwn(one, "content") ? "content" : "contentHash";
  const { nonce, content, contentHash, batch } = fields(one, [
    ...(Object.hasOwn(one, "batch") ? ["batch"] : []),
    kept,
    "nonce",
  ]);
  if (typeof nonce !== "string" || !isBase64Url32(nonce)) throw refused("nonce is not 32 bytes in base64url");
  if (kept === "content" && typeof content !== "string") throw refused("content is not a text");
  if (kept === "contentHash" && !(typeof contentHash === "string" && isBase64Url32(contentHash))) {
    throw refused("contentHash is not 32 bytes in base64url");
  }
  if (batch === undefined) return;
  const { index, proof } = fields(batch, ["index", "proof"]);
  if (!Number.isSafeInteger(index) || Number(index) < 0) throw refused("batch index is not a number from 0");
  if (!Array.isArray(proof) || !proof.every((line) => typeof line === "string"))
    throw refused("batch proof is not a list");
  proofHashes(proof);
}

function fields(value: unknown, names: readonly string[]): Record<string, unknown> {
  const one = object(value);
  const keys = Object.keys(one);
  if (keys.length !== names.length || !names.every((name) => Object.hasOwn(one, name))) {
    throw refused(`its keys are not exactly ${names.join(", ")}`);
  }
  return one;
}

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refused("not an object");
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("extra is not JSON");
  }
}

function canonicalOf(value: unknown): string {
  try {
    return canonical(value as Json);
  } catch {
    throw refused("extra is not canonical JSON");
  }
}

function refused(rule: string): LedgerError {
  return new LedgerError(`receipt: ${rule}`);
}
