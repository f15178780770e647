// A short code is the first 10 bytes of a leaf hash, in base32 (RFC 4648, section 6), to be printed or read over the phone.
import { LedgerError } from "./ledger-error.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** "kixf-gdks-px4a-y6qj" */
export function shortCode(leafHash: Uint8Array): string {
  const bits = BigInt(`0x${Buffer.from(leafHash.subarray(0, 10)).toString("hex")}`);
  const letters = Array.from({ length: 16 }, (_, place) => ALPHABET[Number((bits >> BigInt(75 - 5 * place)) & 31n)]);
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join("")).join("-");
}

/** The 10 bytes of a code, as people type it: capitals, spaces and missing hyphens do not matter. */
export function parseShortCode(text: string): Buffer {
  const letters = text.toLowerCase().replaceAll(/[\s-]/g, "");
  if (!/^[a-z2-7]{16}$/.test(letters)) throw new LedgerError("a short code is 16 letters a-z or digits 2-7");
  const bits = [...letters].reduce((sum, letter) => (sum << 5n) | BigInt(ALPHABET.indexOf(letter)), 0n);
  return Buffer.from(bits.toString(16).padStart(20, "0"), "hex");
}
