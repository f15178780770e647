/** 23 letters and 8 digits: without 0 O 1 I L, which people confuse when they read a code aloud or copy it by hand. */
export const RECEIPT_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const BASE = RECEIPT_ALPHABET.length;
const RANDOM_CHARACTERS = 11;

/** Bytes to draw for one code. Bytes of 248 and more are skipped so that the 31 characters stay equally likely. */
export const RECEIPT_BYTES = 32;

/** Weights 12 to 2, then 1 for the check character: 31 is prime, so one wrong character or any swap of two shows. */
function checkCharacter(code: string): string {
  let sum = 0;
  for (let i = 0; i < RANDOM_CHARACTERS; i += 1) sum += (12 - i) * RECEIPT_ALPHABET.indexOf(code.charAt(i));
  return RECEIPT_ALPHABET.charAt((BASE - (sum % BASE)) % BASE);
}

const inGroups = (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;

/** A receipt code such as `ABCD-EFGH-JKLM`, from bytes the caller has drawn: 11 characters are 54 bits. */
export function receiptFromBytes(bytes: Uint8Array): string {
  let code = "";
  for (const byte of bytes) {
    if (code.length === RANDOM_CHARACTERS) break;
    if (byte < 8 * BASE) code += RECEIPT_ALPHABET.charAt(byte % BASE);
  }
  if (code.length < RANDOM_CHARACTERS) throw new RangeError(`a receipt code needs ${RECEIPT_BYTES} random bytes`);
  return inGroups(code + checkCharacter(code));
}

/** The code a person typed, in its one canonical form, or null. Nothing is guessed: an O is not read as a zero. */
export function parseReceipt(typed: string): string | null {
  if (typed.length > 64) return null;
  const bare = typed.replace(/[\s\u00ad\u200b\u2060\ufeff\u2010-\u2015\u2212.-]/g, "");
  if (!/^[A-HJKMNP-Za-hjkmnp-z2-9]{12}$/.test(bare)) return null;
  const code = bare.toUpperCase();
  return checkCharacter(code) === code.charAt(RANDOM_CHARACTERS) ? inGroups(code) : null;
}
