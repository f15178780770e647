import { diffWords, isSameText, type Segment } from "#engine/diff/diff.ts";
import { type ComparedFact, compareFacts } from "./compared-facts.rules.ts";

/** An element in one edition; `code` null where it does not stand. */
type Stand = {
  readonly number: number;
  readonly label: string;
  readonly publishedOn: string;
  readonly code: string | null;
  readonly type: string | null;
  readonly title: string | null;
  readonly carrier: string | null;
  readonly status: string | null;
  readonly parentId: string | null;
  readonly parentCode: string | null;
  readonly targets: readonly string[];
};

export type NodeStep = {
  readonly number: number;
  readonly label: string;
  readonly publishedOn: string;
  readonly fate: "absent" | "notYet" | "first" | "unchanged" | "changed";
  readonly code: string | null;
  readonly segments: readonly Segment[];
  readonly facts: readonly ComparedFact[];
  /** Codes of what it stood and stands under, when that is not the same. */
  readonly moved: { readonly before: string | null; readonly after: string | null } | null;
};

const sideOf = ({ code, type, carrier, status, targets }: Stand) => ({
  code: code ?? "",
  type: type ?? "",
  carrier,
  status,
  targets,
});

/** An element edition by edition, each compared with the last one that held it. */
export function nodeHistoryOf(stands: readonly Stand[]): readonly NodeStep[] {
  const steps: NodeStep[] = [];
  let last: Stand | null = null;
  for (const stand of stands) {
    steps.push(stepOf(last, stand));
    if (stand.code !== null) last = stand;
  }
  return steps;
}

function stepOf(last: Stand | null, stand: Stand): NodeStep {
  const { number, label, publishedOn, code, title } = stand;
  const head = { number, label, publishedOn, code };
  const nothing = { segments: [], facts: [], moved: null };
  if (code === null || title === null) return { ...head, ...nothing, fate: last ? "absent" : "notYet" };
  if (!last) return { ...head, ...nothing, fate: "first", segments: [{ op: "same", text: title }] };
  const facts = compareFacts(sideOf(last), sideOf(stand));
  const isMoved = last.parentId !== stand.parentId;
  const isSame = isSameText(last.title ?? "", title);
  return {
    ...head,
    fate: isSame && facts.length === 0 && !isMoved ? "unchanged" : "changed",
    segments: isSame ? [{ op: "same", text: title }] : diffWords(last.title ?? "", title),
    facts,
    moved: isMoved ? { before: last.parentCode, after: stand.parentCode } : null,
  };
}
