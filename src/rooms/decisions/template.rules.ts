import { Conflict } from "#kernel/errors.ts";

export const TEMPLATE_TITLE_LIMIT = 200;

/** Words to start a decision from. */
export type Template = {
  readonly id: string;
  /** Null: for every process. */
  readonly process: { readonly slug: string; readonly title: string; readonly language: string } | null;
  readonly title: string;
  readonly verdict: string | null;
  readonly reason: string;
  readonly answer: string;
  readonly version: number;
  readonly retiredAt: Date | null;
  /** Decisions that were started from it. */
  readonly useCount: number;
};

export type TemplateWords = {
  readonly title: string;
  /** Empty: for every process. */
  readonly process: string;
  readonly verdict: string;
  readonly reason: string;
  readonly answer: string;
};

/** Somebody else saved the template since this page was opened. Nothing was written. */
export class TemplateSavedSince extends Conflict {
  constructor() {
    super("decisions.error.templateSavedSince");
  }
}
