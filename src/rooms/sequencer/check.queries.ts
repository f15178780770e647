import { parseCheckpoint } from "#ledger/checkpoint.ts";
import { parseLeaf } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { splitNote } from "#ledger/note.ts";
import { Frontier, type ReadTile, rootFromTiles, TILE_WIDTH, type WrittenTile } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";
import type { Db } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import { Divergence, tileReader } from "./tree.queries.ts";

/** Leaves in memory at a time; a number of whole tiles. */
const STEP = 16 * TILE_WIDTH;

export type Examined = { readonly size: number; readonly difference: string | null };
type Remembered = { readonly origin: string; readonly size: number; readonly root: Uint8Array };
type ExamineOptions = {
  /** What was signed last, as it is remembered outside the database: read before this starts. */
  readonly anchor?: Remembered | null;
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * Recomputes every leaf hash, every tile and the root, and compares them with what is stored, with the last checkpoint and with
 * the anchor. Stops at the first row that is wrong, and names it. The log may grow meanwhile: what is compared never changes.
 */
export async function examineLog(db: Db, options: ExamineOptions = {}): Promise<Examined> {
  const head = await readHead(db);
  try {
    await compareAll(db, head, options);
    return { size: head.size, difference: null };
  } catch (error) {
    if (error instanceof Divergence || error instanceof LedgerError)
      return { size: head.size, difference: error.message };
    throw error;
  }
}

type Head = {
  readonly size: number;
  readonly root: Buffer;
  readonly checkpointSize: number | null;
  readonly note: string | null;
};

async function readHead(db: Db): Promise<Head> {
  const [head] = await db<Head[]>`
    select head.size, head.root, checkpoint.size as "checkpointSize", checkpoint.note
    from journal.head
    left join (select size, note from journal.checkpoint order by size desc limit 1) as checkpoint on true
  `;
  if (!head) throw new Error("journal.head has no row");
  return head;
}

async function compareAll(db: Db, head: Head, { anchor = null, onProgress = () => {} }: ExamineOptions): Promise<void> {
  const frontier = Frontier.empty();
  /** Tiles of the right edge, by level: compared once they are full, or at the end. */
  const open = new Map<number, WrittenTile>();
  for (let from = 0; from < head.size; from += STEP) {
    const to = Math.min(from + STEP, head.size);
    for (const hash of await leafHashes(db, from, to)) frontier.append(hash);
    const changed = frontier.takeChangedTiles();
    for (const tile of changed)
      if (tile.width < TILE_WIDTH || open.get(tile.level)?.n === tile.n) open.delete(tile.level);
    for (const tile of changed) if (tile.width < TILE_WIDTH) open.set(tile.level, tile);
    await compareTiles(
      db,
      changed.filter((tile) => tile.width === TILE_WIDTH),
    );
    onProgress(to, head.size);
  }
  await compareTiles(db, [...open.values()]);
  if (!frontier.root().equals(head.root))
    throw new Divergence(`head: the leaves do not give the root of size ${head.size}`);
  await nothingBeyond(db);
  const read = tileReader(db);
  if (head.note !== null) await compareCheckpoint(head, head.note, read);
  if (anchor !== null) await compareSigned(head, { ...anchor, what: "anchor" }, read);
}

type StoredLeaf = {
  readonly idx: number;
  readonly data: Buffer;
  readonly leafHash: Buffer;
  readonly kind: string;
  readonly o: string | null;
  readonly r: number | null;
};

async function leafHashes(db: Db, from: number, to: number): Promise<readonly Buffer[]> {
  const leaves = await db<StoredLeaf[]>`
    select idx, data, leaf_hash as "leafHash", kind, o, r
    from journal.leaf
    where idx >= ${from}
      and idx < ${to}
    order by idx
  `;
  for (const [place, leaf] of leaves.entries()) {
    if (leaf.idx !== from + place) throw new Divergence(`leaf ${from + place} is missing`);
    const wrong = faultOf(leaf);
    if (wrong !== null) throw new Divergence(`leaf ${leaf.idx}: ${wrong}`);
  }
  if (leaves.length < to - from) throw new Divergence(`leaf ${from + leaves.length} is missing`);
  return leaves.map((leaf) => leaf.leafHash);
}

function faultOf({ data, leafHash: stored, kind, o, r }: StoredLeaf): string | null {
  if (!leafHash(data).equals(stored)) return "its bytes do not give its hash";
  try {
    const leaf = parseLeaf(data);
    const isFiled = leaf.k === kind && ("o" in leaf ? leaf.o : null) === o && ("r" in leaf ? leaf.r : null) === r;
    return isFiled ? null : "kind, o and r are not those of its bytes";
  } catch (error) {
    if (error instanceof LedgerError) return error.message;
    throw error;
  }
}

async function compareTiles(db: Db, tiles: readonly WrittenTile[]): Promise<void> {
  if (tiles.length === 0) return;
  const stored = await db<{ level: number; n: number; hashes: Buffer }[]>`
    select level, n, hashes
    from journal.tile
    join unnest(
      ${tiles.map((tile) => tile.level)}::integer[],
      ${tiles.map((tile) => tile.n)}::bigint[]
    ) as wanted (level, n) using (level, n)
  `;
  const found = new Map(stored.map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]));
  for (const { level, n, width, hashes } of tiles) {
    const held = found.get(`${level}/${n}`);
    if (held === undefined) throw new Divergence(`tile ${level}/${n} is missing`);
    if (held.length < hashes.length) throw new Divergence(`tile ${level}/${n} has not its ${width} hashes`);
    const place = Array.from({ length: width }, (_, at) => at).find(
      (at) => !held.subarray(32 * at, 32 * at + 32).equals(hashes.subarray(32 * at, 32 * at + 32)),
    );
    if (place === undefined) continue;
    const what = level === 0 ? `, that of leaf ${n * TILE_WIDTH + place},` : "";
    throw new Divergence(`tile ${level}/${n}: hash ${place}${what} is not what the leaves give`);
  }
}

