import { countWords } from "../text/count.ts";
import { compare } from "./compare.ts";
import type { Run } from "./runs.ts";
import { type Tokens, tokenise, written } from "./tokens.ts";

export type Segment = { readonly op: "same" | "added" | "removed"; readonly text: string };

/**
 * What changed between two texts, word by word. Typography is not a change: ’ and ', « and ", no-break and plain
 * spaces, composed and decomposed accents are the same. The `same` and `added` segments put end to end give `after` to
 * the letter; the `same` and `removed` ones give `before`, typography apart. Time is linear in the length for texts that
 * differ a little, and at worst 512 steps per word.
 */
export function diffWords(before: string, after: string): Segment[] {
  const { a, b, runs } = compare(before, after);
  return segments(runs, a, b);
}

/** True when a reader sees the same text: only typography may differ. */
export function isSameText(a: string, b: string): boolean {
  if (a === b) return true;
  return textKey(a) === textKey(b);
}

export function summarise(segments: readonly Segment[]): {
  readonly addedWords: number;
  readonly removedWords: number;
} {
  const words = (op: Segment["op"]) =>
    segments.reduce((total, segment) => total + (segment.op === op ? countWords(segment.text) : 0), 0);
  return { addedWords: words("added"), removedWords: words("removed") };
}

/** The same for all texts that a reader sees as the same. */
export function textKey(text: string): string {
  return tokenise(text.trim())
    .tokens.map((token) => token.key)
    .join("\u0000");
}

function segments(runs: readonly Run[], a: Tokens, b: Tokens): Segment[] {
  const parts = { same: "", removed: "", added: "" };
  const done: Segment[] = [];
  const flush = (...ops: Segment["op"][]) => {
    for (const op of ops) {
      if (parts[op] !== "") done.push({ op, text: parts[op] });
      parts[op] = "";
    }
  };
  for (const run of runs) {
    const [oldLead, newLead] = [leadAt(a, run.aFrom, run.aTo), leadAt(b, run.bFrom, run.bTo)];
    if (run.isSame) {
      // A blank that only one side has belongs to the change before it, so that no word sticks to the next.
      const isNewBlank = parts.added !== "" && oldLead === "" && newLead !== "";
      if (parts.removed !== "" && newLead === "") parts.removed += oldLead;
      if (isNewBlank) parts.added += newLead;
      flush("removed", "added");
      parts.same = written(b, run.bFrom, run.bTo).slice(isNewBlank ? newLead.length : 0);
    } else {
      // The blank before a replaced word is no part of the replacement.
      const isShared = parts.same !== "" && oldLead !== "" && newLead !== "";
      if (isShared) parts.same += newLead;
      flush("same");
      parts.removed = written(a, run.aFrom, run.aTo).slice(isShared ? oldLead.length : 0);
      parts.added = written(b, run.bFrom, run.bTo).slice(isShared ? newLead.length : 0);
    }
  }
  if (parts.removed !== "") parts.removed += a.tail;
  parts[parts.added === "" ? "same" : "added"] += b.tail;
  flush("removed", "added", "same");
  return done;
}

/** The blank before the first of some tokens; none when there is no token. */
const leadAt = (side: Tokens, from: number, to: number) => (from < to ? (side.tokens[from]?.lead ?? "") : "");
