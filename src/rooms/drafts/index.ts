/**
 * Drafts: texts sorted beforehand by the words they use, for people to read, name and correct; the register of what is sent to
 * another server for it.
 * Who may enter: analysts, editors and administrators ask for drafts and work on them; administrators keep the register; everybody
 * reads the register, and nobody outside the team a draft.
 * Tables: drafts.draft, draft_theme, draft_phrase, draft_place, draft_act, processing_entry, embedding.
 * Journal entries: drafts.processing-entered, drafts.processing-ended.
 * Needs: journal, processes, contributions, corpus, campaigns, themes.
 */
import type { Command } from "#platform/command.ts";
import type { Job } from "#platform/job.ts";
import { draftJob } from "./draft.job.ts";
import { draftRoutes } from "./draft.routes.tsx";
import { processingRoutes } from "./processing.routes.tsx";
import { shelfRoutes } from "./shelf.routes.tsx";
import { themesCommand } from "./themes.command.ts";

export { askDraft } from "./draft.actions.ts";
export { runDrafts } from "./draft-run.actions.ts";
export { draftsInvariants as invariants } from "./invariants.queries.ts";
export { entryInForce, listProcessingEntries, type ProcessingEntry } from "./processing.queries.ts";
export { hostOf, isSameProcessing } from "./processing.rules.ts";

export const routes = [...draftRoutes, ...shelfRoutes, ...processingRoutes];
export const jobs: readonly Job[] = [draftJob];
export const commands: readonly Command[] = [themesCommand];
