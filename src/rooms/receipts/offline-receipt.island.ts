import {
  type Bytes,
  canonicalObject,
  fromBase64,
  fromDecimal,
  fromUtf8,
  hashFromBase64,
  hashFromBase64Url,
  hasKeys,
  isObject,
  type Json,
  joined,
  type Step,
  sameBytes,
  sha256,
  utf8,
  Wrong,
} from "./offline-bytes.island.ts";
import { type CheckedLeaf, checkLeaf } from "./offline-leaf.island.ts";
import {
  type Checkpoint,
  leafHashOf,
  openCheckpoint,
  openNote,
  readKey,
  readPolicy,
  rootFrom,
} from "./offline-note.island.ts";

export type Checked = {
  readonly leaf: CheckedLeaf;
  readonly code: string;
  readonly index: number;
  readonly checkpoint: Checkpoint;
  /** The texts the proof is about, as they were committed. */
  readonly texts: readonly string[];
};
/** 0: all is right; 4: all is right, and more witnesses are asked for; 1: something is false, at `failed`. */
export type Verdict =
  | { readonly exit: 0 | 4; readonly checked: Checked }
  | { readonly exit: 1; readonly failed: Step; readonly why: string };

type Item = {
  readonly nonce: Bytes;
  readonly content: string | null;
  readonly contentHash: Bytes | null;
  readonly batch: { readonly index: number; readonly proof: readonly Bytes[] } | null;
};
type Receipt = {
  readonly leaf: string;
  readonly items: readonly Item[];
  readonly index: number;
  readonly proof: readonly Bytes[];
  readonly checkpoint: string;
};

const MOST_HASHES = 63;

const refuse = (step: Step, why: string): never => {
  throw new Wrong(step, why);
};

function itemOf(value: Json): Item {
  if (!isObject(value)) return refuse("file", "item");
  const { nonce, content, contentHash, batch } = value;
  const given = content === undefined ? "contentHash" : "content";
  if (!hasKeys(value, "nonce", given, ...(batch === undefined ? [] : ["batch"]))) return refuse("file", "item");
  const drawn = hashFromBase64Url(nonce);
  const hash = hashFromBase64Url(contentHash);
  const text = typeof content === "string" && fromUtf8(utf8(content)) === content ? content : null;
  if (!drawn || (given === "content" ? text === null : !hash)) return refuse("file", "item");
  return { nonce: drawn, content: text, contentHash: hash, batch: batchOf(batch) };
}

function batchOf(value: Json | undefined): Item["batch"] {
  if (value === undefined) return null;
  if (!isObject(value) || !hasKeys(value, "index", "proof")) return refuse("file", "batch");
  const { index, proof } = value;
  if (typeof index !== "number" || !Number.isSafeInteger(index) || index < 0) return refuse("file", "batch");
  if (!Array.isArray(proof) || proof.length > MOST_HASHES) return refuse("file", "batch");
  return { index, proof: proof.map((hash: Json) => hashOf(typeof hash === "string" ? hash : "")) };
}

const hashOf = (text: string): Bytes => hashFromBase64(text) ?? refuse("file", "hash");

function receiptOf(file: string): Receipt {
  const cut = file.indexOf("\n\n");
  if (cut < 0 || file.includes("\r")) return refuse("file", "lines");
  const [first, extra = "", index = "", ...hashes] = file.slice(0, cut).split("\n");
  if (first !== "c2sp.org/tlog-proof@v1" || !extra.startsWith("extra ") || !index.startsWith("index ")) {
    return refuse("file", "first lines");
  }
  const bytes = fromBase64(extra.slice(6));
  const data = canonicalObject((bytes && fromUtf8(bytes)) ?? "");
  const at = fromDecimal(index.slice(6));
  if (!data || !hasKeys(data, "v", "leaf", "items") || data.v !== 1) return refuse("file", "extra");
  if (at === null || hashes.length > MOST_HASHES) return refuse("file", "index");
  if (typeof data.leaf !== "string" || !Array.isArray(data.items)) return refuse("file", "extra");
  return {
    leaf: data.leaf,
    items: data.items.map(itemOf),
    index: at,
    proof: hashes.map(hashOf),
    checkpoint: file.slice(cut + 2),
  };
}

