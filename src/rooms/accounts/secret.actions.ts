import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for a cookie or a link. The person holds the text, the table its hash: a stolen table opens nothing. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function hashSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}
