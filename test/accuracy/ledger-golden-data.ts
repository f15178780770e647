// The shape of own/ledger_golden.json: a whole small journal. Hashes in base64, commitments in base64url.
import type { TextParts } from "#ledger/commitment.ts";

type Key = { readonly seed_hex: string; readonly public_hex: string; readonly vkey: string };

export type Golden = {
  readonly keys: { readonly [name: string]: Key };
  readonly commitments: readonly { tag: string; content: string; nonce: string; commitment: string }[];
  readonly normalisation: { readonly input: TextParts; readonly content: string };
  readonly documents: { readonly [name: string]: { readonly text: string; readonly d: string } };
  readonly leaves: readonly { index: number; leaf: string; leaf_hash: string; short_code: string }[];
  readonly roots_by_size: readonly string[];
  readonly refused_leaves: readonly { why: string; leaf: string }[];
  readonly contribution_chains: readonly { ok: boolean; events: readonly string[] }[];
  readonly checkpoint: string;
  readonly policy: string;
  readonly acknowledgements: readonly string[];
  readonly ballot_batch: {
    readonly commitments: readonly string[];
    readonly root: string;
    readonly openings: readonly { content: string; nonce: string }[];
  };
  readonly receipts: readonly { what: string; exit: number; file: string; content?: string }[];
  readonly refused_receipts: readonly { why: string; exit: number; file_b64: string; content?: string }[];
  readonly boundaries: {
    readonly sizes: readonly {
      size: number;
      root: string;
      tiles: readonly { level: number; full: number; partial: number }[];
    }[];
    readonly inclusion: readonly { index: number; size: number; proof: readonly string[] }[];
    readonly consistency: readonly { from: number; to: number; proof: readonly string[] }[];
  };
  readonly tile_paths: readonly { n: number; path: string }[];
};
