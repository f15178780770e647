import type { Route } from "#platform/http/route.ts";

/**
 * Themes: the codebook with its history, coding by people, agreement between them.
 * Who may enter: analysts code; everybody reads what is signed.
 * Tables: themes.theme, act, code.
 * Journal entries: themes.signed.
 * Needs: corpus.
 */
export const routes: readonly Route[] = [];
