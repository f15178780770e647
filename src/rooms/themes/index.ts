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

export { editCodebook, insertNew } from "./codebook.actions.ts";
export { codebookHash } from "./codebook-hash.queries.ts";
export { themesDesks as desks } from "./desks.queries.ts";
export { themesInvariants as invariants } from "./invariants.queries.ts";
export { CODERS, type Maker, makerAs } from "./maker.rules.ts";
export { measured } from "./measured.rules.ts";
export { numberParam, openProcess, pagesOf, typedOnce, typedText } from "./open-process.routes.ts";
export { sampleSize } from "./sample.rules.ts";
export { forgetOffers, offerSuggestions } from "./suggestion.actions.ts";
export { DRAFT_ENGINE, type Offer, type Offers, type SuggestionWhy } from "./suggestion.rules.ts";
export { ThemesTabs, teamTrail } from "./tabs.view.tsx";
export { activeThemes, findTheme } from "./theme.queries.ts";
export { kept, type Theme, type ThemeWords } from "./theme.rules.ts";
export { newThemeSchema, versionSchema } from "./theme-form.routes.ts";
export { NOTHING_TYPED, ThemeNewFields, type TypedTheme } from "./theme-form.view.tsx";

export const routes = [
  ...publicThemesRoutes,
  ...codebookRoutes,
  ...codingRoutes,
  ...suggestionRoutes,
  ...sampleRoutes,
  ...sampleItemRoutes,
  ...themeRoutes,
];