/** SHA-256 of the name of the scheme, the nonce, the length, the text. */
function commitmentTo(nonce: Bytes, content: string): Promise<Bytes> {
  const text = utf8(content);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length));
  return sha256(joined(utf8("jalon/commit/v1"), Uint8Array.of(0), nonce, length, text));
}

async function textOf(item: Item, apart: readonly string[]): Promise<string> {
  if (item.content !== null) return item.content;
  for (const text of apart) {
    if (item.contentHash && sameBytes(await sha256(utf8(text)), item.contentHash)) return text;
  }
  return refuse("text", "the text kept apart is missing");
}

/** A text has one item; a lot has one for each question, each at another place; other leaves have none. */
function isRightCount({ h, batch }: CheckedLeaf, items: readonly Item[]): boolean {
  if (!batch) return items.length === (h ? 1 : 0);
  return items.length > 0 && new Set(items.map((item) => item.batch?.index)).size === items.length;
}

async function checkItem(item: Item, leaf: CheckedLeaf, content: string): Promise<void> {
  const commitment = await commitmentTo(item.nonce, content);
  if (leaf.batch) {
    const root =
      item.batch && (await rootFrom(item.batch.index, leaf.batch.n, await leafHashOf(commitment), item.batch.proof));
    if (!root || !sameBytes(root, leaf.batch.root)) refuse("text", "not in the lot");
  } else if (!leaf.h || item.batch || !sameBytes(commitment, leaf.h)) {
    refuse("text", "another text");
  }
}

async function checkFile(file: string, policyText: string, apart: readonly string[]): Promise<Checked> {
  const receipt = receiptOf(file);
  const leaf = checkLeaf(receipt.leaf);
  if (!isRightCount(leaf, receipt.items)) return refuse("text", "not the texts of that line");
  const texts: string[] = [];
  for (const item of receipt.items) {
    const content = await textOf(item, apart);
    await checkItem(item, leaf, content);
    texts.push(content);
  }
  const checkpoint = await openCheckpoint(receipt.checkpoint, await readPolicy(policyText));
  const leafHash = await leafHashOf(utf8(receipt.leaf));
  const root = await rootFrom(receipt.index, checkpoint.size, leafHash, receipt.proof);
  if (!root || !sameBytes(root, checkpoint.root)) return refuse("place", "not in that tree");
  return { leaf, code: codeOf(leafHash), index: receipt.index, checkpoint, texts };
}

/** Checks a proof against a policy; `apart` are texts kept elsewhere than in the file. */
export async function checkProof(file: Bytes, policy: string, apart: readonly string[] = []): Promise<Verdict> {
  try {
    const checked = await checkFile(fromUtf8(file) ?? refuse("file", "not UTF-8"), policy, apart);
    return { exit: checked.checkpoint.isQuorumMet ? 0 : 4, checked };
  } catch (error) {
    if (error instanceof Wrong) return { exit: 1, failed: error.step, why: error.message };
    throw error;
  }
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** The short code: the first ten bytes in base32, four groups of four. */
export function codeOf(leafHash: Bytes): string {
  const bits = [...leafHash.slice(0, 10)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => LETTERS.charAt(Number.parseInt(five, 2)));
  return (letters.join("").match(/.{4}/g) ?? []).join("-");
}

export type Acknowledged = { readonly code: string | null; readonly time: string; readonly within: number };

export function isAcknowledgement(text: string): boolean {
  return text.startsWith("jalon/ack/v1\n");
}

/** What was promised when something was received: by when it would be in the log. */
export async function checkAcknowledgement(note: string, accuseKey: string): Promise<Acknowledged | null> {
  try {
    const { text } = await openNote(note, [await readKey(accuseKey)]);
    const said =
      /^jalon\/ack\/v1\norigin \S+\n(?:leaf (\S+)\n|poll \S+\n(?:ballot \S+\n)+)time (\S+Z)\nwithin (\d+)\n(?:closes \S+Z\n)?$/.exec(
        text,
      );
    const leaf = said?.[1] === undefined ? null : hashFromBase64(said[1]);
    if (!said || (said[1] !== undefined && !leaf)) return null;
    return { code: leaf && codeOf(leaf), time: said[2] ?? "", within: Number(said[3]) };
  } catch (error) {
    if (error instanceof Wrong) return null;
    throw error;
  }
}
