import type { PollId, VoterId } from "#kernel/ids.ts";
import { WITHIN, writeAcknowledgement } from "#ledger/acknowledgement.ts";
import { toBase64Url } from "#ledger/bytes.ts";
import { signNote } from "#ledger/note.ts";
import { writeReceipt } from "#ledger/receipt.ts";
import { inclusionFromTiles } from "#ledger/tiles.ts";
import { ED25519, signerFromSeed } from "#ledger/verifier-key.ts";
import type { Config } from "#platform/config.ts";
import type { Db } from "#platform/db.ts";
import { readKey } from "#platform/keys.ts";
import { acknowledgementName } from "#rooms/sequencer";
import { contentOf } from "./ballot.rules.ts";
import { placesInLot } from "./inner-tree.rules.ts";
import { logFacts, lotTiles, ownBallotsOf, promisedBallots, provedLot } from "./own-ballots.queries.ts";

const HASH = 32;

type Of = { readonly poll: PollId; readonly voter: VoterId };

/** The proof file of the ballots of one voter in one lot; null while the lot is not in the published log, or without such ballots. */
export async function ballotProof(db: Db, { poll, voter }: Of, lot: string): Promise<string | null> {
  const [proved, ballots] = await Promise.all([provedLot(db, poll, lot), ownBallotsOf(db, lot, voter)]);
  if (!proved || ballots.length === 0) return null;
  const { commitments, leaf, index, size, note } = proved;
  const sorted = Array.from({ length: commitments.length / HASH }, (_, place) =>
    commitments.subarray(place * HASH, (place + 1) * HASH),
  );
  const placeOf = placesInLot(sorted);
  const items = ballots.map(({ commitment, nonce, ...facts }) => {
    const batch = placeOf(commitment);
    if (!batch) throw new RangeError(`lot ${lot} has not a ballot of its range`);
    return { nonce: toBase64Url(nonce), content: contentOf(facts), batch };
  });
  const proof = await inclusionFromTiles(index, size, lotTiles(db));
  return writeReceipt({ leaf: leaf.toString("latin1"), items, index, proof, checkpoint: note });
}

/**
 * The signed promise for the ballots of one voter that are in no published lot yet; the same text each time it is asked for.
 * `nothing`: none waits. `noKey`: the site cannot sign.
 */
export async function ballotAcknowledgement(
  db: Db,
  config: Pick<Config, "keys">,
  { poll, voter }: Of,
): Promise<{ readonly text: string } | "nothing" | "noKey"> {
  const [promised, { origin, isFrozen }] = await Promise.all([promisedBallots(db, poll, voter), logFacts(db)]);
  if (!promised) return "nothing";
  const seed = origin === null ? null : readKey(config, "accuse");
  if (origin === null || !seed) return "noKey";
  const { commitments, time, closes } = promised;
  const within = isFrozen ? WITHIN.frozen : WITHIN.ballot;
  const text = writeAcknowledgement({ origin, poll, ballots: commitments, time, within, closes });
  return { text: signNote(text, [signerFromSeed(acknowledgementName(origin), ED25519, seed)]) };
}
