/**
 * Themes: the codebook with its history, coding by people, suggestions, agreement between coders and its signature.
 * Who may enter: analysts, editors and administrators keep the codebook and code; editors and administrators sign; everybody
 * reads what is signed.
 * Tables: themes.theme, act, code, unplaced, batch, suggestion, suggestion_act, suggestion_display, sample, sample_unit,
 * sample_coder, sample_reading, agreement, reconciliation, sign_off.
 * Journal entries: themes.signed, themes.reopened.
 * Needs: journal, processes, contributions, corpus.
 */
import { codebookRoutes } from "./codebook.routes.tsx";
import { codingRoutes } from "./coding.routes.tsx";
import { publicThemesRoutes } from "./public.routes.tsx";
import { sampleRoutes } from "./sample.routes.tsx";
import { sampleItemRoutes } from "./sample-item.routes.tsx";
import { suggestionRoutes } from "./suggestion.routes.tsx";
import { themeRoutes } from "./theme.routes.tsx";

export { codebookHash } from "./codebook-hash.queries.ts";
export { themesDesks as desks } from "./desks.queries.ts";
export { themesInvariants as invariants } from "./invariants.queries.ts";
export { measured } from "./measured.rules.ts";
export { sampleSize } from "./sample.rules.ts";
export { offerSuggestions } from "./suggestion.actions.ts";
export type { Offer, Offers, SuggestionWhy } from "./suggestion.rules.ts";
export { activeThemes } from "./theme.queries.ts";
export type { Theme } from "./theme.rules.ts";

export const routes = [
  ...publicThemesRoutes,
  ...codebookRoutes,
  ...codingRoutes,
  ...suggestionRoutes,
  ...sampleRoutes,
  ...sampleItemRoutes,
  ...themeRoutes,
];
