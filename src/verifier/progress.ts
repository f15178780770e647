import type { Run } from "./run.ts";
import type { Phrase } from "./words.ts";

/** Long work on the error stream: one rewritten line on a terminal, a plain line at each tenth otherwise. */
export function showProgress(
  { err, isTerminal }: { readonly err: (text: string) => void; readonly isTerminal: boolean },
  words: (phrase: Phrase) => string,
): Run["progress"] {
  let last = -1;
  return (what, done, total) => {
    const step = Math.floor((done * (isTerminal ? 100 : 10)) / Math.max(total, 1));
    const isLast = done >= total;
    if (step === last && !isLast) return;
    last = isLast ? -1 : step;
    const text = `${done}/${total} ${words(what)}`;
    // what takes a moment needs no word in a log
    if (isTerminal) err(`\r${text}\x1b[K${isLast ? "\r\x1b[K" : ""}`);
    else if (total > 20_000) err(`${text}\n`);
  };
}
