import type { Route } from "#platform/http/route.ts";

/**
 * Corpus: the published contributions, found: filters, search in French, counts, lists.
 * Who may enter: everybody.
 * Tables: corpus.line, words.
 * Journal entries: none.
 * Needs: processes, documents, contributions.
 */
export const routes: readonly Route[] = [];
