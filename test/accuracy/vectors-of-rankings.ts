// Rankings: reference values computed again.
import {
  type Ballot,
  type Election,
  instantRunoff,
  kemeny,
  kemenyScore,
  kendallW,
  pairwiseTable,
  positions,
  rankedPairs,
  schulze,
} from "#engine/statistics/index.ts";
import type { Found, Given, Implementations, Input } from "./vector.ts";

/** Options in the order of their names; ballots written A>B>C or ABC. */
function electionOf(ballots: Input["ballots"]): { names: readonly string[]; election: Election } {
  const read = ballots.map(([count, order]) => ({ count, order: order.includes(">") ? order.split(">") : [...order] }));
  const names = [...new Set(read.flatMap(({ order }) => order))].sort();
  const tiers = read.map(({ count, order }): Ballot => ({ count, tiers: order.map((name) => [names.indexOf(name)]) }));
  return { names, election: { optionCount: names.length, ballots: tiers } };
}

function rankings({ input }: Given): Found {
  const { names, election } = electionOf(input.ballots);
  const table = pairwiseTable(election);
  const best = kemeny(table);
  const place = positions(election);
  const name = (option: number | null) => names[option ?? -1];
  const named = (numbers: readonly number[]) => Object.fromEntries(names.map((one, index) => [one, numbers[index]]));
  if (kemenyScore(table, best?.order ?? []) !== best?.score) throw new Error("the score is not that of the order");
  return {
    pairwise_ABCDE: table,
    kemeny: best?.order.map(name),
    kemeny_score: best?.score,
    kemeny_unique: best?.isUnique,
    kemeny_second_best_score: best?.secondBestScore,
    schulze: schulze(table).order.flat().map(name),
    ranked_pairs: rankedPairs(table).order.map(name),
    borda_0based: named(place.borda),
    borda_order: place.bordaOrder.flat().map(name),
    instant_runoff_winner: name(instantRunoff(election).winner),
    mean_rank: named(place.meanRank),
    first_places: named(place.firsts),
  };
}

export const RANKINGS: Implementations = {
  "ranking.kendall_w": ({ input }) => {
    const found = kendallW(input.ranks);
    return { W: found?.w, friedman_chi2: found?.chiSquare, df: found?.df, p: found?.p };
  },
  "ranking.tennessee": rankings,
  "ranking.schulze45": rankings,
  "ranking.abby": rankings,
};
