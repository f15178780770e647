/** Limits of the tables, checked before them so that the person gets a sentence. */
export const PASSAGE_LIMIT = 10_000;
export const TITLE_LIMIT = 500;

/** Message key of what is wrong with the text of a passage, null when it can be kept. */
export function passageTextFault(text: string): string | null {
  if (text.trim() === "") return "documents.draft.emptyText";
  return text.length > PASSAGE_LIMIT ? "documents.draft.longText" : null;
}

export function titleFault(title: string): string | null {
  if (title.trim() === "") return "documents.draft.emptyTitle";
  return title.length > TITLE_LIMIT ? "documents.draft.longTitle" : null;
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
