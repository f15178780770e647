import { prepareText, withoutAccents, wordsOf } from "./prepare.ts";

/** Above this similarity two texts are near-duplicates: 0.98 of the pairs are right, 0.996 are found (design of the measure). */
export const NEAR = 0.7;

/**
 * Long texts look alike, whatever they say: strangers of one consultation reach 0.64 at 1,500 characters, 0.74 at 5,000 and 0.79
 * at 10,000. Between the first two lengths the threshold rises to 0.80.
 */
const LONG = { from: 1_500, to: 5_000, threshold: 0.8 } as const;

/** The similarity that makes two prepared texts near-duplicates. */
export function requiredSimilarity(preparedA: string, preparedB: string, threshold = NEAR): number {
  const length = Math.min(preparedA.length, preparedB.length);
  const share = Math.min(1, Math.max(0, (length - LONG.from) / (LONG.to - LONG.from)));
  return threshold + share * Math.max(0, LONG.threshold - threshold) - 1e-9;
}

/** The three-character pieces of the words of a prepared text, a space on both sides of each word, accents apart. */
export function trigramsOf(prepared: string): Set<string> {
  const found = new Set<string>();
  for (const word of new Set(wordsOf(withoutAccents(prepared)))) {
    const letters = [" ", ...word, " "];
    for (let i = 0; i + 2 < letters.length; i += 1) {
      found.add(`${letters[i]}${letters[i + 1]}${letters[i + 2]}`);
    }
  }
  return found;
}

/** |A ∩ B| / √(|A|·|B|), from the three numbers. */
export function cosine(common: number, sizeA: number, sizeB: number): number {
  return sizeA === 0 || sizeB === 0 ? 0 : common / Math.sqrt(sizeA * sizeB);
}

/** How alike two texts are as typed, 0 to 1: 1 when only accents, case or punctuation differ; 0 when one has no word. */
export function textSimilarity(a: string, b: string): number {
  const [ours, theirs] = [trigramsOf(prepareText(a)), trigramsOf(prepareText(b))];
  let common = 0;
  for (const piece of ours) if (theirs.has(piece)) common += 1;
  return cosine(common, ours.size, theirs.size);
}
