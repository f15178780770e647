// The golden journal of the specification, and small logs of its kind in folders. Keys are public: for tests alone.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { writeBundle } from "#ledger/bundle.ts";
import { writeCheckpoint } from "#ledger/checkpoint.ts";
import { cosign } from "#ledger/cosignature.ts";
import { COSIGNATURE, ED25519, signerFromSeed, signNote } from "#ledger/note.ts";
import { entriesPath, tilePath } from "#ledger/tile-path.ts";
import { Frontier, TILE_WIDTH } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";

type Golden = {
  readonly keys: Readonly<Record<"log" | "ack" | "witness1" | "witness2", { seed_hex: string; vkey: string }>>;
  readonly leaves: readonly { readonly leaf: string; readonly leaf_hash: string }[];
  readonly checkpoint: string;
  readonly policy: string;
  readonly acknowledgements: readonly string[];
  readonly ballot_batch: {
    readonly commitments: readonly string[];
    readonly openings: readonly { readonly nonce: string; readonly content: string }[];
  };
  readonly receipts: readonly {
    readonly what: string;
    readonly exit: number;
    readonly file: string;
    readonly content?: string;
  }[];
  readonly refused_receipts: readonly { readonly why: string; readonly exit: number; readonly file_b64: string }[];
};
export const golden = JSON.parse(readFileSync("test/fixtures/ledger_golden.json", "utf8")) as Golden;

const seed = (name: keyof Golden["keys"]): Buffer => Buffer.from(golden.keys[name].seed_hex, "hex");
export const ORIGIN = "jalon.example/journal";
export const logSigner = signerFromSeed(ORIGIN, ED25519, seed("log"));
export const witnessSigner = signerFromSeed("temoin.example/w1", COSIGNATURE, seed("witness1"));
export const LOG_KEY = golden.keys.log.vkey;
export const PROCESS = "61e5472f-493f-44b4-a2a4-130314dd7f8b";

/** An identifier of version 4 from a number. */
export const identifier = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A commitment-like value: 32 bytes in base64url. */
export const thirtyTwo = (n: number): string => Buffer.alloc(32, n % 256).toString("base64url");

export const submitted = (n: number, h: string = thirtyTwo(n), ha: string = thirtyTwo(n + 1)): string =>
  `{"c":"${PROCESS}","h":"${h}","ha":"${ha}","k":"contribution.submitted","o":"${identifier(n)}","r":1,"t":"2026-03-04T10:12Z","v":1}`;

export const hidden = (n: number, r = 1): string =>
  `{"c":"${PROCESS}","k":"moderation.hidden","o":"${identifier(n)}","r":${r},"role":"rule","t":"2026-03-04T10:13Z","v":1,"why":"spam"}`;

export const many = (count: number): string[] => Array.from({ length: count }, (_, n) => submitted(n));

export type Written = { readonly note: string; readonly root: Buffer };

/** Cosigned by one witness of the golden policy unless told otherwise. */
export function noteOf(size: number, root: Buffer, { isCosigned = true, time = 1_783_100_000 } = {}): string {
  const text = writeCheckpoint({ origin: ORIGIN, size, root });
  return `${signNote(text, [logSigner])}${isCosigned ? cosign(text, witnessSigner, time) : ""}`;
}

/** Writes a log as a site serves it, below FOLDER/journal. */
export function writeLog(
  folder: string,
  leaves: readonly string[],
  options: { readonly isPacked?: boolean; readonly isCosigned?: boolean; readonly time?: number } = {},
): Written {
  const frontier = Frontier.empty();
  const put = (file: string, bytes: Uint8Array | string): void => {
    const name = path.join(folder, "journal", file);
    mkdirSync(path.dirname(name), { recursive: true });
    writeFileSync(name, bytes);
  };
  for (let first = 0; first < leaves.length; first += TILE_WIDTH) {
    const entries = leaves.slice(first, first + TILE_WIDTH).map((leaf) => Buffer.from(leaf, "latin1"));
    for (const entry of entries) frontier.append(leafHash(entry));
    const bundle = writeBundle(entries);
    put(`tile/${entriesPath(first / TILE_WIDTH, entries.length)}`, options.isPacked ? gzipSync(bundle) : bundle);
  }
  for (const { hashes, ...tile } of frontier.takeChangedTiles()) put(`tile/${tilePath(tile)}`, hashes);
  const root = frontier.root();
  const note = noteOf(leaves.length, root, options);
  put("checkpoint", note);
  put("politique", golden.policy);
  return { note, root };
}
