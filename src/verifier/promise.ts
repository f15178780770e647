// Whether a log kept the promise of an acknowledgement: its leaf, or each of its ballots, is there in time.
import { type Acknowledgement, dueBy } from "#ledger/acknowledgement.ts";
import { parseBatch } from "#ledger/ballot-batch.ts";
import { decodeUtf8, toBase64 } from "#ledger/bytes.ts";
import { shortCode } from "#ledger/leaf.ts";
import { Frontier, TILE_WIDTH } from "#ledger/tiles.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import { widthIn } from "./log-reader.ts";
import { MAX_LOT } from "./lots.ts";
import type { OpenedJournal } from "./open-journal.ts";
import { mustRead } from "./place.ts";
import { readAhead } from "./read-ahead.ts";
import type { Run } from "./run.ts";
import { walkLog } from "./walk.ts";

/**
 * True when everything promised is in the tree; false when it is not, and is not due in this tree yet. Throws when the
 * promise is broken: a cosignature later than the delay, and nothing there.
 */
export async function findPromised(run: Run, given: Acknowledgement, journal: OpenedJournal): Promise<boolean> {
  const { opened, checkpoint } = journal;
  if (given.origin !== checkpoint.origin) {
    throw new Fault(EXIT.wrong, "otherOrigin", { one: given.origin, other: checkpoint.origin });
  }
  const isThere = "leaf" in given ? await hasLeaf(journal, given.leaf) : await hasBallots(run, journal, given);
  if (isThere) return true;
  const witnessed = Math.max(0, ...opened.cosignatures.map(({ time }) => time));
  if (witnessed <= dueBy(given)) return false;
  const code = "leaf" in given ? shortCode(given.leaf) : given.poll;
  throw new Fault(EXIT.wrong, "promiseBroken", { code, time: new Date(witnessed * 1000).toISOString() });
}

/** Tiles of leaf hashes are enough; the root says that they are those of the tree. */
async function hasLeaf({ reader, checkpoint }: OpenedJournal, leaf: Buffer): Promise<boolean> {
  const { size } = checkpoint;
  const count = Math.ceil(size / TILE_WIDTH);
  let isThere = false;
  const tiles = readAhead(count, reader.ahead, (n) => reader.tile({ level: 0, n, width: widthIn(size, 0, n) }));
  const frontier = Frontier.empty();
  for await (const tile of tiles) {
    for (let at = 0; at < tile.length; at += 32) {
      const hash = Buffer.from(tile.subarray(at, at + 32));
      if (hash.equals(leaf)) isThere = true;
      frontier.append(hash);
    }
    frontier.takeChangedTiles();
  }
  if (!frontier.root().equals(checkpoint.root)) throw new Fault(EXIT.wrong, "rootDiffers", { size });
  return isThere;
}

async function hasBallots(
  run: Run,
  { place, reader, checkpoint }: OpenedJournal,
  { poll, ballots }: Extract<Acknowledgement, { readonly poll: string }>,
): Promise<boolean> {
  const lots: string[] = [];
  await walkLog(run, reader, checkpoint, {
    leaf: (leaf) => {
      if (leaf.k === "ballot.batch" && leaf.p === poll) lots.push(leaf.o);
    },
  });
  const found = new Set<string>();
  for (const lot of lots) {
    const file = `journal/lots/${lot}`;
    const bytes = await mustRead(place, file, MAX_LOT);
    for (const one of judged("badLot", { file }, () => parseBatch(decodeUtf8(bytes)))) found.add(toBase64(one));
  }
  return ballots.every((ballot) => found.has(toBase64(ballot)));
}
