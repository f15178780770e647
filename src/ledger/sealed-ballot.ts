// Sealed ballots (level A): what a voter answered, as nobody reads it before it is shuffled with others.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import { decodeUtf8, encodeUtf8, isIdentifier } from "./bytes.ts";
import { LedgerError } from "./ledger-error.ts";

const PRIVATE_DER = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC_DER = Buffer.from("302a300506032b656e032100", "hex");
const INFO = "jalon/sealed-ballot/v1\0";
const KEY = 32;
const TAG = 16;
const LENGTH = 2;
/** What sealing adds to a ballot: the key of the voter's side, the length, the tag. */
const ADDED = KEY + LENGTH + TAG;
/** Fewer ballots than this are never opened together, but at closing. */
export const FEWEST_OPENED = 11;

/** The poll, and the length in bytes that every ballot of it is filled up to: a length would tell an answer. */
export type SealedPoll = { readonly poll: string; readonly size: number };

/** The public half of a key of the ballot writer, from its 32 secret bytes. */
export function sealingKey(seed: Uint8Array): Buffer {
  const der = createPublicKey(privateOf(seed)).export({ type: "spki", format: "der" });
  return Buffer.from(der.subarray(PUBLIC_DER.length));
}

/**
 * Seals a ballot to the ballot writer of its poll (X25519, HKDF-SHA256, AES-256-GCM). `draw`: 32 random bytes, fresh for this ballot;
 * they are its half of the key agreement, so that the same answer never gives the same bytes. What comes out has the same length for
 * all ballots of the poll.
 */
export function sealBallot(
  of: SealedPoll & { readonly writer: Uint8Array; readonly draw: Uint8Array },
  content: string,
): Buffer {
  checkPoll(of);
  const bytes = encodeUtf8(content);
  if (bytes.length === 0 || bytes.length > of.size) throw new LedgerError(`a ballot of 1 to ${of.size} bytes`);
  const filled = Buffer.alloc(LENGTH + of.size);
  filled.set([bytes.length >> 8, bytes.length & 255]);
  filled.set(bytes, LENGTH);
  const voter = sealingKey(of.draw);
  const { key, nonce } = agreed(privateOf(of.draw), { ...of, voter, other: of.writer });
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aadOf(of));
  return Buffer.concat([voter, cipher.update(filled), cipher.final(), cipher.getAuthTag()]);
}

/** The content of a sealed ballot; throws for bytes of another poll, another writer, another length, or changed ones. */
export function openSealedBallot(of: SealedPoll & { readonly seed: Uint8Array }, sealed: Uint8Array): string {
  checkPoll(of);
  const bytes = Buffer.from(sealed);
  if (bytes.length !== of.size + ADDED) throw new LedgerError("sealed ballot of another length");
  const voter = bytes.subarray(0, KEY);
  const { key, nonce } = agreed(privateOf(of.seed), { ...of, voter, writer: sealingKey(of.seed), other: voter });
  const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(aadOf(of)).setAuthTag(bytes.subarray(-TAG));
  const filled = opened(() => Buffer.concat([decipher.update(bytes.subarray(KEY, -TAG)), decipher.final()]));
  const length = filled.readUInt16BE(0);
  const [content, rest] = [filled.subarray(LENGTH, LENGTH + length), filled.subarray(LENGTH + length)];
  if (length === 0 || length > of.size || rest.some((byte) => byte !== 0))
    throw new LedgerError("sealed ballot that is not filled up with zeros");
  return decodeUtf8(content);
}

/** How many of the ballots that wait may be opened now: all of them from eleven on, or whatever remains once the poll is closed. */
export function openable(waiting: number, { isClosed }: { readonly isClosed: boolean }): number {
  return isClosed || waiting >= FEWEST_OPENED ? waiting : 0;
}

/**
 * The same things in an order that says nothing of the one before (Fisher and Yates). `below(n)` draws a whole number from 0 to n - 1,
 * evenly, from a source nobody can guess.
 */
export function shuffled<Thing>(things: readonly Thing[], below: (limit: number) => number): Thing[] {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const drawn = below(last + 1);
    if (!Number.isInteger(drawn) || drawn < 0 || drawn > last) throw new LedgerError("a draw outside its limits");
    [mixed[last], mixed[drawn]] = [mixed[drawn] as Thing, mixed[last] as Thing];
  }
  return mixed;
}

type Sides = {
  readonly poll: string;
  readonly writer: Uint8Array;
  readonly voter: Uint8Array;
  readonly other: Uint8Array;
};

/** Key and nonce of one ballot: both sides and the poll are bound to them. Each key serves once, so the nonce may come from it. */
function agreed(
  own: KeyObject,
  { poll, writer, voter, other }: Sides,
): { readonly key: Buffer; readonly nonce: Buffer } {
  const shared = opened(() => diffieHellman({ privateKey: own, publicKey: publicOf(other) }));
  const salt = Buffer.concat([voter, writer]);
  const both = Buffer.from(hkdfSync("sha256", shared, salt, `${INFO}${poll}`, KEY + 12));
  return { key: both.subarray(0, KEY), nonce: both.subarray(KEY) };
}

function aadOf({ poll, size }: SealedPoll): Buffer {
  return Buffer.from(`${INFO}${poll}\0${size}`, "utf8");
}

function checkPoll({ poll, size }: SealedPoll): void {
  if (!isIdentifier(poll)) throw new LedgerError("a poll is named by its identifier");
  if (!Number.isInteger(size) || size < 1 || size > 65_535) throw new LedgerError("size of ballots from 1 to 65,535");
}

function privateOf(seed: Uint8Array): KeyObject {
  if (seed.length !== KEY) throw new LedgerError("a key is 32 bytes");
  return createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: "der", type: "pkcs8" });
}

function publicOf(bytes: Uint8Array): KeyObject {
  if (bytes.length !== KEY) throw new LedgerError("a key is 32 bytes");
  return createPublicKey({ key: Buffer.concat([PUBLIC_DER, bytes]), format: "der", type: "spki" });
}

/** What does not open says no more: neither which byte nor why. */
function opened<Thing>(open: () => Thing): Thing {
  try {
    return open();
  } catch {
    throw new LedgerError("sealed ballot that this key does not open");
  }
}
