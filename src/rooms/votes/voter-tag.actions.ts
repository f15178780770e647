import { createHash, createHmac } from "node:crypto";
import type { Actor } from "#platform/http/world.ts";

/** Who votes in one question: tags in hexadecimal, other in each question. */
export type Identity = {
  /** Of the account when signed in, else of the device; null when the browser holds no signed token. */
  readonly tag: string | null;
  /** Of the device of somebody signed in, when it holds a token. */
  readonly deviceTag: string | null;
  readonly isVerified: boolean;
};

/** HMAC-SHA256(key of the question, issuer, 0, subject): without the key, nothing links a voter to an account or to another question. */
function tagOf(key: Uint8Array, issuer: "account" | "device", subject: string): string {
  return createHmac("sha256", key).update(`${issuer}\0${subject}`).digest("hex");
}

/** `key`: of the question, see `pollKey`; null: it is destroyed, and nobody is known again. */
export function identityOf(
  key: Uint8Array | null,
  { viewer, visitorKey }: Pick<Actor, "viewer" | "visitorKey">,
): Identity {
  const device = key && visitorKey ? tagOf(key, "device", visitorKey) : null;
  if (!viewer) return { tag: device, deviceTag: null, isVerified: false };
  return { tag: key && tagOf(key, "account", viewer.personId), deviceTag: device, isVerified: true };
}

/** A participant of a file: its key is public anyway, so the tag needs no secret. */
export function tagOfImported(poll: number, key: string): string {
  return createHash("sha256").update(`votes.import:${poll}\0${key}`).digest("hex");
}

/** Number in [0, 1) of the draw of one voter at one step: a reload draws the same. */
export function chanceOf(tag: string, seed: number, done: number): number {
  return createHash("sha256").update(`${tag}:${seed}:${done}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