/** Rows that no tree of this size has. One statement: the log may grow before and after. */
async function nothingBeyond(db: Db): Promise<void> {
  const [beyond] = await db<{ leaf: number | null; tile: string | null }[]>`
    select
      (select min(idx) from journal.leaf where idx >= head.size) as leaf,
      (
        select level || '/' || n
        from journal.tile
        where n * 256 + width > trunc(head.size / power(256::numeric, level))
        order by level, n
        limit 1
      ) as tile
    from journal.head
  `;
  if (beyond?.leaf != null) throw new Divergence(`leaf ${beyond.leaf} is beyond the tree`);
  if (beyond?.tile != null) throw new Divergence(`tile ${beyond.tile} is beyond the tree`);
}

async function compareCheckpoint(head: Head, note: string, read: ReadTile): Promise<void> {
  const what = `checkpoint ${head.checkpointSize}`;
  const checkpoint = parseCheckpoint(splitNote(note).text, { own: true });
  if (checkpoint.size !== head.checkpointSize) throw new Divergence(`${what} is that of size ${checkpoint.size}`);
  await compareSigned(head, { ...checkpoint, what }, read);
}

async function compareSigned(
  head: Head,
  { what, size, root }: { what: string; size: number; root: Uint8Array },
  read: ReadTile,
): Promise<void> {
  if (size > head.size) throw new Divergence(`${what}: size ${size} was signed, and the tree has ${head.size}`);
  if (!(await rootFromTiles(size, read)).equals(root)) {
    throw new Divergence(`${what}: the tree of size ${size} has another root`);
  }
}

export const sequencerInvariants: readonly Invariant[] = [
  {
    id: "sequencer.log-recomputes",
    rule: 11,
    sentence: "The signed log is what its leaves give: every leaf hash, every tile, the root, the last checkpoint.",
    check: async (sql) => {
      const { difference } = await examineLog(sql);
      return difference === null ? [] : [difference];
    },
  },
];
