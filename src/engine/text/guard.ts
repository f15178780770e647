import { editDistance } from "./edit-distance.ts";
import { DENIALS, NEGATIONS } from "./negations.ts";

/** Why two texts that look alike may say something else: a negation or a number differs, or words were replaced. */
export const GUARD_FLAGS = ["negation", "number", "wording"] as const;
export type GuardFlag = (typeof GUARD_FLAGS)[number];

/** Up to this length, a misspelling is one letter away; above, two. */
const SHORT_WORD = 5;
/** Comparisons of left-over words before two texts are taken for reworded. */
const MOST_COMPARISONS = 40_000;

/** The words of two texts, sorted: `wordsOf(prepareText(text)).sort()`. Linear, but for a bounded search of misspellings. */
export function guardFlags(sortedA: readonly string[], sortedB: readonly string[]): GuardFlag[] {
  const [onlyA, onlyB] = leftOver(sortedA, sortedB);
  const either = (is: (word: string) => boolean) => onlyA.some(is) || onlyB.some(is);
  const flags: GuardFlag[] = [];
  if (either((word) => DENIALS.has(word))) flags.push("negation");
  if (either(isNumber)) flags.push("number");
  if (isReworded(onlyA, onlyB)) flags.push("wording");
  return flags;
}

const isNumber = (word: string): boolean => /\p{N}/u.test(word);

/** What each has and the other has not, as multisets. */
function leftOver(a: readonly string[], b: readonly string[]): [string[], string[]] {
  const [onlyA, onlyB]: [string[], string[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x === y) {
      i += 1;
      j += 1;
    } else if (y === undefined || (x !== undefined && x < y)) {
      onlyA.push(x ?? "");
      i += 1;
    } else {
      onlyB.push(y);
      j += 1;
    }
  }
  return [onlyA, onlyB];
}

/** True when both sides keep words once their misspellings of each other are set aside. */
function isReworded(onlyA: readonly string[], onlyB: readonly string[]): boolean {
  if (onlyA.length === 0 || onlyB.length === 0) return false;
  if (onlyA.length * onlyB.length > MOST_COMPARISONS) return true;
  const rest = [...onlyB];
  let unmatched = 0;
  for (const word of onlyA) {
    const at = rest.findIndex((other) => isMisspelling(word, other));
    if (at < 0) unmatched += 1;
    else rest.splice(at, 1);
  }
  return unmatched > 0 && rest.length > 0;
}

function isMisspelling(a: string, b: string): boolean {
  if ([a, b].some((word) => NEGATIONS.has(word) || isNumber(word))) return false;
  const limit = Math.max(a.length, b.length) <= SHORT_WORD ? 1 : 2;
  return editDistance(a, b, limit) <= limit;
}
