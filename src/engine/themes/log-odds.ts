/** A count inside a theme and in the whole corpus, and how many texts there are in both. */
export type Counts = {
  readonly inside: number;
  readonly all: number;
  readonly textsInside: number;
  readonly texts: number;
};

/**
 * Log-odds of being in a text of the theme against the others, the whole corpus being the prior: a rare word alone in a theme cannot
 * outrun a frequent one (Monroe, Colaresi and Quinn 2008, "Fightin' words").
 */
export function logOdds({ inside, all, textsInside, texts }: Counts): number {
  const within = odds(inside + all, textsInside + texts);
  const without = odds(all - inside + all, texts - textsInside + texts);
  return Math.log(within / without);
}

/** The same in units of its own uncertainty: what terms are ranked by. */
export function standardisedLogOdds(counts: Counts): number {
  const { inside, all } = counts;
  const variance = 1 / (inside + all + 0.5) + 1 / (all - inside + all + 0.5);
  return logOdds(counts) / Math.sqrt(variance);
}

const odds = (count: number, of: number): number => (count + 0.5) / (of - count + 0.5);
