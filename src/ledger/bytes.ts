// Strict forms of bytes, numbers and text: one value has one form, and any other is refused.
import { LedgerError } from "./ledger-error.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?$/;
/** 32 bytes are 43 characters; the last one carries four bits, so its two spare bits are zero. */
const BASE64URL_32 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;
const IDENTIFIER = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const HEX = /^(?:[0-9a-f]{2})*$/;

/** RFC 4648, section 4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  return viewOf(bytes).toString("base64");
}

/** RFC 4648, section 4. Refuses line breaks, missing padding and spare bits that are set. `what` is named when refused. */
export function fromBase64(text: string, what = "text"): Buffer {
  const bytes = Buffer.from(text, "base64");
  if (!BASE64.test(text) || bytes.toString("base64") !== text) throw new LedgerError(`${what} is not strict base64`);
  return bytes;
}

/** RFC 4648, section 5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return viewOf(bytes).toString("base64url");
}

/** Whether a text is the 43 characters of 32 bytes in base64url. */
export function isBase64Url32(text: string): boolean {
  return BASE64URL_32.test(text);
}

/** The 32 bytes of 43 characters. */
export function fromBase64Url32(text: string): Buffer {
  if (!isBase64Url32(text)) throw new LedgerError("not 32 bytes in base64url");
  return Buffer.from(text, "base64url");
}

export function toHex(bytes: Uint8Array): string {
  return viewOf(bytes).toString("hex");
}

/** Lower-case hexadecimal, two digits for each byte. */
export function fromHex(text: string): Buffer {
  if (!HEX.test(text)) throw new LedgerError("not lower-case hexadecimal");
  return Buffer.from(text, "hex");
}

/** ASCII digits, no sign, no leading zero but 0 itself, at most 2^53 − 1. `what` is named when refused. */
export function parseDecimal(text: string, what = "number"): number {
  const number = Number(text);
  if (!DECIMAL.test(text) || !Number.isSafeInteger(number)) throw new LedgerError(`${what} is not a decimal number`);
  return number;
}

/** A lower-case UUID of version 4: versions that carry a time or the address of a machine are no identifier. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8, strictly: a byte order mark stays a character, and no malformed sequence passes. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new LedgerError("not UTF-8");
  }
}

/** The UTF-8 bytes of a text without lone surrogates. */
export function encodeUtf8(text: string): Buffer {
  if (!text.isWellFormed()) throw new LedgerError("text with a lone surrogate");
  return Buffer.from(text, "utf8");
}

/** The same bytes as a Buffer, not copied. */
export function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
