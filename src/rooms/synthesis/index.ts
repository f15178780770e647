import type { Route } from "#platform/http/route.ts";

/**
 * Synthesis: claims, the contributions each rests on, coverage, publication.
 * Who may enter: analysts and editors write; everybody reads what is published.
 * Tables: synthesis.claim, claim_version, claim_contribution, publication.
 * Journal entries: synthesis.published.
 * Needs: corpus, themes.
 */
export const routes: readonly Route[] = [];
