import { countCharacters } from "#engine/text/count.ts";
import { saysSomething } from "#engine/text/says-something.ts";

/** Limits of the tables, checked before them so that the person gets a sentence. */
export const PASSAGE_LIMIT = 10_000;
export const TITLE_LIMIT = 500;
export const LABEL_LIMIT = 200;

/** Message key of what is wrong with the text of a passage, null when it can be kept. */
export function passageTextFault(text: string): string | null {
  if (!saysSomething(text)) return "documents.draft.emptyText";
  return countCharacters(text) > PASSAGE_LIMIT ? "documents.draft.longText" : null;
}

export function titleFault(title: string): string | null {
  if (!saysSomething(title)) return "documents.draft.emptyTitle";
  return title.length > TITLE_LIMIT ? "documents.draft.longTitle" : null;
}

type Details = {
  readonly title: string;
  readonly subtitle: string | null;
  readonly label: string;
  readonly note: string | null;
};

/** What is wrong with the presentation of an edition, as message keys by field. */
export function detailFaults({ title, subtitle, label, note }: Details): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  const atTitle = titleFault(title);
  if (atTitle) faults.title = atTitle;
  if (subtitle !== null && subtitle.length > TITLE_LIMIT) faults.subtitle = "documents.draft.longSubtitle";
  if (!saysSomething(label)) faults.label = "documents.draft.emptyLabel";
  if (label.length > LABEL_LIMIT) faults.label = "documents.draft.longLabel";
  if (note !== null && countCharacters(note) > PASSAGE_LIMIT) faults.note = "documents.draft.longNote";
  return faults;
}

/** A save meets what somebody else saved since the form was opened. The same words typed twice are no conflict. */
export function isConflict({ seen, current, typed }: { seen: string; current: string; typed: string }): boolean {
  return current !== seen && current !== typed;
}

/** The list with one item taken to a place counted from 1; beyond the end is the end. */
export function withItemAt<T>(items: readonly T[], item: T, position: number): readonly T[] {
  const others = items.filter((other) => other !== item);
  const at = Math.min(Math.max(1, position), others.length + 1) - 1;
  return [...others.slice(0, at), item, ...others.slice(at)];
}
