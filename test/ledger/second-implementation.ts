// The verifier of sigstore-js, where it covers: inclusion proofs and signed checkpoints.
import { createPublicKey } from "node:crypto";
import { createRequire } from "node:module";
import type { VerifierKey } from "#ledger/note.ts";

type Entry = { readonly canonicalizedBody: Uint8Array; readonly inclusionProof: object };
type Log = { readonly logID: Buffer; readonly baseURL: string; readonly publicKey: ReturnType<typeof createPublicKey> };
type Checkpoint = { readonly origin: string; readonly logSize: bigint; readonly logHash: Buffer };

const require = createRequire(import.meta.url);
const merkle = require("@sigstore/verify/dist/tlog/merkle.js") as {
  verifyMerkleInclusion(entry: Entry, checkpoint: { logSize: bigint; logHash: Buffer }): void;
};
const checkpoints = require("@sigstore/verify/dist/tlog/checkpoint.js") as {
  verifyCheckpoint(entry: { inclusionProof: { checkpoint: { envelope: string } } }, logs: readonly Log[]): Checkpoint;
};

/** Its verdict on an inclusion proof; `leaf` is the bytes of the leaf. */
export function isIncluded(
  leaf: Uint8Array,
  place: { readonly index: number; readonly size: number },
  hashes: readonly Buffer[],
  root: Buffer,
): boolean {
  const inclusionProof = { logIndex: String(place.index), hashes };
  return isAccepted(() => {
    merkle.verifyMerkleInclusion(
      { canonicalizedBody: leaf, inclusionProof },
      { logSize: BigInt(place.size), logHash: root },
    );
  });
}

/** The checkpoint it reads in a note that this key signed; null when it refuses. */
export function readCheckpoint(envelope: string, key: VerifierKey): Checkpoint | null {
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key.publicKey]);
  const log = {
    logID: Buffer.from(key.id, "hex"),
    baseURL: key.name,
    publicKey: createPublicKey({ key: der, format: "der", type: "spki" }),
  };
  let found: Checkpoint | null = null;
  isAccepted(() => {
    found = checkpoints.verifyCheckpoint({ inclusionProof: { checkpoint: { envelope } } }, [log]);
  });
  return found;
}

function isAccepted(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
