import type { Lexicon } from "./lexicon.ts";
import { standardisedLogOdds } from "./log-odds.ts";
import type { Term } from "./themes-draft.ts";

/** What was read of each text, its theme (-1: none) and whether it stands for its copies. */
export type Placed = {
  readonly read: readonly Int32Array[];
  readonly theme: Int32Array;
  readonly isDistinct: Uint8Array;
  readonly k: number;
};

const TERMS = 10;

/** The terms that tell each theme from the others, the most telling first: log-odds of distinct texts, counts of all. */
export function termsOfThemes(placed: Placed, lexicon: Lexicon): Term[][] {
  const spellings = lexicon.spellings();
  const rowsOf = rowsByTheme(placed);
  const distinct = countTexts(
    placed,
    lexicon,
    [...placed.read.keys()].filter((row) => placed.isDistinct[row] === 1),
  );
  const texts = placed.isDistinct.reduce((sum, one) => sum + one, 0);
  return rowsOf.map((rows) => {
    const distinctRows = rows.filter((row) => placed.isDistinct[row] === 1);
    const inside = countTexts(placed, lexicon, distinctRows);
    const all = countTexts(placed, lexicon, rows);
    const found: { key: number; score: number }[] = [];
    for (const [key, count] of inside.entries()) {
      if (count === 0) continue;
      const counts = { inside: count, all: distinct[key] ?? 0, textsInside: distinctRows.length, texts };
      const score = standardisedLogOdds(counts);
      if (score > 0) found.push({ key, score });
    }
    found.sort((a, b) => b.score - a.score || a.key - b.key);
    return found
      .slice(0, TERMS)
      .map(({ key, score }) => ({ term: spellings[key] ?? "", score: rounded(score), texts: all[key] ?? 0 }));
  });
}

export function rowsByTheme({ theme, k }: Placed): number[][] {
  const rows: number[][] = Array.from({ length: k }, () => []);
  for (const [row, own] of theme.entries()) if (own >= 0) rows[own]?.push(row);
  return rows;
}

export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function countTexts({ read }: Placed, { forms, keyCount }: Lexicon, rows: readonly number[]): Int32Array {
  const counts = new Int32Array(keyCount);
  const last = new Int32Array(keyCount).fill(-1);
  for (const row of rows) {
    for (const id of read[row] ?? []) {
      for (const key of forms[id]?.terms ?? []) {
        if (last[key] === row) continue;
        last[key] = row;
        counts[key] = (counts[key] ?? 0) + 1;
      }
    }
  }
  return counts;
}
