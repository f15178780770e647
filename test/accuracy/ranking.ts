// Strengths from comparisons, rankings and choices, beside published maximum-likelihood estimates.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { bradleyTerry, type Choice, choicesOfRanking, plackettLuce } from "#engine/ranking/index.ts";

type Case = {
  readonly n_items: number;
  readonly data: readonly (readonly (number | readonly number[])[])[];
  readonly ml_est: readonly number[];
};

/**
 * The estimates are printed with eight digits. One of them is not the maximum itself: a published value may be further off when it
 * solves the equations of the maximum (chosen − expected times chosen = 0, for each item) less well than ours.
 */
const TOLERANCE = 1e-7;
const FURTHER = 1e-4;
const EXACT = { virtualWins: 0, tolerance: 1e-12 } as const;

/** A data folder that holds ranking/…/testcase-(pairwise|rankings|top1)-*.json. */
export async function measure(dataFolder: string): Promise<number> {
  const folder = path.join(dataFolder, "ranking");
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /testcase-(pairwise|rankings|top1)-\d+\.json$/.test(file))
        .sort()
    : [];
  if (files.length === 0) {
    console.error(
      `accuracy: no testcase-pairwise-*.json, testcase-rankings-*.json or testcase-top1-*.json in ${folder}`,
    );
    return 2;
  }
  console.log(`ranking: ln strengths, largest distance from the published ones (tolerance ${TOLERANCE})`);
  const failed = files.filter((file) => !isMet(path.join(folder, file), file));
  return failed.length === 0 ? 0 : 1;
}

function isMet(place: string, file: string): boolean {
  const { data, n_items, ml_est } = JSON.parse(readFileSync(place, "utf8")) as Case;
  const choices = choicesOf(path.basename(file), data);
  const found = path.basename(file).includes("pairwise")
    ? bradleyTerry(
        choices.map(({ chosen, others: [loser = -1] }) => ({ winner: chosen, loser })),
        n_items,
        EXACT,
      )
    : plackettLuce(choices, n_items, EXACT);
  const ours = found?.logStrengths ?? [];
  const gap = Math.max(...ml_est.map((one, item) => Math.abs(one - (ours[item] ?? Number.POSITIVE_INFINITY))));
  const [missed, published] = [missOf(choices, ours), missOf(choices, ml_est)];
  const isCloser = gap <= FURTHER && missed < published / 100;
  const isRight = gap <= TOLERANCE || isCloser;
  const remark =
    gap > TOLERANCE && isCloser
      ? `; equations missed by ${published.toExponential(1)}, ours by ${missed.toExponential(1)}`
      : "";
  console.log(`${isRight ? "ok    " : "FAILED"} ${gap.toExponential(1).padEnd(8)} ${file}${remark}`);
  return isRight;
}

function choicesOf(name: string, data: Case["data"]): readonly Choice[] {
  if (name.includes("rankings")) return data.flatMap((ranking) => choicesOfRanking(ranking.map(Number)));
  return data.map(([chosen, others]) => ({ chosen: Number(chosen), others: [others ?? []].flat() }));
}

/** By how much the equations of the maximum are missed, at most, by these strengths. */
function missOf(choices: readonly Choice[], logStrengths: readonly number[]): number {
  const misses = logStrengths.map(() => 0);
  const add = (item: number, amount: number) => {
    misses[item] = (misses[item] ?? 0) + amount;
  };
  for (const { chosen, others } of choices) {
    const items = [chosen, ...others];
    const strengths = items.map((item) => Math.exp(logStrengths[item] ?? 0));
    const total = strengths.reduce((sum, one) => sum + one, 0);
    for (const [place, item] of items.entries()) add(item, -(strengths[place] ?? 0) / total);
    add(chosen, 1);
  }
  return Math.max(...misses.map(Math.abs));
}
