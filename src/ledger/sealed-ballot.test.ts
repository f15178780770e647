import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LedgerError } from "./ledger-error.ts";
import { openable, openSealedBallot, sealBallot, sealingKey, shuffled } from "./sealed-ballot.ts";

const bytes = (name: string): Buffer => createHash("sha256").update(name).digest();
const POLL = { poll: "e8366447-5148-4ab5-9e6a-6bd9bec74ce6", size: 512 };
const seed = bytes("writer");
const writer = sealingKey(seed);
const sealed = (content: string, draw = "draw"): Buffer => sealBallot({ ...POLL, writer, draw: bytes(draw) }, content);
const open = (text: Uint8Array): string => openSealedBallot({ ...POLL, seed }, text);

describe("sealed ballots", () => {
  it("has the public key of RFC 7748, section 6.1", () => {
    const alice = Buffer.from("77076d0a7318a57d3c16c17251b26645df4c2f92ebc099d90a1d0b7f1c9e1d2a", "hex");
    const bob = Buffer.from("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb", "hex");
    expect(sealingKey(bob).toString("hex")).toBe("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    expect(sealingKey(alice)).toHaveLength(32);
  });

  it("opens to what was sealed, whatever it is, and always has the same length", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 120, unit: "binary" }), fc.string(), (content, draw) => {
        const one = sealed(content, draw);
        expect(one).toHaveLength(POLL.size + 50);
        expect(open(one)).toBe(content);
      }),
      { numRuns: 40 },
    );
  });

  it("gives other bytes for the same answer with another draw, the same ones with the same draw", () => {
    expect(sealed("oui", "a")).toEqual(sealed("oui", "a"));
    expect(sealed("oui", "a").subarray(32)).not.toEqual(sealed("oui", "b").subarray(32));
  });

  it("opens for no other writer, poll or size, and not once a byte is changed, added or missing", () => {
    const one = sealed("non");
    const refused = (opening: () => string): void => expect(opening).toThrow(LedgerError);
    refused(() => openSealedBallot({ ...POLL, seed: bytes("another") }, one));
    refused(() => openSealedBallot({ ...POLL, poll: "155f70e6-2c93-4b78-ac54-016ce8579f75", seed }, one));
    refused(() => openSealedBallot({ ...POLL, size: 511, seed }, one));
    for (let at = 0; at < one.length; at += 7) {
      const changed = Buffer.from(one);
      changed[at] = (changed[at] ?? 0) ^ 1;
      refused(() => open(changed));
    }
    refused(() => open(one.subarray(1)));
    refused(() => open(Buffer.concat([one, Buffer.alloc(1)])));
    // a key of low order: the shared secret would be known to everybody
    refused(() => open(Buffer.concat([Buffer.alloc(32), one.subarray(32)])));
  });

  it("refuses nothing, too much, and what is no poll", () => {
    expect(() => sealed("")).toThrow(LedgerError);
    expect(() => sealed("é".repeat(257))).toThrow(LedgerError);
    expect(open(sealed("é".repeat(256)))).toHaveLength(256);
    expect(() => sealBallot({ ...POLL, poll: "1", writer, draw: bytes("d") }, "oui")).toThrow(LedgerError);
    expect(() => sealBallot({ ...POLL, writer: writer.subarray(1), draw: bytes("d") }, "oui")).toThrow(LedgerError);
  });
});

describe("opening together", () => {
  it("waits for eleven, or for the closing", () => {
    expect([0, 10, 11, 40].map((waiting) => openable(waiting, { isClosed: false }))).toEqual([0, 0, 11, 40]);
    expect([0, 3].map((waiting) => openable(waiting, { isClosed: true }))).toEqual([0, 3]);
  });

  it("shuffles evenly: each order of four comes as often as any other", () => {
    let state = 1;
    const below = (limit: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const seen = new Map<string, number>();
    for (let n = 0; n < 24_000; n += 1) {
      const order = shuffled(["a", "b", "c", "d"], below).join("");
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it("keeps each thing once, and refuses a draw outside its limits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 0, max: 1_000 }), (things, draw) => {
        expect(shuffled(things, (limit) => draw % limit).sort()).toEqual([...things].sort());
      }),
    );
    expect(() => shuffled([1, 2], () => 2)).toThrow(LedgerError);
    expect(() => shuffled([1, 2], () => 0.5)).toThrow(LedgerError);
  });
});
