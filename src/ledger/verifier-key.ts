// Keys of notes: C2SP signed-note v1.0.0, "Verifier keys".
import { hash } from "node:crypto";
import { encodeUtf8, fromBase64, toBase64 } from "./bytes.ts";
import { isWeakKey, publicKeyOfSeed, signWithSeed } from "./ed25519.ts";
import { LedgerError } from "./ledger-error.ts";

/** Ed25519 over the text of a note: a log, acknowledgements. */
export const ED25519 = 0x01;
/** Ed25519 over the text and a time: a witness (C2SP tlog-cosignature v1.0.1). */
export const COSIGNATURE = 0x04;

export type KeyType = typeof ED25519 | typeof COSIGNATURE;

export type VerifierKey = {
  readonly name: string;
  readonly type: KeyType;
  /** 8 lower-case hexadecimal digits */
  readonly id: string;
  /** 32 bytes */
  readonly publicKey: Buffer;
  /** name+id+base64 */
  readonly vkey: string;
};

/** A key that can sign. The seed stays inside. */
export type Signer = VerifierKey & { readonly sign: (message: Uint8Array) => Buffer };

/** Throws unless the text is a key of a known type whose id is right and which is not weak. */
export function parseVerifierKey(vkey: string): VerifierKey {
  // Only the first two plus signs separate: base64 may hold more.
  const first = vkey.indexOf("+");
  const second = vkey.indexOf("+", first + 1);
  if (first < 0 || second < 0) throw new LedgerError("verifier key without its three parts");
  const key = fromBase64(vkey.slice(second + 1), "verifier key");
  const built = describeKey(vkey.slice(0, first), key[0] ?? 0, key.subarray(1));
  if (built.vkey !== vkey) throw new LedgerError("verifier key with another id");
  return built;
}

/** name+id+base64 of a public key of 32 bytes. */
export function verifierKeyOf(name: string, type: KeyType, publicKey: Uint8Array): string {
  return describeKey(name, type, publicKey).vkey;
}

/** The key of a 32-byte seed. */
export function signerFromSeed(name: string, type: KeyType, seed32: Uint8Array): Signer {
  const seed = Buffer.from(seed32);
  return { ...describeKey(name, type, publicKeyOfSeed(seed)), sign: (message) => signWithSeed(seed, message) };
}

/** A name of a key: not empty, no white space of Unicode, no plus sign. */
export function isKeyName(name: string): boolean {
  return name !== "" && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name);
}

function describeKey(name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new LedgerError("name of a key is empty or has a space or a plus sign");
  if (type !== ED25519 && type !== COSIGNATURE) throw new LedgerError("unknown type of key");
  if (publicKey.length !== 32) throw new LedgerError("a public key is 32 bytes");
  if (isWeakKey(publicKey)) throw new LedgerError("weak public key");
  const typed = Buffer.concat([Buffer.of(type), publicKey]);
  const id = hash("sha256", Buffer.concat([encodeUtf8(`${name}\n`), typed]), "hex").slice(0, 8);
  return { name, type, id, publicKey: Buffer.from(publicKey), vkey: `${name}+${id}+${toBase64(typed)}` };
}
