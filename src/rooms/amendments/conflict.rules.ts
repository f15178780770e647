import { type Change, changesOf, contests, wordsBetween } from "#engine/diff/changes.ts";
import { textKey } from "#engine/diff/diff.ts";
import type { Operation } from "#engine/diff/operation.ts";
import type { ContributionId, PassageId } from "#kernel/ids.ts";

/** A passage of a public amendment. */
export type ComparedPart = {
  readonly contributionId: ContributionId;
  readonly position: number;
  readonly passageId: PassageId;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
};

/** Two amendments that want different words in the same place; the one with the smaller id first. */
export type Conflict = {
  readonly contributionId: ContributionId;
  readonly position: number;
  readonly otherId: ContributionId;
  readonly otherPosition: number;
  readonly passageId: PassageId;
  /** The words of the passage that both change; empty where both put words in at the same point. */
  readonly words: string;
};

const WORDS_SHOWN = 300;

type Ready = ComparedPart & { readonly changes: readonly Change[] };

/**
 * The conflicts among passages of amendments. Only those made from the same words are compared, typography apart: an amendment
 * of an older edition is about other words. Removing a passage is in conflict with rewriting it, and with nothing else; a new
 * passage after one is in conflict with nothing.
 */
export function conflictsAmong(parts: readonly ComparedPart[], isAsked: (id: ContributionId) => boolean): Conflict[] {
  const groups = Map.groupBy(
    parts.filter(({ operation }) => operation !== "add"),
    (part) => `${part.passageId}\u0000${textKey(part.aboutText)}`,
  );
  return [...groups.values()].flatMap((group) => conflictsOnOnePassage(group, isAsked));
}

function conflictsOnOnePassage(group: readonly ComparedPart[], isAsked: (id: ContributionId) => boolean): Conflict[] {
  if (!group.some(({ contributionId }) => isAsked(contributionId))) return [];
  const ready: readonly Ready[] = group.map((part) => ({
    ...part,
    changes: part.operation === "rewrite" ? changesOf(part.aboutText, part.proposedText ?? "") : [],
  }));
  const found: Conflict[] = [];
  for (const [at, one] of ready.entries()) {
    for (const other of ready.slice(at + 1)) {
      if (one.contributionId === other.contributionId) continue;
      if (!isAsked(one.contributionId) && !isAsked(other.contributionId)) continue;
      const words = contestedWords(one, other);
      if (words !== null) found.push(inOrder(one, other, words));
    }
  }
  return found;
}

/** Null when both can be had. */
function contestedWords(one: Ready, other: Ready): string | null {
  if (one.operation === "remove" || other.operation === "remove") {
    return one.operation === other.operation ? null : cut(one.aboutText);
  }
  const [first] = contests(one.changes, other.changes);
  return first ? cut(wordsBetween(one.aboutText, first.from, first.to)) : null;
}

const cut = (text: string) => (text.length > WORDS_SHOWN ? `${[...text].slice(0, WORDS_SHOWN - 1).join("")}…` : text);

function inOrder(one: Ready, other: Ready, words: string): Conflict {
  const [first, second] = one.contributionId < other.contributionId ? [one, other] : [other, one];
  return {
    contributionId: first.contributionId,
    position: first.position,
    otherId: second.contributionId,
    otherPosition: second.position,
    passageId: one.passageId,
    words,
  };
}

/** One text for a conflict, to compare what is stored with what is found. */
export function conflictKey({ contributionId, position, otherId, otherPosition, words }: Conflict): string {
  return [contributionId, position, otherId, otherPosition, words].join(" ");
}
