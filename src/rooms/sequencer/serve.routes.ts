import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { fixedUrls } from "#kernel/urls.ts";
import { writeBundle } from "#ledger/bundle.ts";
import { parsePolicy } from "#ledger/policy.ts";
import { type Entries, parseTilePath } from "#ledger/tile-path.ts";
import { TILE_WIDTH, type Tile } from "#ledger/tiles.ts";
import type { Sql } from "#platform/db.ts";
import { chooseEncoding } from "#platform/http/compress.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findLeaves, findNotice, findPublished, findTile, type Published } from "./serve.queries.ts";
import { isPublished, nameOf } from "./serve.rules.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Served = { readonly bytes: Bytes; readonly isGzip: boolean };

/** Programs may ask as often as they like: the database is asked at most this often for the last checkpoint. */
const FRESH_MS = 250;
/** Tiles and bundles kept by a process: their bytes never change, whether they are full or not. */
const KEPT_BYTES = 24_000_000;
const TEXT = "text/plain; charset=utf-8";
const BYTES = "application/octet-stream";
const FOR_EVER = "public, max-age=31536000, immutable";
const TILES = fixedUrls.journalTile.slice(0, fixedUrls.journalTile.indexOf(":"));
const zip = promisify(gzip);

/** What a process remembers of the log of one database. */
class Shelf {
  readonly #sql: Sql;
  readonly #kept = new Map<string, Served>();
  #bytes = 0;
  #published: Promise<Published | null> | null = null;
  #askedAt = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The last checkpoint, a quarter of a second old at most; `now` asks the database. */
  published({ now = false } = {}): Promise<Published | null> {
    const asked = performance.now();
    if (this.#published && !now && asked - this.#askedAt < FRESH_MS) return this.#published;
    const asking = findPublished(this.#sql);
    this.#askedAt = asked;
    this.#published = asking;
    asking.catch(() => {
      if (this.#published === asking) this.#published = null;
    });
    return asking;
  }

  /** null: the published tree has no such thing. */
  async read(asked: Tile | Entries, isGzip: boolean): Promise<Served | null> {
    const name = `${nameOf(asked)}${isGzip ? "z" : ""}`;
    const kept = this.#kept.get(name);
    if (kept) {
      // what was used longest ago goes first
      this.#kept.delete(name);
      this.#kept.set(name, kept);
      return kept;
    }
    // another process may have published since this one looked
    if (!isPublished(asked, (await this.published())?.size ?? 0)) {
      if (!isPublished(asked, (await this.published({ now: true }))?.size ?? 0)) return null;
    }
    const bytes = await this.#load(asked);
    if (!bytes) throw new Error(`the log has not the rows of ${nameOf(asked)}, which was published`);
    const served = { bytes: isGzip ? new Uint8Array(await zip(bytes)) : bytes, isGzip };
    this.#keep(name, served);
    return served;
  }

  async #load(asked: Tile | Entries): Promise<Bytes | null> {
    if (!("entries" in asked)) return ownBytes(await findTile(this.#sql, asked));
    const leaves = await findLeaves(this.#sql, asked.n * TILE_WIDTH, asked.width);
    return ownBytes(leaves && writeBundle(leaves));
  }

  #keep(name: string, served: Served): void {
    if (this.#kept.has(name)) return;
    this.#kept.set(name, served);
    this.#bytes += served.bytes.byteLength;
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytes.byteLength;
    }
  }
}

const shelves = new WeakMap<Sql, Shelf>();

function shelfOf({ sql }: Context): Shelf {
  const shelf = shelves.get(sql) ?? new Shelf(sql);
  shelves.set(sql, shelf);
  return shelf;
}

/** A copy of its own: rows of the driver are views on larger pieces of memory, which would be kept with them. */
function ownBytes(bytes: Buffer | null): Bytes | null {
  return bytes && new Uint8Array(bytes);
}

function missing(ctx: Context): Response {
  return ctx.answer("not in the published log\n", { status: 404, headers: { "content-type": TEXT } });
}

async function sendCheckpoint(ctx: Context): Promise<Response> {
  const shelf = shelfOf(ctx);
  const published = (await shelf.published()) ?? (await shelf.published({ now: true }));
  if (!published) return missing(ctx);
  return ctx.answer(published.note, { headers: { "content-type": TEXT, "cache-control": "public, max-age=2" } });
}

async function sendTile(ctx: Context): Promise<Response> {
  // as it was written: a percent sign is no other way to say the same tile
  const asked = parseTilePath(ctx.url.pathname.slice(TILES.length));
  if (!asked) return missing(ctx);
  const isEntries = "entries" in asked;
  const accepted = ctx.request.headers.get("accept-encoding")?.replace(/\bbr\b/g, "");
  const served = await shelfOf(ctx).read(asked, isEntries && chooseEncoding(accepted) === "gzip");
  if (!served) return missing(ctx);
  return ctx.answer(served.bytes, {
    headers: {
      "content-type": BYTES,
      "content-length": String(served.bytes.byteLength),
      "cache-control": FOR_EVER,
      ...(isEntries ? { vary: "accept-encoding" } : {}),
      ...(served.isGzip ? { "content-encoding": "gzip" } : {}),
    },
  });
}

/** Which keys and witnesses are believed: the file of the operator, once it is well formed. */
async function sendPolicy(ctx: Context): Promise<Response> {
  const text = await readFile(ctx.world.config.policy, "utf8").catch(() => null);
  if (text === null) return missing(ctx);
  parsePolicy(text);
  return ctx.answer(text, { headers: { "content-type": TEXT, "cache-control": "public, max-age=60" } });
}

async function sendNotice(ctx: Context): Promise<Response> {
  const digest = ctx.params.digest ?? "";
  const text = /^[0-9a-f]{64}$/.test(digest) ? await findNotice(ctx.sql, digest) : null;
  if (text === null) return missing(ctx);
  return ctx.answer(text, { headers: { "content-type": TEXT, "cache-control": FOR_EVER } });
}

const open = { method: "GET", who: "everyone", cache: "open", query: [] } as const;

/** The addresses of C2SP tlog-tiles, where mirrors, witnesses and verifiers read the log. */
export const serveRoutes: readonly Route[] = [
  route({ ...open, path: fixedUrls.journalCheckpoint, handle: sendCheckpoint }),
  route({ ...open, path: fixedUrls.journalTile, handle: sendTile }),
  route({ ...open, path: fixedUrls.journalPolicy, handle: sendPolicy }),
  route({ ...open, path: fixedUrls.journalNotice, handle: sendNotice }),
];
