import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { toBase64Url } from "./bytes.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { cosign } from "./cosignature.ts";
import { COSIGNATURE, ED25519, signerFromSeed, signNote } from "./note.ts";
import { parsePolicy } from "./policy.ts";
import { checkReceipt, MissingContentError, parseReceipt, type ReceiptItem, writeReceipt } from "./receipt.ts";
import { leafHash } from "./tree.ts";

type Golden = {
  readonly policy: string;
  readonly receipts: readonly { readonly file: string; readonly content?: string }[];
  readonly leaves: readonly { readonly leaf: string }[];
};
const golden = JSON.parse(readFileSync("test/fixtures/ledger_golden.json", "utf8")) as Golden;
const policy = parsePolicy(golden.policy);
const [withText, apart, ballots] = golden.receipts.map(({ file }) => file) as [string, string, string];
const [text] = checkReceipt(withText, policy).texts;

/** The same receipt with other items. */
function withItems(file: string, items: readonly ReceiptItem[]): string {
  const { leafText: leaf, index, proof, checkpoint } = parseReceipt(file);
  return writeReceipt({ leaf, items, index, proof, checkpoint });
}

/** A log of one leaf, signed and cosigned with the seeds of the golden file, which are public. */
function receiptOf(leaf: string, items: readonly ReceiptItem[]): string {
  const log = signerFromSeed("jalon.example/journal", ED25519, Buffer.alloc(32, 0x11));
  const witness = signerFromSeed("temoin.example/w1", COSIGNATURE, Buffer.alloc(32, 0x33));
  const checkpoint = writeCheckpoint({ origin: log.name, size: 1, root: leafHash(Buffer.from(leaf)) });
  const note = signNote(checkpoint, [log]) + cosign(checkpoint, witness, 1_783_095_660);
  return writeReceipt({ leaf, items, index: 0, proof: [], checkpoint: note });
}

describe("a receipt", () => {
  test("says what was logged, where, and who saw it", () => {
    const { exit, leaf, index, size, cosignatures, texts } = checkReceipt(withText, policy);
    expect([exit, leaf.k, index, size, texts.length]).toEqual([0, "contribution.submitted", 2, 17, 1]);
    expect(cosignatures.map(({ witness, time }) => [witness, time])).toEqual([
      ["A", 1_783_095_660],
      ["B", 1_783_095_662],
    ]);
  });

  test("whose text is kept apart asks for it, and takes no other", () => {
    expect(() => checkReceipt(apart, policy)).toThrow(MissingContentError);
    expect(() => checkReceipt(apart, policy, [`${text} `])).toThrow(MissingContentError);
    expect(checkReceipt(apart, policy, ["other", text ?? ""]).texts).toEqual([text]);
  });

  test("of a text has that text, once", () => {
    const { items } = parseReceipt(withText);
    expect(() => checkReceipt(withItems(withText, []), policy)).toThrow("with 0 texts");
    expect(() => checkReceipt(withItems(withText, [...items, ...items]), policy)).toThrow("with 2 texts");
    const placed = items.map((item) => ({ ...item, batch: { index: 0, proof: [] } }));
    expect(() => checkReceipt(withItems(withText, placed), policy)).toThrow("a batch when the leaf is a lot");
  });

  test("of ballots has one for each question, each at its own place", () => {
    const { items } = parseReceipt(ballots);
    const [first] = items as [ReceiptItem, ...ReceiptItem[]];
    expect(checkReceipt(withItems(ballots, [first]), policy).texts).toHaveLength(1);
    expect(() => checkReceipt(withItems(ballots, []), policy)).toThrow("with 0 texts");
    expect(() => checkReceipt(withItems(ballots, [first, first]), policy)).toThrow("two ballots at one place");
    const moved = { ...first, batch: { index: (first.batch?.index ?? 0) + 1, proof: first.batch?.proof ?? [] } };
    expect(() => checkReceipt(withItems(ballots, [moved]), policy)).toThrow("does not give the root");
    const { batch, ...bare } = first;
    expect(batch?.index).toBe(17);
    expect(() => checkReceipt(withItems(ballots, [bare as ReceiptItem]), policy)).toThrow(
      "a batch when the leaf is a lot",
    );
  });

  test("of an act without a text has none", () => {
    const hidden = golden.leaves[4]?.leaf ?? "";
    expect(checkReceipt(receiptOf(hidden, []), policy)).toMatchObject({ exit: 0, size: 1, texts: [] });
    const { items } = parseReceipt(withText);
    expect(() => checkReceipt(receiptOf(hidden, items), policy)).toThrow("with 1 texts");
  });

  test("of a tree of one has no hash", () => {
    const { leafText, items } = parseReceipt(withText);
    const file = receiptOf(leafText, items);
    expect(file).toContain("\nindex 0\n\njalon.example/journal\n1\n");
    expect(checkReceipt(file, policy).exit).toBe(0);
  });

  test.each([
    ["a key besides", { ...itemOf(), author: "Marie" }],
    ["content and its hash", { ...itemOf(), contentHash: toBase64Url(Buffer.alloc(32)) }],
    ["neither", { nonce: itemOf().nonce }],
    ["a nonce of 31 bytes", { ...itemOf(), nonce: toBase64Url(Buffer.alloc(31)) }],
    ["a content that is no text", { ...itemOf(), content: 3 }],
    ["a place below 0", { ...itemOf(), batch: { index: -1, proof: [] } }],
    ["a proof that is no list", { ...itemOf(), batch: { index: 0, proof: "" } }],
    ["no object", null],
  ])("is refused when an item has %s", (_, item) => {
    expect(() => withItems(withText, [item as unknown as ReceiptItem])).toThrow("receipt: ");
  });

  test.each([
    ["white space", (json: string) => json.replace(":", ": ")],
    ["keys in another order", (json: string) => json.replace(/^{(.*),"v":1}$/, '{"v":1,$1}')],
    ["a key twice", (json: string) => json.replace(/}$/, ',"v":1}')],
    ["a number in another form", (json: string) => json.replace(/"v":1}$/, '"v":1.0}')],
    ["another version", (json: string) => json.replace(/"v":1}$/, '"v":2}')],
    ["a newline after it", (json: string) => `${json}\n`],
  ])("is refused when extra has %s", (_, change) => {
    const [first, extra = "", ...rest] = withText.split("\n");
    const json = Buffer.from(extra.slice("extra ".length), "base64").toString("utf8");
    const fileWith = (text: string) => [first, `extra ${Buffer.from(text).toString("base64")}`, ...rest].join("\n");
    expect(fileWith(json)).toBe(withText);
    expect(change(json)).not.toBe(json);
    expect(() => checkReceipt(fileWith(change(json)), policy)).toThrow("receipt: extra");
  });

  test("is refused with more than 63 hashes, whatever they are", () => {
    const { leafText: leaf, items, checkpoint } = parseReceipt(withText);
    const proof = Array.from({ length: 64 }, () => Buffer.alloc(32));
    expect(() => writeReceipt({ leaf, items, index: 2, proof, checkpoint })).toThrow("at most 63");
    expect(() => writeReceipt({ leaf, items, index: -1, proof: [], checkpoint })).toThrow("decimal");
  });
});

function itemOf(): { nonce: string; content: string } {
  return { nonce: toBase64Url(Buffer.alloc(32, 1)), content: "{}" };
}
