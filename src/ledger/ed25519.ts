// Ed25519 (RFC 8032) with the keys that have no security refused: node:crypto alone accepts signatures by some of them.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { LedgerError } from "./ledger-error.ts";

/** What stands before the 32 bytes in the DER of a public key (SPKI) and of a seed (PKCS 8): RFC 8410, sections 4 and 7. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

const P = 2n ** 255n - 19n;
/** The y of the points of small order; ±x differ in the top bit only, which is cleared before comparing. */
const SMALL_ORDER = new Set([
  0n,
  1n,
  P - 1n,
  littleEndian(Buffer.from("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "hex")),
  littleEndian(Buffer.from("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "hex")),
]);

/** Whether a public key (32 bytes) is of small order or not in canonical form. */
export function isWeakKey(publicKey: Uint8Array): boolean {
  const bytes = Buffer.from(publicKey);
  bytes[31] = (bytes[31] ?? 0) & 0x7f;
  const y = littleEndian(bytes);
  return y >= P || SMALL_ORDER.has(y);
}

/** Whether the signature (64 bytes) of this message is by this public key (32 bytes). Never true for a weak key. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64 || isWeakKey(publicKey)) return false;
  return verify(null, message, publicKeyObject(publicKey), signature);
}

/** Signs with the key of a 32-byte seed: the same message has the same signature for ever. */
export function signWithSeed(seed: Uint8Array, message: Uint8Array): Buffer {
  return sign(null, message, privateKeyObject(seed));
}

/** The public key (32 bytes) of a seed. */
export function publicKeyOfSeed(seed: Uint8Array): Buffer {
  return createPublicKey(privateKeyObject(seed)).export({ format: "der", type: "spki" }).subarray(SPKI.length);
}

function publicKeyObject(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" });
}

function privateKeyObject(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new LedgerError("a seed is 32 bytes");
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}
