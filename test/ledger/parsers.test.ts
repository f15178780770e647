// Strict parsers: any text that differs by one byte is refused, or says something else. None has two forms.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAcknowledgement, writeAcknowledgement } from "#ledger/acknowledgement.ts";
import { parseBatch, writeBatch } from "#ledger/ballot-batch.ts";
import { parseBundle, writeBundle } from "#ledger/bundle.ts";
import { parseCheckpoint, writeCheckpoint } from "#ledger/checkpoint.ts";
import { parseLeaf, writeLeaf } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { ED25519, openNote, parseVerifierKey, signerFromSeed, signNote } from "#ledger/note.ts";
import { type Policy, parsePolicy } from "#ledger/policy.ts";
import { checkReceipt, parseReceipt } from "#ledger/receipt.ts";
import { parseTilePath, tilePath } from "#ledger/tile-path.ts";
import { EMPTY_ROOT, leafHash, rootOf } from "#ledger/tree.ts";
import type { Golden } from "../accuracy/ledger-golden-data.ts";
import { readCheckpoint } from "./second-implementation.ts";

const golden = JSON.parse(readFileSync("test/fixtures/ledger_golden.json", "utf8")) as Golden;
const policy = parsePolicy(golden.policy);
const policyKeys = [...policy.logs, ...policy.witnesses].map(({ key }) => key);
const ackKey = parseVerifierKey(golden.keys.ack?.vkey ?? "");

/** The texts that differ by one byte: each byte changed in a few ways, left out, doubled, or with another one before it. */
function* neighbours(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at <= bytes.length; at += 1) {
    const [before, one, after] = [bytes.subarray(0, at), bytes[at], bytes.subarray(at + 1)];
    for (const other of [0x0a, 0x0d, 0x20, 0x30, 0x80])
      yield Buffer.concat([before, Buffer.of(other), bytes.subarray(at)]);
    if (one === undefined) continue;
    yield Buffer.concat([before, after]);
    yield Buffer.concat([before, Buffer.of(one), bytes.subarray(at)]);
    for (const other of [one ^ 1, one ^ 2, one ^ 0x20, one ^ 0x80, 0x41]) {
      if (other !== one) yield Buffer.concat([before, Buffer.of(other), after]);
    }
  }
}

/** What a reader gives; null when a rule of the ledger refuses. Any other error is a defect. */
function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof LedgerError) return null;
    throw error;
  }
}

/** What is read of the neighbours that are accepted; each must say something else than the original. */
function acceptedOf<T>(text: string, read: (bytes: Buffer) => T): T[] {
  const original = JSON.stringify(read(Buffer.from(text)));
  const accepted: T[] = [];
  for (const other of neighbours(text)) {
    const found = other.equals(Buffer.from(text)) ? null : readOrNull(() => read(other));
    if (found === null) continue;
    if (JSON.stringify(found) === original) throw new Error(`says the same: ${JSON.stringify(String(other))}`);
    accepted.push(found);
  }
  return accepted;
}

