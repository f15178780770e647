import { type Lexicon, STOP } from "./lexicon.ts";
import { logOdds } from "./log-odds.ts";
import { PairIds } from "./pair-ids.ts";
import { canEnd, canStart, isWithin, keysOf, LONGEST_PHRASE, type Occurrence, Spellings } from "./phrase-words.ts";
import { type Placed, rowsByTheme } from "./terms.ts";
import type { Phrase } from "./themes-draft.ts";

/** A run of words met in enough texts: where it was first met, and the texts that have it, in all and by theme. */
type Run = { readonly first: Occurrence; readonly distinct: number; readonly inTheme: Int32Array };

const PHRASES = 10;
/** Runs that may be kept of each theme to be looked at; the ten best are far before. */
const MOST_RANKED = 400;

/** The phrases of each theme: number of distinct texts × log-odds; counts of all texts. */
export function phrasesOfThemes(placed: Placed, lexicon: Lexicon): Phrase[][] {
  const runs = frequentRuns(placed, lexicon);
  const texts = placed.isDistinct.reduce((sum, one) => sum + one, 0);
  return rowsByTheme(placed).map((rows, theme) => {
    const textsInside = rows.reduce((sum, row) => sum + (placed.isDistinct[row] ?? 0), 0);
    const ranked = runs
      .flatMap((run) => {
        const inside = run.inTheme[theme] ?? 0;
        if (inside === 0) return [];
        const score = inside * logOdds({ inside, all: run.distinct, textsInside, texts });
        return score > 0 ? [{ run, inside, score }] : [];
      })
      .sort((a, b) => b.score - a.score || b.run.first.words - a.run.first.words);
    const kept: { keys: readonly number[]; inside: number }[] = [];
    for (const { run, inside } of ranked.slice(0, MOST_RANKED)) {
      if (kept.length >= PHRASES) break;
      const keys = keysOf(run.first, lexicon);
      if (!kept.some((one) => one.inside >= inside && isWithin(keys, one.keys))) kept.push({ keys, inside });
    }
    return shown(
      kept.map(({ keys }) => keys),
      rows.map((row) => placed.read[row] ?? new Int32Array()),
      lexicon,
    );
  });
}

/** Fewer texts than this say nothing of a theme; the more texts there are, the more phrases are said by chance. */
const leastTexts = (texts: number): number => (texts < 10 ? 1 : Math.max(2, Math.floor(texts / 5_000)));

/** Runs of one to four words, each grown from one that was frequent (Agrawal and Srikant 1994). */
function frequentRuns(placed: Placed, lexicon: Lexicon): Run[] {
  const { read, isDistinct } = placed;
  const least = leastTexts(isDistinct.reduce((sum, one) => sum + one, 0));
  // of each place, the run of the current length that starts there
  let runAt: Int32Array[] = read.map((text) =>
    Int32Array.from(text, (id) => (canStart(lexicon.forms[id]) ? (lexicon.forms[id]?.key ?? STOP) : STOP)),
  );
  let count = lexicon.keyCount;
  const runs: Run[] = [];
  for (let words = 1; words <= LONGEST_PHRASE; words += 1) {
    const level = countLevel(placed, runAt, count);
    const kept = keepFrequent(placed, runAt, level, least);
    for (const { first, id } of kept.firsts) {
      const occurrence = { text: read[first.row] ?? new Int32Array(), at: first.at, words };
      if (isCandidate(occurrence, lexicon)) {
        runs.push({ first: occurrence, distinct: level[id] ?? 0, inTheme: kept.inTheme.subarray(...kept.rangeOf(id)) });
      }
    }
    const ids = new PairIds();
    runAt = kept.runAt.map((own, row) => grown(own, read[row] ?? new Int32Array(), words, ids, lexicon));
    count = ids.size;
  }
  return runs;
}

function isCandidate({ text, at, words }: Occurrence, { forms }: Lexicon): boolean {
  const last = forms[text[at + words - 1] ?? STOP];
  return canEnd(last) && !(words === 1 && last?.kind === "number");
}

/** How many distinct texts have each run. */
function countLevel({ isDistinct }: Placed, runAt: readonly Int32Array[], count: number): Int32Array {
  const texts = new Int32Array(count);
  const last = new Int32Array(count).fill(-1);
  for (const [row, runs] of runAt.entries()) {
    if (isDistinct[row] !== 1) continue;
    for (const run of runs) {
      if (run < 0 || last[run] === row) continue;
      last[run] = row;
      texts[run] = (texts[run] ?? 0) + 1;
    }
  }
  return texts;
}

function keepFrequent(placed: Placed, runAt: readonly Int32Array[], texts: Int32Array, least: number) {
  const { k, theme, isDistinct } = placed;
  const places = new Int32Array(texts.length).fill(-1);
  let kept = 0;
  for (const [run, count] of texts.entries()) if (count >= least) places[run] = kept++;
  const inTheme = new Int32Array(kept * k);
  const last = new Int32Array(texts.length).fill(-1);
  const firsts: { id: number; first: { row: number; at: number } }[] = [];
  const next = runAt.map((runs, row) =>
    runs.map((run, at) => {
      const place = run < 0 ? -1 : (places[run] ?? -1);
      if (place < 0) return STOP;
      if (isDistinct[row] === 1 && last[run] !== row) {
        if (last[run] === -1) firsts.push({ id: run, first: { row, at } });
        last[run] = row;
        const own = theme[row] ?? -1;
        if (own >= 0) inTheme[place * k + own] = (inTheme[place * k + own] ?? 0) + 1;
      }
      return run;
    }),
  );
  const rangeOf = (run: number): [number, number] => [(places[run] ?? 0) * k, ((places[run] ?? 0) + 1) * k];
  return { runAt: next, firsts, inTheme, rangeOf };
}

function grown(runs: Int32Array, text: Int32Array, words: number, ids: PairIds, { forms }: Lexicon): Int32Array {
  return runs.map((run, at) => {
    const next = text[at + words] ?? STOP;
    return run < 0 || next === STOP ? STOP : ids.idOf(run, forms[next]?.key ?? 0);
  });
}

/** Spelled, and counted in the texts of the theme. */
function shown(phrases: readonly (readonly number[])[], texts: readonly Int32Array[], lexicon: Lexicon): Phrase[] {
  const found = phrases.map((keys) => ({ keys, spellings: new Spellings(), texts: 0, last: -1 }));
  const byFirst = new Map<number, typeof found>();
  for (const one of found) {
    const first = one.keys[0] ?? 0;
    byFirst.set(first, [...(byFirst.get(first) ?? []), one]);
  }
  for (const [row, text] of texts.entries()) {
    for (let at = 0; at < text.length; at += 1) {
      const starting = byFirst.get(lexicon.forms[text[at] ?? STOP]?.key ?? STOP);
      for (const one of starting ?? []) {
        if (one.keys.some((key, i) => lexicon.forms[text[at + i] ?? STOP]?.key !== key)) continue;
        one.spellings.add({ text, at, words: one.keys.length }, lexicon);
        if (one.last !== row) one.texts += 1;
        one.last = row;
      }
    }
  }
  return found.map(({ spellings, texts: count }) => ({ phrase: spellings.shown(), texts: count }));
}
