import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseReceipt, RECEIPT_ALPHABET, RECEIPT_BYTES, receiptFromBytes } from "./receipt.ts";

const letters = [...RECEIPT_ALPHABET];
const samples = [0, 7, 91, 200, 247].map((seed) =>
  receiptFromBytes(Uint8Array.from({ length: RECEIPT_BYTES }, (_, i) => (seed + i * 53) % 256)),
);
const bare = (code: string) => code.replaceAll("-", "");
const replaced = (code: string, at: number, letter: string) => code.slice(0, at) + letter + code.slice(at + 1);

describe("receipt codes", () => {
  it("has 31 characters, none of them easy to confuse", () => {
    expect(new Set(letters).size).toBe(31);
    for (const confusing of "01OIL") expect(RECEIPT_ALPHABET).not.toContain(confusing);
  });

  it("is written in three groups of four and read back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: RECEIPT_BYTES, maxLength: RECEIPT_BYTES }), (bytes) => {
        fc.pre([...bytes].filter((byte) => byte < 248).length >= 11);
        const code = receiptFromBytes(bytes);
        expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
        expect(parseReceipt(code)).toBe(code);
      }),
    );
  });

  it("reads lower case, spaces, missing and odd dashes", () => {
    for (const code of samples) {
      expect(parseReceipt(bare(code).toLowerCase())).toBe(code);
      expect(parseReceipt(`  ${code.replaceAll("-", " ")}\n`)).toBe(code);
      expect(parseReceipt(code.replaceAll("-", "\u2011"))).toBe(code);
      expect(parseReceipt(code.replaceAll("-", "\u00a0– "))).toBe(code);
    }
  });

  it("detects every single wrong character", () => {
    for (const code of samples.map(bare))
      for (let at = 0; at < 12; at += 1)
        for (const letter of letters)
          if (letter !== code.charAt(at)) expect(parseReceipt(replaced(code, at, letter))).toBeNull();
  });

  it("detects every swap of two neighbours, for every pair of characters at every place", () => {
    for (let at = 0; at < 10; at += 1)
      for (const a of letters)
        for (const b of letters) {
          if (a === b) continue;
          const random = replaced(replaced("AAAAAAAAAAA", at, a), at + 1, b);
          const code = bare(receiptFromBytes(Uint8Array.from(random, (c) => RECEIPT_ALPHABET.indexOf(c))));
          const swapped = replaced(replaced(code, at, b), at + 1, a);
          expect(parseReceipt(swapped)).toBeNull();
        }
    for (const code of samples.map(bare))
      if (code.charAt(10) !== code.charAt(11))
        expect(parseReceipt(code.slice(0, 10) + code.charAt(11) + code.charAt(10))).toBeNull();
  });

  it("guesses nothing: ambiguous, foreign, short, long or empty text is refused", () => {
    const code = bare(samples[0] ?? "");
    for (const bad of ["", code.slice(1), `${code}A`, replaced(code, 0, "O"), replaced(code, 0, "0"), "x".repeat(1e6)])
      expect(parseReceipt(bad)).toBeNull();
    expect(parseReceipt("\u017f".repeat(12))).toBeNull();
  });

  it("draws each character equally often and refuses too few bytes", () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 248; byte += 1) {
      const first = receiptFromBytes(new Uint8Array(11).fill(byte)).charAt(0);
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    expect(new Set(counts.values())).toEqual(new Set([8]));
    expect(() => receiptFromBytes(new Uint8Array(10))).toThrow(RangeError);
    expect(() => receiptFromBytes(new Uint8Array(32).fill(255))).toThrow(RangeError);
  });
});
