import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Sql } from "#platform/db.ts";
import { type FileWanted, fileText } from "./file.actions.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Kept = { readonly revision: string; readonly file: Promise<Bytes>; size: number };

/** Packed files kept at most, in bytes; the one asked for longest ago goes first. */
const MAX_BYTES = 32_000_000;
/** By pool, so that two databases in one process (tests) never meet. */
const shelves = new WeakMap<Sql, Map<string, Kept>>();

/**
 * A file compressed, made once per revision for everybody who asks. It is read from the database at the database's own
 * speed: a visitor on a slow line holds no connection, and no statement waits for them.
 */
export async function packedFile(sql: Sql, wanted: FileWanted, revision: string): Promise<Bytes> {
  const shelf = shelves.get(sql) ?? new Map<string, Kept>();
  shelves.set(sql, shelf);
  const key = `${wanted.process}/${wanted.name}.${wanted.format}`;
  const found = shelf.get(key);
  shelf.delete(key);
  const kept = found?.revision === revision ? found : { revision, file: pack(sql, wanted), size: 0 };
  shelf.set(key, kept);
  try {
    const bytes = await kept.file;
    kept.size = bytes.byteLength;
    makeRoom(shelf);
    return bytes;
  } catch (error) {
    if (shelf.get(key) === kept) shelf.delete(key);
    throw error;
  }
}

function makeRoom(shelf: Map<string, Kept>): void {
  let total = [...shelf.values()].reduce((sum, { size }) => sum + size, 0);
  for (const [key, { size }] of shelf) {
    if (total <= MAX_BYTES || shelf.size === 1) return;
    shelf.delete(key);
    total -= size;
  }
}

async function pack(sql: Sql, wanted: FileWanted): Promise<Bytes> {
  const pieces: Uint8Array[] = [];
  await sql.begin("isolation level repeatable read read only", async (tx) => {
    await tx`set local statement_timeout = '120s'`;
    await pipeline(
      Readable.from(fileText(tx, wanted)),
      createGzip({ level: 6 }),
      async (packed: AsyncIterable<Uint8Array>) => {
        for await (const piece of packed) pieces.push(piece);
      },
    );
  });
  return new Uint8Array(Buffer.concat(pieces));
}
