import type { Alignment } from "./align.ts";
import type { Token } from "./tokens.ts";

/** Tokens `aFrom` to `aTo` of the text before and `bFrom` to `bTo` of the text after: all the same, or all changed. */
export type Run = {
  readonly isSame: boolean;
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
};

export function runsOf({ removed, added }: Alignment): Run[] {
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  while (i < removed.length || j < added.length) {
    const [aFrom, bFrom] = [i, j];
    const isSame = removed[i] === 0 && added[j] === 0;
    if (isSame)
      while (removed[i] === 0 && added[j] === 0) {
        i += 1;
        j += 1;
      }
    else {
      while (removed[i] === 1) i += 1;
      while (added[j] === 1) j += 1;
    }
    runs.push({ isSame, aFrom, aTo: i, bFrom, bTo: j });
  }
  return runs;
}

/** Runs made easier to read without changing what they say: no crumbs between changes, whole sentences kept whole. */
export function polish(runs: readonly Run[], a: readonly Token[], b: readonly Token[]): Run[] {
  return absorbCrumbs(slideToBoundaries(runs, a, b), b);
}

/** Longest way a change may slide, in tokens: about a sentence or two. */
const MAX_SLIDE = 80;

/**
 * "A b. [C b.] D" and "A [b. C] b. D" say the same; the first reads better. A run that only adds or only removes slides
 * to the place that best begins a line or a sentence.
 */
function slideToBoundaries(runs: readonly Run[], a: readonly Token[], b: readonly Token[]): Run[] {
  const slid = [...runs];
  for (let at = 0; at < slid.length; at += 1) {
    const run = slid[at];
    if (!run || run.isSame || (run.aFrom < run.aTo && run.bFrom < run.bTo)) continue;
    const [before, after] = [slid[at - 1], slid[at + 1]];
    const side =
      run.aFrom < run.aTo ? { tokens: a, from: run.aFrom, to: run.aTo } : { tokens: b, from: run.bFrom, to: run.bTo };
    const back = before?.isSame ? Math.min(MAX_SLIDE, before.bTo - before.bFrom) : 0;
    const on = after?.isSame ? Math.min(MAX_SLIDE, after.bTo - after.bFrom) : 0;
    const step = bestStep(side, back, on);
    if (step === 0) continue;
    slid[at] = moved(run, step);
    if (before) slid[at - 1] = { ...before, aTo: before.aTo + step, bTo: before.bTo + step };
    else slid.splice(at++, 0, { isSame: true, aFrom: 0, aTo: step, bFrom: 0, bTo: step });
    const next = slid[at + 1];
    if (next) slid[at + 1] = { ...next, aFrom: next.aFrom + step, bFrom: next.bFrom + step };
    else {
      const end = slid[at] ?? run;
      slid.push({ isSame: true, aFrom: end.aTo, aTo: run.aTo, bFrom: end.bTo, bTo: run.bTo });
    }
  }
  return merged(slid);
}

const moved = (run: Run, by: number): Run => ({
  isSame: run.isSame,
  aFrom: run.aFrom + by,
  aTo: run.aTo + by,
  bFrom: run.bFrom + by,
  bTo: run.bTo + by,
});

type Side = { readonly tokens: readonly Token[]; readonly from: number; readonly to: number };

function bestStep({ tokens, from, to }: Side, back: number, on: number): number {
  const key = (at: number) => tokens[at]?.key;
  let best = { step: 0, score: boundary(key(from - 1)) };
  for (let step = -1; step >= -back && key(from + step) === key(to + step); step -= 1) {
    const score = boundary(key(from + step - 1));
    if (score > best.score) best = { step, score };
  }
  for (let step = 1; step <= on && key(from + step - 1) === key(to + step - 1); step += 1) {
    const score = boundary(key(from + step - 1));
    if (score > best.score) best = { step, score };
  }
  return best.step;
}

/** How well a change begins after this token. */
function boundary(key: string | undefined): number {
  if (key === undefined || key === "\n") return 3;
  if (/^[.!?…]$/.test(key)) return 2;
  return /^[,;:)]$/.test(key) ? 1 : 0;
}

/** One or two little words kept between two changes of several words make a patchwork: they join the change. */
function absorbCrumbs(runs: readonly Run[], b: readonly Token[]): Run[] {
  const kept: Run[] = [];
  for (const [at, run] of runs.entries()) {
    const [before, after] = [kept.at(-1), runs[at + 1]];
    const isBetweenChanges = before && after && !before.isSame && !after.isSame && size(before) > 2 && size(after) > 2;
    const isCrumb = run.isSame && isBetweenChanges && isSmall(b.slice(run.bFrom, Math.min(run.bTo, run.bFrom + 3)));
    if (before && !before.isSame && (isCrumb || !run.isSame)) {
      kept[kept.length - 1] = { ...before, aTo: run.aTo, bTo: run.bTo };
    } else kept.push(run);
  }
  return kept;
}

const size = (run: Run) => run.aTo - run.aFrom + run.bTo - run.bFrom;

function isSmall(tokens: readonly Token[]): boolean {
  const text = tokens.map((token) => token.key).join("");
  return tokens.length <= 2 && text.length <= 4 && !text.includes("\n") && !/\p{N}/u.test(text);
}

function merged(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  for (const run of runs) {
    if (size(run) === 0) continue;
    const last = kept.at(-1);
    if (last?.isSame === run.isSame) kept[kept.length - 1] = { ...last, aTo: run.aTo, bTo: run.bTo };
    else kept.push(run);
  }
  return kept;
}
