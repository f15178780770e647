import type { Role } from "#kernel/viewer.ts";
import type { TitleEntry } from "./texts.rules.ts";

export const READERS = ["analyst", "editor", "administrator"] as const satisfies readonly Role[];
export const TITLERS = ["editor", "administrator"] as const satisfies readonly Role[];

export const TITLE_LIMIT = 120;
export const REASON_LIMIT = 2_000;

/** What may be named: the groups of the last result, and the two axes of the map. */
export function subjectsOf(groups: readonly string[]): readonly string[] {
  return [...groups.map((name) => `group:${name}`), "axis:1", "axis:2"];
}

/** The last entry about a subject; 0 before the first: a form says which one it was written after. */
export function lastEntry(entries: readonly TitleEntry[], subject: string): number {
  return entries.find((entry) => entry.subject === subject)?.id ?? 0;
}

export function titleNow(entries: readonly TitleEntry[], subject: string): string {
  return entries.find((entry) => entry.subject === subject)?.title ?? "";
}

/** Several forms stand on one page: the fields of each have ids of their own. */
export function fieldId(subject: string, field: string): string {
  return `${subject.replace(":", "-")}-${field}`;
}
