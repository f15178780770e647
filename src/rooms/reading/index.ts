import type { Route } from "#platform/http/route.ts";

/**
 * Reading: the analyst's desk, read marks, assignment, private notes.
 * Who may enter: analysts, editors and administrators.
 * Tables: reading.mark, assignment, note.
 * Journal entries: none.
 * Needs: corpus.
 */
export const routes: readonly Route[] = [];
