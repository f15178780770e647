import type { Route } from "#platform/http/route.ts";

/**
 * Amendments: conflicts, discussion, and what of an amendment enters the draft edition.
 * Who may enter: editors apply; everybody reads.
 * Tables: amendments.conflict, application.
 * Journal entries: none.
 * Needs: contributions, decisions, editions.
 */
export const routes: readonly Route[] = [];
