/**
 * Bytes and forms, for the page that checks a proof without any network. This is a second implementation of the rules of
 * the log: it shares no code with src/ledger and is held to the same vectors.
 */

/** What is looked at, in this order. */
export const STEPS = ["file", "leaf", "text", "signature", "place", "witnesses"] as const;
export type Step = (typeof STEPS)[number];

/** A check that failed: at which step, and why, in short. */
export class Wrong extends Error {
  readonly step: Step;
  constructor(step: Step, why: string) {
    super(why);
    this.step = step;
  }
}

export type Bytes = Uint8Array<ArrayBuffer>;

export function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export async function sha256(...parts: readonly Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

export function sameBytes(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** Null when the bytes are no UTF-8. A byte order mark is a character like any other. */
export function fromUtf8(bytes: Bytes): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function toBase64(bytes: Bytes): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** With its padding and nothing loose: what it gives, written again, is the same text. */
export function fromBase64(text: string): Bytes | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return toBase64(bytes) === text ? bytes : null;
}

/** Thirty-two bytes in base64. */
export function hashFromBase64(text: string): Bytes | null {
  const bytes = fromBase64(text);
  return bytes?.length === 32 ? bytes : null;
}

const HASH_URL = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** Thirty-two bytes in base64url, without padding. */
export function hashFromBase64Url(text: unknown): Bytes | null {
  if (typeof text !== "string" || !HASH_URL.test(text)) return null;
  return hashFromBase64(`${text.replaceAll("-", "+").replaceAll("_", "/")}=`);
}

/** Digits without sign or leading zero, up to 2^53 - 1. */
export function fromDecimal(text: string): number | null {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Keys in order, no white space: the one way of writing these data (RFC 8785, for texts, whole numbers, lists, objects). */
function canonicalOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonicalOf(one)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value as { readonly [key: string]: Json }).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalOf(one)}`).join(",")}}`;
}

/** An object, when `text` is its canonical form and nothing else. */
export function canonicalObject(text: string): Readonly<Record<string, Json>> | null {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  return canonicalOf(value) === text ? (value as Readonly<Record<string, Json>>) : null;
}

/** Exactly these keys. */
export function hasKeys(value: object, ...keys: readonly string[]): boolean {
  return Object.keys(value).sort().join() === [...keys].sort().join();
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
