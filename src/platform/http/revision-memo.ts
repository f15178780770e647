import type { PublicCache } from "./public-cache.ts";

export type RevisionMemoOptions = {
  /** Entries kept at most; all are dropped when the revision changes. Default 500. */
  readonly maxEntries?: number;
};

/** Public data of the present revision, loaded once for all requests of this process that need it. */
export class RevisionMemo {
  readonly #cache: PublicCache;
  readonly #maxEntries: number;
  readonly #entries = new Map<string, Promise<unknown>>();
  #revision = "";

  constructor(cache: PublicCache, { maxEntries = 500 }: RevisionMemoOptions = {}) {
    this.#cache = cache;
    this.#maxEntries = maxEntries;
  }

  async get<T>(key: string, load: () => Promise<T>): Promise<T> {
    const revision = await this.#cache.revision();
    if (revision !== this.#revision) {
      this.#entries.clear();
      this.#revision = revision;
    }
    const found = this.#entries.get(key);
    if (found) return (await found) as T;
    const loading = load();
    if (this.#entries.size < this.#maxEntries) {
      this.#entries.set(key, loading);
      loading.catch(() => this.#entries.delete(key));
    }
    return await loading;
  }
}
