/** Words that turn an opinion round. No list of function words may eat them, and none is ever taken for a misspelling. */
export const NEGATIONS: ReadonlySet<string> = new Set([
  "ne",
  "n",
  "pas",
  "plus",
  "jamais",
  "aucun",
  "aucune",
  "sans",
  "ni",
  "non",
  "rien",
  "contre",
  "moins",
  "nullement",
]);

/** Those that deny by themselves: one more or one less of them between two texts says so (`plus` and `contre` also have other uses). */
export const DENIALS: ReadonlySet<string> = new Set([
  "ne",
  "n",
  "pas",
  "jamais",
  "aucun",
  "aucune",
  "sans",
  "ni",
  "non",
  "rien",
  "nullement",
]);
