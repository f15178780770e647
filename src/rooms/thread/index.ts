import type { Route } from "#platform/http/route.ts";

/**
 * Thread: every link from a contribution to a measure, walked both ways.
 * Who may enter: everybody.
 * Tables: none.
 * Journal entries: none.
 * Needs: decisions, editions, synthesis.
 */
export const routes: readonly Route[] = [];
