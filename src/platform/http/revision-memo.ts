import type { PublicCache } from "./public-cache.ts";

export type RevisionMemoOptions = {
  /** Entries kept at most; the oldest goes first. Default 500. */
  readonly maxEntries?: number;
};

/** Public data of a revision, loaded once for all requests of this process that were made at that revision. */
export class RevisionMemo {
  readonly #cache: PublicCache;
  readonly #maxEntries: number;
  readonly #entries = new Map<string, Promise<unknown>>();

  constructor(cache: PublicCache, { maxEntries = 500 }: RevisionMemoOptions = {}) {
    this.#cache = cache;
    this.#maxEntries = maxEntries;
  }

  /** The revision as of now: asked once a request, so that everything on a page is of one revision. */
  revision(): Promise<string> {
    return this.#cache.revision();
  }

  async get<T>(revision: string, key: string, load: () => Promise<T>): Promise<T> {
    const whole = `${revision} ${key}`;
    const found = this.#entries.get(whole);
    if (found) return (await found) as T;
    const loading = load();
    this.#entries.set(whole, loading);
    loading.catch(() => this.#entries.delete(whole));
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries) break;
      this.#entries.delete(oldest);
    }
    return await loading;
  }
}
