// Receipts, checked offline: C2SP tlog-proof@v1.
import { hash } from "node:crypto";
import { decodeUtf8, encodeUtf8, fromBase64Url32, parseDecimal, toBase64, toBase64Url } from "./bytes.ts";
import { commit } from "./commitment.ts";
import { type Leaf, parseLeaf } from "./leaf.ts";
import { LedgerError } from "./ledger-error.ts";
import { type OpenedCheckpoint, openCheckpoint, type Policy } from "./policy.ts";
import { parseExtra, proofHashes, type ReceiptItem, writeExtra } from "./receipt-extra.ts";
import { checkInclusion, type Hash, leafHash } from "./tree.ts";

export type { ReceiptItem } from "./receipt-extra.ts";

export type Receipt = {
  readonly leaf: Leaf;
  /** The leaf as its only text. */
  readonly leafText: string;
  readonly leafHash: Hash;
  readonly items: readonly ReceiptItem[];
  /** from 0 */
  readonly index: number;
  readonly proof: readonly Hash[];
  /** The note, word for word. */
  readonly checkpoint: string;
};

export type CheckedReceipt = {
  /** 0: valid. 4: valid, but not yet cosigned by the quorum of the policy. */
  readonly exit: 0 | 4;
  readonly leaf: Leaf;
  readonly leafHash: Hash;
  readonly index: number;
  readonly size: number;
  readonly cosignatures: OpenedCheckpoint["cosignatures"];
  /** The texts that the leaf commits to, as canonical JSON, in the order of the items. */
  readonly texts: readonly string[];
};

/** The text of an item is kept apart, and was not given. */
export class MissingContentError extends LedgerError {
  override readonly name = "MissingContentError";
}

const FIRST_LINE = "c2sp.org/tlog-proof@v1";

/** The proof file. `leaf` is its text, `checkpoint` the note with its signature lines. */
export function writeReceipt(given: {
  readonly leaf: string;
  readonly items: readonly ReceiptItem[];
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
}): string {
  const { leaf, items, index, proof, checkpoint } = given;
  const head = [FIRST_LINE, `extra ${writeExtra({ leaf, items })}`, `index ${index}`, ...proof.map(toBase64)];
  const text = `${head.join("\n")}\n\n${checkpoint}`;
  parseReceipt(text);
  return text;
}

/** Form alone: leaf, items, proof and checkpoint. Nothing is proved by it; `checkReceipt` does that. */
export function parseReceipt(file: Uint8Array | string): Receipt {
  const text = typeof file === "string" ? file : decodeUtf8(file);
  if (text.includes("\r")) throw new LedgerError("receipt with a carriage return");
  const split = text.indexOf("\n\n");
  if (split < 0) throw new LedgerError("receipt without an empty line before its checkpoint");
  const [first, extra = "", index = "", ...hashes] = text.slice(0, split).split("\n");
  if (first !== FIRST_LINE) throw new LedgerError(`receipt: the first line is not ${FIRST_LINE}`);
  if (!extra.startsWith("extra ")) throw new LedgerError("receipt without its line extra");
  if (!index.startsWith("index ")) throw new LedgerError("receipt without its line index");
  const { leaf, items } = parseExtra(extra.slice("extra ".length));
  return {
    leaf: parseLeaf(leaf),
    leafText: leaf,
    leafHash: leafHash(encodeUtf8(leaf)),
    items,
    index: parseDecimal(index.slice("index ".length), "index of the receipt"),
    proof: proofHashes(hashes),
    checkpoint: text.slice(split + 2),
  };
}

/** Throws a LedgerError that names what is false. `contents`: texts kept apart, found by their SHA-256. */
export function checkReceipt(
  file: Uint8Array | string,
  policy: Policy,
  contents: readonly string[] = [],
): CheckedReceipt {
  const receipt = parseReceipt(file);
  const apart = new Map(
    contents.map((content) => [toBase64Url(hash("sha256", encodeUtf8(content), "buffer")), content]),
  );
  const texts = receipt.items.map((item) => textOf(item, apart));
  checkItems(receipt, texts);
  const { checkpoint, cosignatures, quorumMet } = openCheckpoint(receipt.checkpoint, policy);
  const { leaf, leafHash, index, proof } = receipt;
  checkInclusion(index, checkpoint.size, leafHash, proof, checkpoint.root);
  return { exit: quorumMet ? 0 : 4, leaf, leafHash, index, size: checkpoint.size, cosignatures, texts };
}

function textOf(item: ReceiptItem, apart: ReadonlyMap<string, string>): string {
  const text = item.content ?? apart.get(item.contentHash ?? "");
  if (text === undefined) throw new MissingContentError("receipt: the text is kept apart and none given has its hash");
  return text;
}

/** A text has one item; a ballot has one for each question, each at another place of its lot; other leaves have none. */
function checkItems({ leaf, items }: Receipt, texts: readonly string[]): void {
  const isLot = leaf.k === "ballot.batch";
  const hasText = "h" in leaf;
  if (isLot ? items.length === 0 : items.length !== (hasText ? 1 : 0)) {
    throw new LedgerError(`receipt of ${leaf.k} with ${items.length} texts`);
  }
  if (new Set(items.map(({ batch }) => batch?.index)).size < items.length) {
    throw new LedgerError("receipt with two ballots at one place of the lot");
  }
  for (const [place, { nonce, batch }] of items.entries()) {
    const commitment = commit(fromBase64Url32(nonce), texts[place] ?? "");
    if (isLot !== (batch !== undefined)) throw new LedgerError("receipt: an item has a batch when the leaf is a lot");
    if (hasText && toBase64Url(commitment) !== leaf.h) throw new LedgerError("receipt: text and nonce do not give h");
    if (isLot && batch !== undefined) {
      const root = fromBase64Url32(leaf.root);
      checkInclusion(batch.index, leaf.n, leafHash(commitment), proofHashes(batch.proof), root);
    }
  }
}
