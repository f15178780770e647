import { describe, expect, test } from "vitest";
import { checkConsistency, checkInclusion, EMPTY_ROOT, leafHash, nodeHash, rootOf } from "./tree.ts";

const [a, b, c] = ["a", "b", "c"].map((text) => leafHash(Buffer.from(text))) as [Buffer, Buffer, Buffer];

describe("a tree", () => {
  test("has the root of RFC 6962, section 2.1", () => {
    expect(rootOf([])).toEqual(EMPTY_ROOT);
    expect(EMPTY_ROOT.toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(rootOf([a])).toEqual(a);
    expect(rootOf([a, b, c])).toEqual(nodeHash(nodeHash(a, b), c));
  });

  test("keeps leaves and nodes apart, and pads nothing", () => {
    expect(leafHash(Buffer.concat([a, b]))).not.toEqual(nodeHash(a, b));
    expect(rootOf([a, b, c])).not.toEqual(rootOf([a, b, c, c]));
  });

  test("does not hand out what it was given, nor change it", () => {
    const leaf = Buffer.from(a);
    rootOf([leaf]).fill(0);
    expect(leaf).toEqual(a);
  });
});

/** Hashes too many can be made to give any root that is built for them: their number is what is wrong. */
describe("a proof that is too long is refused though it gives the root", () => {
  test("of inclusion", () => {
    expect(() => checkInclusion(0, 1, a, [b], nodeHash(b, a))).toThrow("too long");
    expect(() => checkInclusion(0, 1, a, [b], nodeHash(a, b))).toThrow("too long");
    expect(() => checkInclusion(1, 2, b, [a, c], nodeHash(c, nodeHash(a, b)))).toThrow("too long");
  });

  test("of consistency", () => {
    const [older, newer] = [nodeHash(c, a), nodeHash(c, nodeHash(a, b))];
    expect(() => checkConsistency(1, 2, [b, c], older, newer)).toThrow("too long");
    expect(() => checkConsistency(1, 2, [b, c], a, newer)).toThrow("too long");
    expect(() => checkConsistency(1, 2, [b, a, c], nodeHash(c, nodeHash(a, a)), newer)).toThrow("too long");
  });

  test("and one that is too short", () => {
    expect(() => checkInclusion(0, 4, a, [b], nodeHash(a, b))).toThrow("too short");
    expect(() => checkConsistency(1, 4, [b], a, nodeHash(a, b))).toThrow("too short");
  });
});
