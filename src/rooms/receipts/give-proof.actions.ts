import { WITHIN, writeAcknowledgement } from "#ledger/acknowledgement.ts";
import { toBase64Url } from "#ledger/bytes.ts";
import { signNote } from "#ledger/note.ts";
import { type ReceiptItem, writeReceipt } from "#ledger/receipt.ts";
import { shortCode } from "#ledger/short-code.ts";
import { inclusionFromTiles } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";
import type { Config } from "#platform/config.ts";
import type { Db } from "#platform/db.ts";
import { acknowledgementSigner, checkpointOver, logFacts, tileReader } from "#rooms/sequencer";
import { type LeafOfRevision, openingOfText } from "./proof-file.queries.ts";

export type Given = {
  readonly code: string;
  /** The leaf and what opens it: with the tiles, enough to make the proof oneself. */
  readonly leaf: string;
  readonly items: readonly ReceiptItem[];
  /** `tlog-proof@v1`, once the leaf is in the published tree. */
  readonly proof: string | null;
  /** The signed promise, while it is not; null where the site has no key for it. */
  readonly acknowledgement: string | null;
};

/** The proof of a revision of an object, or the acknowledgement while it waits. Null: erased. Who may have it is for the caller. */
export async function giveProof(
  db: Db,
  config: Pick<Config, "keys">,
  { object, revision, logged }: { readonly object: string; readonly revision: number; readonly logged: LeafOfRevision },
): Promise<Given | null> {
  const opening = logged.isText ? await openingOfText(db, object, revision) : null;
  if (logged.isText && !opening) return null;
  const items = opening ? [{ content: opening.content, nonce: toBase64Url(opening.nonce) }] : [];
  const leaf = Buffer.from(logged.data).toString("latin1");
  const checkpoint = logged.index === null ? null : await checkpointOver(db, logged.index);
  const proof =
    checkpoint && logged.index !== null
      ? writeReceipt({
          leaf,
          items,
          index: logged.index,
          proof: await inclusionFromTiles(logged.index, checkpoint.size, tileReader(db)),
          checkpoint: checkpoint.note,
        })
      : null;
  return {
    code: shortCode(leafHash(logged.data)),
    leaf,
    items,
    proof,
    acknowledgement: proof === null ? await acknowledge(db, config, logged) : null,
  };
}

/** Ed25519 signs the same text the same way each time: an acknowledgement need not be kept to be given again. */
async function acknowledge(
  db: Db,
  config: Pick<Config, "keys">,
  { data, receivedAt }: LeafOfRevision,
): Promise<string | null> {
  const { origin, isFrozen } = await logFacts(db);
  const signer = origin === null ? null : acknowledgementSigner(config, origin);
  if (!signer || origin === null) return null;
  const within = isFrozen ? WITHIN.frozen : WITHIN.contribution;
  return signNote(writeAcknowledgement({ origin, leaf: leafHash(data), time: receivedAt, within }), [signer]);
}
