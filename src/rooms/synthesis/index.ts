/**
 * Synthesis: claims, the contributions each rests on, coverage, and publications that never change.
 * Who may enter: everybody reads what is published; editors, analysts and administrators write; editors and administrators publish.
 * Tables: synthesis.note, claim, claim_version, batch, claim_contribution, publication, published_claim, published_source.
 * Journal entries: synthesis.published.
 * Needs: journal, processes, corpus, themes.
 */
import type { Route } from "#platform/http/route.ts";

export { publishedSynthesis } from "./publication.queries.ts";
export type { PublicSource, PublishedClaim, PublishedSynthesis } from "./publication.rules.ts";
export { type Stance, stanceKey } from "./stance.rules.ts";

export const routes: readonly Route[] = [];
