// Commitments to personal content: the leaf shows 32 bytes, and only (nonce, content) opens them.
import { hash } from "node:crypto";
import { encodeUtf8 } from "./bytes.ts";
import { canonical } from "./canonical.ts";
import { LedgerError } from "./ledger-error.ts";
import type { Hash } from "./tree.ts";

const DOMAIN = Buffer.from("jalon/commit/v1\0", "ascii");
const TEXT_TYPES = ["comment", "amendment", "proposal", "testimony"];

/** What somebody wrote, exactly as stored and shown. `about`: the public ids it speaks of, edition then passages. */
export type TextParts = {
  readonly about: readonly string[];
  readonly body: string;
  readonly category: string;
  readonly choices: readonly string[];
  readonly title: string;
  /** comment, amendment, proposal or testimony */
  readonly type: string;
};

/** One answer to one question of a poll. `replaces`: the commitment of the vote it changes, base64url. */
export type BallotParts = {
  readonly answer: readonly (string | number)[];
  readonly poll: string;
  readonly question: string;
  readonly replaces?: string;
};

/**
 * SHA-256("jalon/commit/v1" ‖ 0x00 ‖ nonce ‖ uint64be(length of content) ‖ content). The nonce, 32 random bytes drawn for
 * this object, revision and purpose alone, hides the content; the fixed layout binds it.
 */
export function commit(nonce: Uint8Array, content: string): Hash {
  if (nonce.length !== 32) throw new LedgerError("a nonce is 32 bytes");
  const bytes = encodeUtf8(content);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes.length));
  return hash("sha256", Buffer.concat([DOMAIN, nonce, length, bytes]), "buffer");
}

/** Content of `h`: title and body in NFC with LF line ends, the other keys as they are; all six keys always present. */
export function textContent({ about, body, category, choices, title, type }: TextParts): string {
  if (!TEXT_TYPES.includes(type)) throw new LedgerError("unknown type of text");
  return canonical({ about, body: normalised(body), category, choices, title: normalised(title), type });
}

/** Content of `ha`: the label as displayed, "" when anonymous. */
export function authorContent(label: string): string {
  return canonical({ author: label });
}

/** Content of `ah`: the internal id of the member of the team who acted. */
export function actorContent(id: string): string {
  return canonical({ actor: id });
}

/** Content of one ballot: one question. A blank has the answer []. */
export function ballotContent({ answer, poll, question, replaces }: BallotParts): string {
  return canonical({ answer, poll, question, ...(replaces === undefined ? {} : { replaces }) });
}

function normalised(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").normalize("NFC");
}
