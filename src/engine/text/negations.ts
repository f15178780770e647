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

const BY_LANGUAGE: Readonly<Record<string, ReadonlySet<string>>> = {
  ca: list("no ni mai cap res sense contra menys més tampoc gens"),
  de: list("nicht nichts kein keine keinen keinem keiner keines nie niemals ohne gegen weder nein weniger mehr kaum"),
  en: list("not no nor never none nothing without against less more neither cannot nobody nowhere hardly"),
  es: list("no ni nunca jamás ningún ninguna ninguno nada sin contra menos más tampoco"),
  fr: NEGATIONS,
  it: list("non no né mai nessun nessuna nessuno niente nulla senza contro meno più"),
  nl: list("niet niets geen nooit zonder tegen nee noch minder meer"),
  pt: list("não nem nunca jamais nenhum nenhuma nada sem contra menos mais"),
};

/** The negations of a language, whole words in lower case; of an unknown one, those of French. */
export function negationsOf(language: string): ReadonlySet<string> {
  return BY_LANGUAGE[language] ?? NEGATIONS;
}

function list(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
