import { seededNumbers } from "../seeded-numbers.ts";
import { languageOf } from "../text/stems.ts";
import { type Corpus, readCorpus } from "./corpus.ts";
import { groupByFactors } from "./factorisation.ts";
import { type Grouping, groupByMeans } from "./grouping.ts";
import { hasSecond, type Place, placeOf } from "./placement.ts";
import { groupBySeeds, type SeedPoints, saysNothing } from "./seeded-grouping.ts";
import { type Space, seedPointsOf, spaceOfEmbeddings, spaceOfWords } from "./space.ts";
import { rounded, termsOfThemes } from "./terms.ts";
import { phrasesOfText } from "./text-phrases.ts";
import { phrasesOfThemes } from "./theme-phrases.ts";
import type { DraftTheme, Placement, Text, ThemesDraft, ThemesOptions, ThemesProgress } from "./themes-draft.ts";

export { type Embeddings, type Seeds, type ThemesDraft, type ThemesOptions, UnknownExamples } from "./themes-draft.ts";

const NEAR = 5;

/** A draft of themes, for people to correct and sign. The order of the texts does not matter; the same seed gives the same draft. */
export function draftThemes(texts: readonly Text[], options: ThemesOptions): ThemesDraft {
  const steps = draftInSteps(texts, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same, step by step: the caller may say how far it is, and let others work. */
export function* draftInSteps(given: readonly Text[], options: ThemesOptions): Generator<ThemesProgress, ThemesDraft> {
  const { seeds, vectors, seed } = options;
  const language = languageOf(options.language);
  const corpus = yield* readCorpus(given, { language, seeds });
  const { k, kFrom } = numberOfThemes(corpus, options);
  const random = seededNumbers(`themes ${seed}`);
  yield { step: "vectors", done: corpus.texts.length, total: corpus.texts.length };
  const space = vectors
    ? spaceOfEmbeddings(corpus, vectors)
    : spaceOfWords(corpus, { isSeeded: (seeds?.themes.length ?? 0) > 0 }, random);
  yield { step: "groups", done: 0, total: k };
  const seedPoints = (seeds?.themes ?? []).map((one) => seedPointsOf(one, corpus, space));
  const made = { corpus, space, seedPoints, k, options };
  const grouping = group(made, random);
  yield { step: "words", done: 0, total: k };
  const places = placesOf(corpus, grouping, options);
  const ids = themeIds(places, k, options);
  return {
    options: {
      k,
      kFrom,
      method: methodOf(options),
      language,
      seed,
      embeddings: vectors ? { model: vectors.model, dimensions: vectors.dimensions } : null,
    },
    input: {
      texts: corpus.texts.length + corpus.setAside.length,
      empty: corpus.empty,
      setAside: corpus.setAside,
      warnings: warningsOf(made),
    },
    themes: themesOf(corpus, places, ids, options),
    contributions: contributionsOf(corpus, places, ids, options.keyphrases ?? 0),
    foldedDuplicates: corpus.folds.map(({ keep, members }) => ({
      keep: idAt(corpus, keep),
      members: members.map((row) => idAt(corpus, row)),
    })),
  };
}

const idAt = ({ texts }: Corpus, row: number): string => texts[row]?.id ?? "";

/** No measure of fit chooses well on such texts; rather too many, as merging is one click and splitting is reading again. */
function numberOfThemes(
  corpus: Corpus,
  { k, seeds }: ThemesOptions,
): { k: number; kFrom: "given" | "seeds" | "computed" } {
  const seeded = seeds?.themes.length ?? 0;
  const most = Math.max(seeded, corpus.distinct.length);
  if (k !== undefined) return { k: Math.min(Math.max(k, seeded), most), kFrom: "given" };
  if (seeded > 0) return { k: seeded, kFrom: "seeds" };
  const wanted = Math.round(Math.sqrt(corpus.texts.length / 10));
  return { k: Math.min(Math.max(4, Math.min(20, wanted)), most), kFrom: "computed" };
}

type Made = {
  readonly corpus: Corpus;
  readonly space: Space;
  readonly seedPoints: readonly SeedPoints[];
  readonly k: number;
  readonly options: ThemesOptions;
};

function group({ space, seedPoints: seeds, k, options }: Made, random: () => number): Grouping {
  const { points, weights, decomposition } = space;
  if (points.rows === 0) {
    return { k, scores: { rows: 0, width: k, values: new Float32Array() }, nearest: new Int32Array() };
  }
  if (seeds.length > 0) return groupBySeeds(points, seeds, k, random);
  if (methodOf(options) === "nmf" && decomposition) return groupByFactors(weights.matrix, decomposition, k);
  return groupByMeans(points, k, random);
}

/** Seeds and vectors from outside are grouped round centres. */
const methodOf = ({ method, seeds, vectors }: ThemesOptions): "kmeans" | "nmf" =>
  method === "nmf" && !vectors && (seeds?.themes.length ?? 0) === 0 ? "nmf" : "kmeans";

function warningsOf({ corpus: { distinct }, space: { points }, seedPoints, k, options }: Made): string[] {
  const { k: wanted, seeds } = options;
  const lost = (seeds?.themes ?? []).filter((_, theme) => saysNothing(points, seedPoints[theme] as SeedPoints));
  return [
    ...(wanted === undefined || wanted === k
      ? []
      : [`${wanted} themes were asked for; ${distinct.length} different texts make ${k}.`]),
    ...lost.map(({ theme }) => `Nothing of the seeds of “${theme}” is said in two texts.`),
  ];
}

/** Where each row lies: a copy lies with the text that stands for it. */
function placesOf(corpus: Corpus, grouping: Grouping, { seeds }: ThemesOptions): Place[] {
  const examples = new Set((seeds?.themes ?? []).flatMap((seed) => seed.examples));
  const ofDistinct = new Map(
    corpus.distinct.map((row, place) => [row, placeOf(grouping, place, () => examples.has(idAt(corpus, row)))]),
  );
  return corpus.texts.map((_, row) => ofDistinct.get(corpus.standIn[row] ?? row) as Place);
}

/** Seeded themes keep their code; the others are t1, t2, … by number of texts. */
function themeIds(places: readonly Place[], k: number, { seeds }: ThemesOptions): { order: number[]; names: string[] } {
  const seeded = (seeds?.themes ?? []).map(({ theme }) => theme);
  const sizes = new Int32Array(k);
  for (const { theme, isPlaced } of places) if (isPlaced) sizes[theme] = (sizes[theme] ?? 0) + 1;
  const free = Array.from({ length: k - seeded.length }, (_, i) => seeded.length + i).sort(
    (a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b,
  );
  const names = [...seeded];
  let next = 1;
  for (const theme of free) {
    while (seeded.includes(`t${next}`)) next += 1;
    names[theme] = `t${next}`;
    next += 1;
  }
  return { order: [...seeded.keys(), ...free], names };
}

type Ids = ReturnType<typeof themeIds>;

function themesOf(
  corpus: Corpus,
  places: readonly Place[],
  { order, names }: Ids,
  { seeds }: ThemesOptions,
): DraftTheme[] {
  const k = order.length;
  const placed = {
    read: corpus.read,
    theme: Int32Array.from(places, ({ theme, isPlaced }) => (isPlaced ? theme : -1)),
    isDistinct: Uint8Array.from(corpus.standIn, (own, row) => (own === row ? 1 : 0)),
    k,
  };
  const [terms, phrases] = [termsOfThemes(placed, corpus.lexicon), phrasesOfThemes(placed, corpus.lexicon)];
  return order.map((theme) => {
    const rows = corpus.distinct.filter((row) => placed.theme[row] === theme);
    const lead = (row: number): number => (places[row]?.score ?? 0) - (places[row]?.secondScore ?? 0);
    const central = rows.toSorted((a, b) => (places[b]?.score ?? 0) - (places[a]?.score ?? 0) || a - b);
    const border = rows.toSorted((a, b) => lead(a) - lead(b) || a - b);
    return {
      id: names[theme] ?? "",
      name: seeds?.themes[theme]?.name ?? null,
      seeded: theme < (seeds?.themes.length ?? 0),
      size: placed.theme.reduce((sum, own) => sum + (own === theme ? 1 : 0), 0),
      terms: terms[theme] ?? [],
      phrases: phrases[theme] ?? [],
      central: central.slice(0, NEAR).map((row) => idAt(corpus, row)),
      border: border.slice(0, NEAR).map((row) => idAt(corpus, row)),
    };
  });
}

function contributionsOf(corpus: Corpus, places: readonly Place[], { names }: Ids, keyphrases: number) {
  const entries = places.map((place, row): [string, Placement] => {
    const theme = names[place.theme] ?? "";
    const second = hasSecond(place) ? { theme: names[place.second] ?? "", score: rounded(place.secondScore) } : null;
    const placement = { theme: place.isPlaced ? theme : null, nearest: theme, score: rounded(place.score), second };
    const own = corpus.read[row] ?? new Int32Array();
    return [
      idAt(corpus, row),
      keyphrases > 0 ? { ...placement, keyphrases: phrasesOfText(own, corpus.lexicon, keyphrases) } : placement,
    ];
  });
  return Object.fromEntries(entries);
}
