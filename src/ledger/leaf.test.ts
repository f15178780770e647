import { describe, expect, test } from "vitest";
import { familyOf, isOfficial, KINDS, type Leaf, leafAround, parseLeaf, parseShortCode, writeLeaf } from "./leaf.ts";
import { LedgerError } from "./ledger-error.ts";
import { ED25519, signerFromSeed } from "./note.ts";

const ID = "2f49d26d-1e6f-49d1-a7a3-9a2b3511563e";
const HASH = Buffer.alloc(32, 7).toString("base64url");
const MINUTE = { v: 1, t: "2026-03-04T10:12Z", c: ID } as const;
const SECOND = { v: 1, t: "2026-03-04T10:12:37Z", c: ID } as const;

const hidden = { ...MINUTE, k: "moderation.hidden", o: ID, r: 1, role: "moderator", why: "spam" } as const;
const roadmap = { ...SECOND, k: "roadmap.version", o: ID, r: 1, d: HASH } as const;
const refused = (leaf: object) => () => writeLeaf(leaf as Leaf);

describe("leaves", () => {
  test("a rule is no person", () => {
    expect(parseLeaf(writeLeaf({ ...hidden, ah: HASH })).k).toBe("moderation.hidden");
    expect(parseLeaf(writeLeaf({ ...hidden, role: "rule" })).k).toBe("moderation.hidden");
    expect(refused({ ...hidden, role: "rule", ah: HASH })).toThrow("no person");
  });

  test("the first revision names none before it, the others do", () => {
    expect(refused({ ...roadmap, ph: HASH })).toThrow("ph");
    expect(refused({ ...roadmap, r: 2 })).toThrow("ph");
    expect(parseLeaf(writeLeaf({ ...roadmap, r: 2, ph: HASH }))).toMatchObject({ r: 2, ph: HASH });
    expect(refused({ ...roadmap, k: "answer.published", r: 2 })).toThrow("r is not 1");
    expect(refused({ ...roadmap, k: "answer.revised", r: 1, ph: HASH })).toThrow("2 or more");
  });

  test.each([
    ["2024-02-29T00:00:00Z", true],
    ["2100-02-29T00:00:00Z", false],
    ["2026-04-31T00:00:00Z", false],
    ["2026-13-01T00:00:00Z", false],
    ["2026-00-10T00:00:00Z", false],
    ["2026-01-00T00:00:00Z", false],
    ["2026-01-01T24:00:00Z", false],
    ["2026-01-01T23:60:00Z", false],
    ["2026-01-01T23:59:60Z", false],
    ["2026-01-01T23:59:59z", false],
    ["12026-01-01T23:59:59Z", false],
  ])("time %s: %s", (t, isAccepted) => {
    const write = refused({ ...roadmap, t });
    if (isAccepted) expect(write()).toContain(t);
    else expect(write).toThrow(LedgerError);
  });

  test("a new key is a key of a log", () => {
    const rotated = { v: 1, k: "key.rotated", t: SECOND.t } as const;
    const seed = Buffer.alloc(32, 9);
    expect(
      parseLeaf(writeLeaf({ ...rotated, key: signerFromSeed("jalon.example/journal", ED25519, seed).vkey })).k,
    ).toBe("key.rotated");
    expect(refused({ ...rotated, key: signerFromSeed("temoin.example/w1", 4, seed).vkey })).toThrow("key");
    expect(refused({ ...rotated, key: `jalon+00000000+${"A".repeat(44)}` })).toThrow("key");
  });

  test.each([0, -1, 1.5, 1_000_001, Number.NaN, "1"])("revision %j is refused", (r) => {
    expect(refused({ ...hidden, r })).toThrow(LedgerError);
  });

  test("neither a missing field, nor one besides, nor a name of JavaScript passes", () => {
    const { why, ...without } = hidden;
    expect(why).toBe("spam");
    expect(refused(without)).toThrow("why");
    expect(refused({ ...hidden, author: "Marie" })).toThrow("may not have");
    for (const k of ["constructor", "__proto__", "toString", "", 3, null])
      expect(refused({ ...hidden, k })).toThrow("unknown kind");
  });

  test("the text around the time", () => {
    const { t, ...untimed } = roadmap;
    const { before, after, official } = leafAround(untimed);
    expect([before + t + after, official]).toEqual([writeLeaf(roadmap), true]);
    expect(after).toBe('","v":1}');
  });

  test("each kind has its family and its precision", () => {
    expect(KINDS).toHaveLength(24);
    expect(KINDS.filter(isOfficial)).toHaveLength(13);
    expect(KINDS.filter((kind) => familyOf(kind) === null)).toEqual(["config.changed", "key.rotated", "incident"]);
  });

  test("a short code is read as people say it", () => {
    const bytes = parseShortCode("kixf-gdks-px4a-y6qj");
    expect(parseShortCode(" KIXF GDKS px4aY6QJ ")).toEqual(bytes);
    for (const other of ["", "kixf", "kixf-gdks-px4a-y6q1", "kixf-gdks-px4a-y6qjj"]) {
      expect(() => parseShortCode(other)).toThrow(LedgerError);
    }
  });
});
