import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LedgerError } from "#ledger/ledger-error.ts";
import { type Policy, parsePolicy } from "#ledger/policy.ts";
import { checkReceipt } from "#ledger/receipt.ts";
import { utf8 } from "./offline-bytes.island.ts";
import { checkLeaf } from "./offline-leaf.island.ts";
import { checkAcknowledgement, checkProof, codeOf } from "./offline-receipt.island.ts";

type Golden = {
  readonly policy: string;
  readonly keys: { readonly ack: { readonly vkey: string } };
  readonly acknowledgements: readonly string[];
  readonly receipts: readonly { what: string; exit: number; file: string; content?: string }[];
  readonly refused_receipts: readonly { why: string; exit: number; file_b64: string }[];
  readonly leaves: readonly { leaf: string; leaf_hash: string; short_code: string }[];
  readonly refused_leaves: readonly { why: string; leaf: string }[];
};
const golden = JSON.parse(readFileSync("test/fixtures/ledger_golden.json", "utf8")) as Golden;

describe("the second implementation is held to the same vectors", () => {
  test("how many there are", () => {
    expect(
      [golden.receipts, golden.refused_receipts, golden.leaves, golden.refused_leaves].map((list) => list.length),
    ).toEqual([3, 20, 17, 30]);
  });

  test.each(golden.receipts)("accepted: $what", async ({ file, exit, content }) => {
    const verdict = await checkProof(utf8(file), golden.policy, content === undefined ? [] : [content]);
    expect(verdict).toMatchObject({ exit });
  });

  test.each(golden.refused_receipts)("refused: $why", async ({ file_b64, exit }) => {
    const verdict = await checkProof(new Uint8Array(Buffer.from(file_b64, "base64")), golden.policy);
    expect(verdict.exit).toBe(exit);
  });

  test.each(golden.leaves)("leaf $short_code", ({ leaf, leaf_hash, short_code }) => {
    expect(checkLeaf(leaf).kind).not.toBe("");
    expect(codeOf(new Uint8Array(Buffer.from(leaf_hash, "base64")))).toBe(short_code);
  });

  test.each(golden.refused_leaves)("leaf refused: $why", ({ leaf }) => {
    expect(() => checkLeaf(leaf)).toThrow();
  });

  test("acknowledgements", async () => {
    const { ack } = golden.keys;
    for (const note of golden.acknowledgements) {
      expect(await checkAcknowledgement(note, ack.vkey)).not.toBeNull();
      expect(await checkAcknowledgement(note.replace("within ", "within 9"), ack.vkey)).toBeNull();
    }
  });

  /** Each byte raised by one, one after the other: what one implementation accepts, the other accepts. */
  test.each(golden.receipts)("agree with the ledger on every altered byte: $what", async ({ file, content }) => {
    const bytes = utf8(file);
    const apart = content === undefined ? [] : [content];
    const policy = parsePolicy(golden.policy);
    const differences: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = bytes.slice();
      altered[at] = (altered[at] ?? 0) + 1;
      const [own, ledger] = [await checkProof(altered, golden.policy, apart), exitOfLedger(altered, policy, apart)];
      if (own.exit !== ledger) differences.push(at);
    }
    expect(differences).toEqual([]);
  });
});

function exitOfLedger(file: Uint8Array, policy: Policy, apart: readonly string[]): number {
  try {
    return checkReceipt(file, policy, apart).exit;
  } catch (error) {
    if (error instanceof LedgerError) return 1;
    throw error;
  }
}
