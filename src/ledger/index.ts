/**
 * The ledger: hashes, proofs, notes, checkpoints and receipts of a public log that outsiders can check. Pure: no clock, no random
 * number, no network, `node:crypto` alone. The specification of the formats is C2SP's and RFC 6962.
 *
 * Who may enter: all code, and everybody who checks a log, through the package export `jalon/ledger`.
 * Tables: none.
 * Journal entries: none; it says what an entry of the log may be.
 * Needs: nothing.
 */
export {
  type Acknowledgement,
  type BallotAcknowledgement,
  dueBy,
  type LeafAcknowledgement,
  parseAcknowledgement,
  WITHIN,
  writeAcknowledgement,
} from "./acknowledgement.ts";
export {
  batchProof,
  type Opening,
  parseBallot,
  parseBatch,
  type QuestionCount,
  recount,
  sealBatch,
  writeBatch,
} from "./ballot-batch.ts";
export { parseBundle, writeBundle } from "./bundle.ts";
export {
  fromBase64,
  fromBase64Url32,
  fromHex,
  isIdentifier,
  parseDecimal,
  toBase64,
  toBase64Url,
  toHex,
} from "./bytes.ts";
export { canonical, type Json } from "./canonical.ts";
export { Chains, type LateLeaf, type ObjectState, type State } from "./chain.ts";
export { type Checkpoint, parseCheckpoint, writeCheckpoint } from "./checkpoint.ts";
export {
  actorContent,
  authorContent,
  type BallotParts,
  ballotContent,
  commit,
  type TextParts,
  textContent,
} from "./commitment.ts";
export { cosign } from "./cosignature.ts";
export {
  BASES,
  type Family,
  familyOf,
  isOfficial,
  KINDS,
  type Kind,
  type Leaf,
  leafAround,
  parseLeaf,
  parseShortCode,
  ROLES,
  shortCode,
  type UntimedLeaf,
  WHY,
  writeLeaf,
} from "./leaf.ts";
export { LedgerError } from "./ledger-error.ts";
export {
  COSIGNATURE,
  ED25519,
  NoteError,
  type OpenedNote,
  openNote,
  parseVerifierKey,
  type Signer,
  signerFromSeed,
  signNote,
  type VerifiedSignature,
  type VerifierKey,
  verifierKeyOf,
} from "./note.ts";
export { type OpenedCheckpoint, openCheckpoint, type Policy, parsePolicy } from "./policy.ts";
export { consistencyProof, inclusionProof } from "./proof-ranges.ts";
export {
  type CheckedReceipt,
  checkReceipt,
  MissingContentError,
  parseReceipt,
  type Receipt,
  type ReceiptItem,
  writeReceipt,
} from "./receipt.ts";
export { type Entries, entriesPath, parseTilePath, tilePath } from "./tile-path.ts";
export {
  consistencyFromTiles,
  Frontier,
  inclusionFromTiles,
  type ReadTile,
  rootFromTiles,
  type Tile,
  tilesOf,
  type WrittenTile,
} from "./tiles.ts";
export { checkConsistency, checkInclusion, EMPTY_ROOT, type Hash, leafHash, nodeHash, rootOf } from "./tree.ts";
export { type Judgement, judge, originPath, type WitnessedState } from "./witness.ts";
