/**
 * Themes: the codebook with its history, drafts that sort texts beforehand, coding by people, suggestions, agreement between coders
 * and its signature; the register of what is sent to another server for drafts.
 * Who may enter: analysts, editors and administrators keep the codebook, ask for drafts and code; editors and administrators sign;
 * administrators keep the register; everybody reads what is signed and the register.
 * Tables: themes.theme, act, code, unplaced, batch, suggestion, suggestion_act, suggestion_display, sample, sample_unit,
 * sample_coder, sample_reading, agreement, reconciliation, sign_off, draft, draft_theme, draft_phrase, draft_place, draft_act,
 * processing_entry.
 * Journal entries: themes.signed, themes.reopened, themes.processing-entered, themes.processing-ended.
 * Needs: journal, processes, contributions, corpus, campaigns.
 */
import type { Command } from "#platform/command.ts";
import type { Invariant } from "#platform/invariant.ts";
import type { Job } from "#platform/job.ts";
import { codebookRoutes } from "./codebook.routes.tsx";
import { codingRoutes } from "./coding.routes.tsx";
import { draftJob } from "./draft.job.ts";
import { draftRoutes } from "./draft.routes.tsx";
import { draftInvariants } from "./draft-invariants.queries.ts";
import { themesInvariants } from "./invariants.queries.ts";
import { processingRoutes } from "./processing.routes.tsx";
import { publicThemesRoutes } from "./public.routes.tsx";
import { sampleRoutes } from "./sample.routes.tsx";
import { sampleItemRoutes } from "./sample-item.routes.tsx";
import { shelfRoutes } from "./shelf.routes.tsx";
import { suggestionRoutes } from "./suggestion.routes.tsx";
import { themeRoutes } from "./theme.routes.tsx";
import { themesCommand } from "./themes.command.ts";

export { codebookHash } from "./codebook-hash.queries.ts";
export { themesDesks as desks } from "./desks.queries.ts";
export { askDraft } from "./draft.actions.ts";
export { runDrafts } from "./draft-run.actions.ts";
export { measured } from "./measured.rules.ts";
export { entryInForce, listProcessingEntries, type ProcessingEntry } from "./processing.queries.ts";
export { hostOf, isSameProcessing } from "./processing.rules.ts";
export { sampleSize } from "./sample.rules.ts";
export { offerSuggestions } from "./suggestion.actions.ts";
export type { Offer, Offers, SuggestionWhy } from "./suggestion.rules.ts";
export { activeThemes } from "./theme.queries.ts";
export type { Theme } from "./theme.rules.ts";

export const routes = [
  ...publicThemesRoutes,
  ...codebookRoutes,
  ...draftRoutes,
  ...shelfRoutes,
  ...codingRoutes,
  ...suggestionRoutes,
  ...sampleRoutes,
  ...sampleItemRoutes,
  ...themeRoutes,
  ...processingRoutes,
];
export const invariants: readonly Invariant[] = [...themesInvariants, ...draftInvariants];
export const jobs: readonly Job[] = [draftJob];
export const commands: readonly Command[] = [themesCommand];
