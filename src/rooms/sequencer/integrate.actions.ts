import { type Leaf, parseLeaf } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { Frontier } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { freezeApart, reasonToFreeze } from "./freeze.actions.ts";
import { guard } from "./guard.actions.ts";
import {
  type AcceptedRow,
  countAlarm,
  firstOfQueue,
  type Head,
  lockHead,
  type QueuedRow,
  type RefusedRow,
  writeBatch,
} from "./sequencer.store.ts";
import { type JournalFiles, openSigners } from "./signers.actions.ts";
import { Divergence, tileReader } from "./tree.queries.ts";

/** Rows of one transaction: the head is held for less than half a second. */
const BATCH = 4_096;

/** The right edge of the tree, kept between batches by one process. */
export type TreeMemory = { frontier: Frontier | null };

export type Integration = {
  readonly size: number;
  readonly logged: number;
  readonly refused: readonly { readonly eventId: string; readonly reason: string }[];
  /** Rows that were in the tree already. */
  readonly doubled: number;
  /** The queue held a full batch: another one probably waits. */
  readonly isFull: boolean;
  /** Why nothing was done; null: it was. */
  readonly frozenBecause: string | null;
};

/** Takes the first rows of the queue into the tree, in one transaction. */
export async function integrateOnce(
  sql: Sql,
  files: JournalFiles,
  memory: TreeMemory = { frontier: null },
): Promise<Integration> {
  try {
    return await sql.begin((tx) => integrate(tx, files, memory));
  } catch (error) {
    memory.frontier = null;
    const reason = reasonToFreeze(error);
    if (reason === null) throw error;
    await freezeApart(sql, reason);
    return { size: 0, logged: 0, refused: [], doubled: 0, isFull: false, frozenBecause: reason };
  }
}

async function integrate(tx: Tx, files: JournalFiles, memory: TreeMemory): Promise<Integration> {
  const head = await lockHead(tx);
  if (head.frozenBecause !== null || head.origin === null) return nothing(head);
  const isRemembered = memory.frontier?.size === head.size;
  const frontier = await frontierAt(tx, head, memory);
  // not the tree we left: before anything is added, it must continue what was signed. Added first, it could not be recovered.
  if (!isRemembered) await guard(tx, { ...head, origin: head.origin }, files, openSigners(files, head.origin));
  const rows = await firstOfQueue(tx, BATCH);
  if (rows.length === 0) return nothing(head);
  const accepted: AcceptedRow[] = [];
  const refused: (RefusedRow & { readonly eventId: string })[] = [];
  const doubled = rows.filter((row) => row.isLogged).map((row) => row.id);
  for (const row of rows.filter((row) => !row.isLogged)) {
    const leaf = readRow(row);
    if (leaf instanceof LedgerError) refused.push({ id: row.id, eventId: row.eventId, reason: leaf.message });
    else accepted.push(acceptedRow(row, leaf));
  }
  // a transaction that fails from here on leaves this memory ahead of the table: integrateOnce forgets it then
  for (const row of accepted) frontier.append(row.leafHash);
  const tiles = frontier.takeChangedTiles();
  await writeBatch(tx, { from: head.size, accepted, refused, doubled, tiles, root: frontier.root() });
  if (refused.length > 0) await countAlarm(tx, "row-refused", refused.length);
  if (doubled.length > 0) await countAlarm(tx, "row-logged-before", doubled.length);
  return {
    size: frontier.size,
    logged: accepted.length,
    refused: refused.map(({ eventId, reason }) => ({ eventId, reason })),
    doubled: doubled.length,
    isFull: rows.length === BATCH,
    frozenBecause: null,
  };
}

/** What this process remembers when nobody else went on, else the tiles; in both cases it must give the root of the head. */
async function frontierAt(tx: Tx, { size, root }: Head, memory: TreeMemory): Promise<Frontier> {
  const remembered = memory.frontier?.size === size ? memory.frontier : null;
  const frontier = remembered ?? (await Frontier.fromTiles(size, tileReader(tx)));
  if (!frontier.root().equals(root)) throw new Divergence(`head: the tiles of size ${size} do not give its root`);
  memory.frontier = frontier;
  return frontier;
}

function readRow({ data }: QueuedRow): Leaf | LedgerError {
  try {
    return parseLeaf(data);
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}

function acceptedRow({ id, data }: QueuedRow, leaf: Leaf): AcceptedRow {
  return {
    id,
    leafHash: leafHash(data),
    kind: leaf.k,
    o: "o" in leaf ? leaf.o : null,
    r: "r" in leaf ? leaf.r : null,
  };
}

const nothing = ({ size, frozenBecause }: Head): Integration => ({
  size,
  logged: 0,
  refused: [],
  doubled: 0,
  isFull: false,
  frozenBecause,
});
