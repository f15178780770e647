import type { PassageId } from "#kernel/ids.ts";
import type {
  ExistingEdition,
  ExistingPassage,
  ImportPlan,
  PassageChoices,
  PlannedPassage,
} from "./import-plan.rules.ts";
import { overlaps } from "./pair-passages.rules.ts";
import type { PassageNumbers } from "./parse-text-file.rules.ts";
import { flatPlan } from "./plan-import.rules.ts";

/** In forms: `suite-12` says what the 13th passage of the file continues, by anchor, or that it is new. */
const FIELD = /^suite-(\d{1,5})$/;
export const choiceField = (index: number): string => `suite-${index}`;
export const NEW_PASSAGE = "nouveau";

/** What a file of ours says by its numbers. A number met twice is believed once. */
export function choicesByNumber(existing: ExistingEdition, numbers: PassageNumbers): PassageChoices {
  const byCode = new Map(existing.nodes.flatMap(({ passages }) => passages).map((old) => [old.code, old.id]));
  const choices = new Map<number, PassageId>();
  for (const [index, number] of numbers) {
    const id = byCode.get(number);
    if (id !== undefined) choices.set(index, id);
    byCode.delete(number);
  }
  return choices;
}

/** What somebody chose in the form; null when two passages would continue the same one. */
export function choicesByForm(
  existing: ExistingEdition,
  fields: Readonly<Record<string, string | readonly string[]>>,
): PassageChoices | null {
  const byAnchor = new Map(existing.nodes.flatMap(({ passages }) => passages).map((old) => [old.anchor, old.id]));
  const choices = new Map<number, PassageId | null>();
  const used = new Set<PassageId>();
  for (const [name, value] of Object.entries(fields)) {
    const index = FIELD.exec(name)?.[1];
    if (index === undefined || typeof value !== "string") continue;
    const id = value === NEW_PASSAGE ? null : byAnchor.get(value);
    if (id === undefined) continue;
    if (id !== null && used.has(id)) return null;
    if (id !== null) used.add(id);
    choices.set(Number(index), id);
  }
  return choices;
}

/** Old passages offered for one of the file, besides the one it would continue. */
const OFFERED = 3;
/** Below, two texts have nothing to do with each other. */
const SOMETHING_COMMON = 0.15;
const COMPARISONS = 400_000;

export type OfferedChoice = { readonly chosen: ExistingPassage | null; readonly offered: readonly ExistingPassage[] };

/** For each passage that changes, the old ones it may continue: its own, and the nearest of those that would go. */
export function offeredChoices(plan: ImportPlan): ReadonlyMap<number, OfferedChoice> {
  const nodes = flatPlan(plan.nodes);
  const gone = [
    ...nodes.flatMap((node) => node.removedPassages),
    ...plan.removedNodes.flatMap((node) => node.passages),
  ];
  const changed = nodes.flatMap((node) => node.passages).filter(isChanged);
  const isTooMuch = changed.length * gone.length > COMPARISONS;
  const overlap = overlaps(
    changed.map(({ text }) => text),
    gone.map(({ text }) => text),
    SOMETHING_COMMON,
  );
  return new Map(
    changed.map(({ index, from }, i) => {
      const nearest = isTooMuch
        ? []
        : gone
            .map((old, j) => ({ old, share: overlap(i, j) }))
            .filter(({ share }) => share >= SOMETHING_COMMON)
            .sort((a, b) => b.share - a.share)
            .slice(0, OFFERED)
            .map(({ old }) => old);
      return [index, { chosen: from, offered: from ? [from, ...nearest] : nearest }];
    }),
  );
}

export function isChanged({ fate, isMoved }: PlannedPassage): boolean {
  return fate !== "kept" || isMoved;
}
