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
import { themeRoutes } from "./theme.routes.tsx";

export { themesDesks as desks } from "./desks.queries.ts";
export { themesInvariants as invariants } from "./invariants.queries.ts";
export { measured } from "./measured.rules.ts";
export { sampleSize } from "./sample.rules.ts";
export { activeThemes } from "./theme.queries.ts";
export { codebookHash } from "./theme.rules.ts";

/** Fixed words of an address are declared before what could stand there. */
export const routes = [...codebookRoutes, ...themeRoutes];