describe("one byte", { timeout: 120_000 }, () => {
  test.each(golden.leaves)("of leaf $index: its bytes are its only ones", ({ leaf }) => {
    for (const other of neighbours(leaf)) {
      const found = readOrNull(() => parseLeaf(other));
      if (found !== null) expect(Buffer.from(writeLeaf(found))).toEqual(other);
    }
  });

  test.each(golden.receipts)("of a receipt: $what", ({ file, content }) => {
    const contents = content === undefined ? [] : [content];
    const read = (bytes: Buffer) => {
      const { exit, cosignatures, ...rest } = checkReceipt(bytes, policy, contents);
      return { exit, ...rest, witnesses: cosignatures.map(({ witness }) => witness) };
    };
    const accepted = acceptedOf(file, read);
    // what may differ and still hold is who signed beside the log: the line of a witness that is not known any more
    expect(accepted.length).toBeGreaterThan(0);
    for (const { witnesses } of accepted) expect(witnesses).toHaveLength(1);
  });

  test("of a note: the text is the one that was signed", () => {
    const { text } = openNote(golden.checkpoint, policyKeys);
    acceptedOf(golden.checkpoint, (bytes) => {
      const opened = openNote(bytes, policyKeys);
      const names = opened.verified.map(({ key }) => key.name);
      expect(opened.text === text && names.length > 0).toBe(true);
      return { names, unknown: opened.unknown };
    });
  });

  test.each(golden.acknowledgements)("of an acknowledgement", (note) => {
    expect(acceptedOf(note, (bytes) => parseAcknowledgement(bytes, [ackKey]))).toEqual([]);
    const { text } = openNote(note, [ackKey]);
    // the form of the text itself, signed again whatever it says
    const signer = signerFromSeed(ackKey.name, ED25519, Buffer.from(golden.keys.ack?.seed_hex ?? "", "hex"));
    for (const other of neighbours(text)) {
      const signed = readOrNull(() => signNote(other.toString("utf8"), [signer]));
      const found = signed === null ? null : readOrNull(() => parseAcknowledgement(signed, [signer]));
      if (found !== null) expect(writeAcknowledgement(found)).toBe(other.toString("utf8"));
    }
  });

  test("of a policy: only comments and the spaces between words may differ and say the same", () => {
    const wordsOf = (text: string) =>
      text
        .split("\n")
        .map((line) =>
          line
            .replace(/^[ \t]*#.*$/, "")
            .trim()
            .split(/[ \t]+/),
        )
        .filter(([first]) => first !== "");
    const readPolicy = (text: string): Policy | null => readOrNull(() => parsePolicy(text));
    for (const other of neighbours(golden.policy)) {
      const text = other.toString("utf8");
      const found = readPolicy(text);
      const isSame = JSON.stringify(found) === JSON.stringify(policy);
      if (found !== null) expect(isSame).toBe(JSON.stringify(wordsOf(text)) === JSON.stringify(wordsOf(golden.policy)));
    }
  });

  test("of a checkpoint, a list of commitments, a bundle, a path", () => {
    const text = writeCheckpoint({ origin: "jalon.example/journal", size: 17, root: rootOf([leafHash(Buffer.of(1))]) });
    for (const other of neighbours(text)) {
      const found = readOrNull(() => parseCheckpoint(other.toString("utf8"), { own: true }));
      if (found !== null) expect(writeCheckpoint(found)).toBe(other.toString("utf8"));
    }
    const list = writeBatch(golden.ballot_batch.commitments.slice(0, 3).map((one) => Buffer.from(one, "base64")));
    for (const other of neighbours(list)) {
      const found = readOrNull(() => parseBatch(other.toString("utf8")));
      if (found !== null) expect(writeBatch(found)).toBe(other.toString("utf8"));
    }
    const bundle = writeBundle(golden.leaves.slice(0, 3).map(({ leaf }) => Buffer.from(leaf)));
    for (const other of neighbours(bundle.toString("latin1"))) {
      const found = readOrNull(() => parseBundle(other, 3));
      if (found !== null) expect(writeBundle(found)).toEqual(other);
    }
    for (const other of neighbours("1/x001/234.p/5")) {
      const found = parseTilePath(other.toString("latin1"));
      if (found !== null) expect("entries" in found ? "" : tilePath(found)).toBe(other.toString("latin1"));
    }
  });
});

describe("hostile texts", { timeout: 120_000 }, () => {
  test("are refused by rule, never by accident", () => {
    const readers: ((text: string) => unknown)[] = [
      parseLeaf,
      parseReceipt,
      parsePolicy,
      parseVerifierKey,
      parseBatch,
      (text) => openNote(text, policyKeys),
      (text) => parseCheckpoint(text),
    ];
    const texts = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.json());
    fc.assert(
      fc.property(texts, (text) => {
        for (const read of readers) readOrNull(() => read(text));
      }),
      { numRuns: 500 },
    );
    // the size of such a name in memory is no reason to fall
    expect(() => parseLeaf('{"__proto__":1,"k":"constructor"}')).toThrow(LedgerError);
    expect(() => parseLeaf(`${"[".repeat(1024)}`)).toThrow(LedgerError);
  });

  test("sigstore-js reads the same origin, size and root in a signed checkpoint", () => {
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const property = fc.property(
      seeds,
      fc.maxSafeNat(),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      (seed, size, bytes) => {
        const root = size === 0 ? EMPTY_ROOT : Buffer.from(bytes);
        const signer = signerFromSeed("jalon.example/journal", ED25519, seed);
        const note = signNote(writeCheckpoint({ origin: signer.name, size, root }), [signer]);
        const theirs = readCheckpoint(note, signer);
        const ours = parseCheckpoint(openNote(note, [signer]).text, { own: true });
        expect([theirs?.origin, theirs?.logSize, theirs?.logHash]).toEqual([ours.origin, BigInt(ours.size), ours.root]);
        const forged = note.replace(/\n\d/, (digit) => (digit === "\n1" ? "\n2" : "\n1"));
        expect([readCheckpoint(forged, signer), readOrNull(() => openNote(forged, [signer]))]).toEqual([null, null]);
      },
    );
    fc.assert(property, { numRuns: 200 });
  });
});
