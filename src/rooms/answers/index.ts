import type { Route } from "#platform/http/route.ts";

/**
 * Answers: whether an answer answered, public figures of answers, feeds.
 * Who may enter: everybody.
 * Tables: answers.opinion.
 * Journal entries: none.
 * Needs: decisions, editions.
 */
export const routes: readonly Route[] = [];
