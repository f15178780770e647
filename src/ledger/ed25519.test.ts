import { describe, expect, test } from "vitest";
import { isSignedBy, isWeakKey, publicKeyOfSeed, signWithSeed } from "./ed25519.ts";

const hex = (text: string) => Buffer.from(text, "hex");

describe("Ed25519 (RFC 8032, section 7.1)", () => {
  test.each([
    [
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
  ])("seed %s", (seed, publicKey, message, signature) => {
    expect(publicKeyOfSeed(hex(seed)).toString("hex")).toBe(publicKey);
    expect(signWithSeed(hex(seed), hex(message)).toString("hex")).toBe(signature);
    expect(isSignedBy(hex(publicKey), hex(message), hex(signature))).toBe(true);
    expect(isSignedBy(hex(publicKey), Buffer.from("other"), hex(signature))).toBe(false);
    expect(isSignedBy(hex(publicKey), hex(message), hex(signature).subarray(1))).toBe(false);
    expect(isSignedBy(hex(publicKey).subarray(1), hex(message), hex(signature))).toBe(false);
  });

  test("a weak key signs nothing here", () => {
    // y = 0 is a point of order 4: all zeros "sign" one message in four, this one too for OpenSSL 3.0, not for 3.5 (C2SP/CCTV, number 1)
    expect(isWeakKey(Buffer.alloc(32))).toBe(true);
    expect(isSignedBy(Buffer.alloc(32), Buffer.from("ed25519vectors 11"), Buffer.alloc(64))).toBe(false);
  });

  test("a seed is 32 bytes", () => {
    expect(() => publicKeyOfSeed(Buffer.alloc(31))).toThrow("32 bytes");
  });
});
