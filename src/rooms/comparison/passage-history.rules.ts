import { diffWords, isSameText, type Segment } from "#engine/diff/diff.ts";
import type { NodeType } from "#kernel/document-types.ts";

/** A passage in one edition; `text` null where it does not stand. */
export type Stand = {
  readonly number: number;
  readonly label: string;
  readonly publishedOn: string | null;
  readonly text: string | null;
  readonly position: number | null;
  readonly nodeId: string | null;
  readonly nodeCode: string | null;
  readonly nodeType: NodeType | null;
  readonly nodeTitle: string | null;
};

export type HistoryStep = {
  readonly number: number;
  readonly label: string;
  readonly publishedOn: string | null;
  readonly fate: "absent" | "notYet" | "first" | "unchanged" | "rewritten";
  /** Public number in this edition. */
  readonly code: string | null;
  /** Where it stood in the edition before, when that was elsewhere. */
  readonly movedFrom: string | null;
  readonly segments: readonly Segment[];
};

/** The words of a passage edition by edition, each compared with the last ones it had. */
export function historyOf(stands: readonly Stand[]): readonly HistoryStep[] {
  const steps: HistoryStep[] = [];
  let last: Stand | null = null;
  for (const stand of stands) {
    const { number, label, publishedOn, text } = stand;
    const code = codeOf(stand);
    const lastCode = last ? codeOf(last) : null;
    const isElsewhere = last !== null && text !== null && last.nodeId !== stand.nodeId;
    steps.push({
      number,
      label,
      publishedOn,
      fate: fateOf(last?.text ?? null, text),
      code,
      movedFrom: isElsewhere ? lastCode : null,
      segments: segmentsOf(last?.text ?? null, text),
    });
    if (text !== null) last = stand;
  }
  return steps;
}

function codeOf({ nodeCode, position }: Stand): string | null {
  return nodeCode === null || position === null ? null : `${nodeCode}.${position}`;
}

function fateOf(before: string | null, text: string | null): HistoryStep["fate"] {
  if (text === null) return before === null ? "notYet" : "absent";
  if (before === null) return "first";
  return isSameText(before, text) ? "unchanged" : "rewritten";
}

function segmentsOf(before: string | null, text: string | null): readonly Segment[] {
  if (text === null) return [];
  return before === null ? [{ op: "same", text }] : diffWords(before, text);
}
