import type { Sql } from "./db.ts";

/** What must always hold, as the rule number of the model, a sentence, and how to find what breaks it. */
export type Invariant = {
  /** `contributions.one-support-per-person` */
  readonly id: string;
  /** Number of the rule in docs/glossary.md, "What must always hold". */
  readonly rule: number;
  readonly sentence: string;
  /** Says what breaks it, one short text each (ids and numbers, no personal data); empty when it holds. */
  readonly check: (sql: Sql) => Promise<readonly string[]>;
};
