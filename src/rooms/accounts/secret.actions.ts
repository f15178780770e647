import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** 256 random bits for a cookie or a link. The person holds the text, the table its hash: a stolen table opens nothing. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function isSecret(text: string | null | undefined): text is string {
  return typeof text === "string" && /^[\w-]{43}$/.test(text);
}

export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Six digits to type by hand. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}

/** Six digits alone could be found from their hash in a second; the browser's own secret goes with them. */
export function hashCode(browser: string, code: string): Uint8Array {
  return hashSecret(`${browser}:${code}`);
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Names an address in counts of tries without holding it. */
export function keyOfEmail(secret: Uint8Array, email: string): string {
  return createHmac("sha256", secret).update(`email:${email}`).digest("base64url").slice(0, 22);
}
