import { createHash } from "node:crypto";
import { brotliCompress, constants } from "node:zlib";
import type { Sql } from "#platform/db.ts";
import { compress, type Encoding } from "./compress.ts";

/** A page kept for visitors without a session, at one revision of everything public. */
export type KeptPage = {
  readonly revision: string;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: Uint8Array;
  readonly encoded: Map<Encoding, Uint8Array>;
  hits: number;
};

/** Level used at first, and the level that a page asked for again and again is worth. */
const FIRST_LEVEL = 5;
const BEST_LEVEL = 11;
const HITS_FOR_BEST = 20;

export type PublicCacheOptions = {
  /** Bytes of pages kept at most, counted before compression; the page used longest ago goes first. Default 64 MB. */
  readonly maxBytes?: number;
};

/**
 * Pages rendered once per revision. The revision is read from the database after the request came in, in one query for all
 * requests that wait: nobody ever sees a page older than the last write committed before they asked, on any process.
 */
export class PublicCache {
  readonly #sql: Sql;
  readonly #pages = new Map<string, KeptPage>();
  readonly #maxBytes: number;
  #bytes = 0;
  #running: Promise<string> | null = null;
  #next: Promise<string> | null = null;

  constructor(sql: Sql, { maxBytes = 64_000_000 }: PublicCacheOptions = {}) {
    this.#sql = sql;
    this.#maxBytes = maxBytes;
  }

  /** The revision as of now or later. Requests of the same moment share one query. Rejects when the database is away. */
  revision(): Promise<string> {
    if (!this.#running) return this.#start();
    // the running query may have begun before this request: wait for the one after it
    this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  #start(): Promise<string> {
    this.#next = null;
    const running = this.#sql<{ revision: string }[]>`select platform.public_revision() as revision`.then(
      (rows) => rows[0]?.revision ?? "",
    );
    this.#running = running;
    const done = () => {
      if (this.#running === running) this.#running = null;
    };
    running.then(done, done);
    return running;
  }

  /** The page kept for an address, whatever its revision; the caller compares. */
  get(key: string): KeptPage | undefined {
    const page = this.#pages.get(key);
    if (page) {
      this.#pages.delete(key);
      this.#pages.set(key, page);
    }
    return page;
  }

  keep(key: string, revision: string, body: Uint8Array, headers: Readonly<Record<string, string>>): KeptPage {
    this.#drop(key);
    const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    const page: KeptPage = { revision, etag, headers, raw: body, encoded: new Map(), hits: 0 };
    this.#pages.set(key, page);
    this.#bytes += body.byteLength;
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#drop(oldest);
    }
    return page;
  }

  #drop(key: string): void {
    const page = this.#pages.get(key);
    if (!page) return;
    this.#pages.delete(key);
    this.#bytes -= page.raw.byteLength;
  }

  /** The bytes of a kept page in an encoding; compressed once, better in the background when it is asked for often. */
  bytes(page: KeptPage, encoding: Encoding): Uint8Array {
    if (encoding === "identity") return page.raw;
    let found = page.encoded.get(encoding);
    if (!found) {
      found = compress(page.raw, encoding, FIRST_LEVEL);
      page.encoded.set(encoding, found);
    }
    page.hits += 1;
    if (page.hits === HITS_FOR_BEST && encoding === "br") {
      brotliCompress(page.raw, { params: { [constants.BROTLI_PARAM_QUALITY]: BEST_LEVEL } }, (error, best) => {
        if (!error) page.encoded.set("br", best);
      });
    }
    return found;
  }
}
