import { expect, it } from "vitest";
import { digest } from "./digest.ts";

it("is the SHA-256 of the canonical text, in hexadecimal", () => {
  // printf '{}' | sha256sum, and printf '{"a":1,"é":[true,null]}' | sha256sum
  expect(digest({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  expect(digest({ é: [true, null], a: 1 })).toBe("dd357d72375a4e87c0aadb9c8eb6aaed909940b84fdc4c8592fa9d3b1bead99a");
});

it("changes with any character and not with the order of keys", () => {
  expect(digest({ a: 1, b: "x" })).toBe(digest({ b: "x", a: 1 }));
  expect(digest({ a: 1, b: "x" })).not.toBe(digest({ a: 1, b: "X" }));
});
