import { describe, expect, test } from "vitest";
import {
  decodeUtf8,
  encodeUtf8,
  fromBase64,
  fromBase64Url32,
  fromHex,
  isIdentifier,
  parseDecimal,
  toBase64Url,
} from "./bytes.ts";
import { LedgerError } from "./ledger-error.ts";

describe("one value has one form", () => {
  test.each(["", "AA==", "AAA=", "AAAA", "+/+/"])("base64 %s", (text) => {
    expect(fromBase64(text).toString("base64")).toBe(text);
  });

  test.each(["AA", "AA=", "AB==", "AAB=", "AA==\n", "A A=", "-_-_", "AAAA=", "=", "AA==AAAA", "é==="])(
    "not base64 %j",
    (text) => {
      expect(() => fromBase64(text)).toThrow(LedgerError);
    },
  );

  test.each(["", "A".repeat(42), "A".repeat(44), `${"A".repeat(42)}B`, `${"A".repeat(42)}=`, `${"+".repeat(42)}A`])(
    "not 32 bytes in base64url %j",
    (text) => {
      expect(() => fromBase64Url32(text)).toThrow(LedgerError);
    },
  );

  test("32 bytes and back", () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, at) => 255 - at));
    expect(fromBase64Url32(toBase64Url(bytes))).toEqual(bytes);
  });

  test.each(["", "00", "01", "+1", "-1", "1.0", "1e3", " 1", "1\n", "9007199254740992", "99999999999999999999", "١"])(
    "not a decimal %j",
    (text) => {
      expect(() => parseDecimal(text)).toThrow(LedgerError);
    },
  );

  test("decimals", () => {
    expect(["0", "7", "9007199254740991"].map((text) => parseDecimal(text))).toEqual([0, 7, Number.MAX_SAFE_INTEGER]);
  });

  test.each(["0g", "0", "AB", "ab "])("not hexadecimal %j", (text) => {
    expect(() => fromHex(text)).toThrow(LedgerError);
  });

  test("identifiers are UUIDs of version 4", () => {
    expect(isIdentifier("2f49d26d-1e6f-49d1-a7a3-9a2b3511563e")).toBe(true);
    for (const other of [
      "2f49d26d-1e6f-19d1-a7a3-9a2b3511563e",
      "2f49d26d-1e6f-79d1-a7a3-9a2b3511563e",
      "2f49d26d-1e6f-49d1-c7a3-9a2b3511563e",
      "2F49D26D-1E6F-49D1-A7A3-9A2B3511563E",
      "2f49d26d1e6f49d1a7a39a2b3511563e",
      " 2f49d26d-1e6f-49d1-a7a3-9a2b3511563e",
    ]) {
      expect(isIdentifier(other)).toBe(false);
    }
  });

  test("UTF-8 keeps a byte order mark and refuses what is malformed", () => {
    expect(decodeUtf8(Buffer.from("\ufeffé"))).toBe("\ufeffé");
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
      expect(() => decodeUtf8(Buffer.from(bytes))).toThrow(LedgerError);
    }
    expect(() => encodeUtf8("\ud83d")).toThrow(LedgerError);
  });
});
