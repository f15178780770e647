import type { PollId, VoterId } from "#kernel/ids.ts";
import { WITHIN, writeAcknowledgement } from "#ledger/acknowledgement.ts";
import { toBase64Url } from "#ledger/bytes.ts";
import { signNote } from "#ledger/note.ts";
import { writeReceipt } from "#ledger/receipt.ts";
import { inclusionFromTiles } from "#ledger/tiles.ts";
import type { Config } from "#platform/config.ts";
import type { Db } from "#platform/db.ts";
import { acknowledgementSigner, checkpointOver, logFacts, tileReader } from "#rooms/sequencer";
import { commitmentsOf, contentOf } from "./ballot.rules.ts";
import { placesInLot } from "./inner-tree.rules.ts";
import { loggedLot, ownBallotsOf, promisedBallots } from "./own-ballots.queries.ts";

type Of = { readonly poll: PollId; readonly voter: VoterId };

/** The proof file of the ballots of one voter in one lot; null while the lot is not in the published log, or without such ballots. */
export async function ballotProof(db: Db, { poll, voter }: Of, lot: string): Promise<string | null> {
  const [logged, ballots] = await Promise.all([loggedLot(db, poll, lot), ownBallotsOf(db, lot, voter)]);
  const checkpoint = logged && (await checkpointOver(db, logged.index));
  if (!checkpoint || ballots.length === 0) return null;
  const { commitments, leaf, index } = logged;
  const placeOf = placesInLot(commitmentsOf(commitments));
  const items = ballots.map(({ commitment, nonce, ...facts }) => {
    const batch = placeOf(commitment);
    if (!batch) throw new RangeError(`lot ${lot} has not a ballot of its range`);
    return { nonce: toBase64Url(nonce), content: contentOf(facts), batch };
  });
  const proof = await inclusionFromTiles(index, checkpoint.size, tileReader(db));
  return writeReceipt({ leaf: leaf.toString("latin1"), items, index, proof, checkpoint: checkpoint.note });
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
  const signer = origin === null ? null : acknowledgementSigner(config, origin);
  if (origin === null || !signer) return "noKey";
  const { commitments, time, closes } = promised;
  const within = isFrozen ? WITHIN.frozen : WITHIN.ballot;
  const text = writeAcknowledgement({ origin, poll, ballots: commitments, time, within, closes });
  return { text: signNote(text, [signer]) };
}
