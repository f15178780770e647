import type { Route } from "#platform/http/route.ts";

/**
 * Office: PDF, DOCX and ODT of editions, comparisons and syntheses.
 * Who may enter: everybody takes what is published.
 * Tables: none.
 * Journal entries: none.
 * Needs: documents, editions, synthesis.
 */
export const routes: readonly Route[] = [];
