import type { DraftTheme, Placement } from "#engine/themes/themes-draft.ts";
import type { ReadWords, WordFinder } from "./draft-words.rules.ts";

export type PlacedText = {
  readonly id: string;
  readonly number: number;
  readonly words: string;
  readonly placement: Placement;
};

/** Contributions named as proof that a phrase is said, and words named as reason of a place, at most. */
const EVIDENCE = 20;
const REASONS = 4;

type FoundPhrase = {
  readonly kind: "term" | "phrase";
  readonly words: string;
  readonly textCount: number;
  readonly evidence: readonly string[];
};

/** What can be shown: a stem that nobody writes alone has no spelling. */
const wordsOf = ({ terms, phrases }: DraftTheme) =>
  [
    ...terms.map(({ term, texts }) => ({ kind: "term" as const, words: term, textCount: texts })),
    ...phrases.map(({ phrase, texts }) => ({ kind: "phrase" as const, words: phrase, textCount: texts })),
  ].filter(({ words }) => words.trim() !== "");

/** Terms and phrases of a theme with some of the contributions that hold them; `texts` are those it is nearest to. */
export function phrasesOf(theme: DraftTheme, texts: readonly PlacedText[], finder: WordFinder): readonly FoundPhrase[] {
  const open = wordsOf(theme).map((one) => ({ ...one, wanted: finder.wanted(one.words), evidence: [] as string[] }));
  for (const { id, words } of texts) {
    const looking = open.filter(({ evidence }) => evidence.length < EVIDENCE);
    if (looking.length === 0) break;
    const read = finder.read(words);
    for (const one of looking) if (finder.find(read, one.wanted) !== null) one.evidence.push(id);
  }
  return open.map(({ kind, words, textCount, evidence }) => ({ kind, words, textCount, evidence }));
}

type Context = { readonly shelfIds: ReadonlyMap<string, string>; readonly finder: WordFinder };

/** One row a contribution: its shelf, how certain, and which words of the shelf stand in it. */
export function placesOf(themes: readonly DraftTheme[], placed: readonly PlacedText[], { shelfIds, finder }: Context) {
  const wantedOf = new Map(
    themes.map((theme) => [theme.id, wordsOf(theme).map(({ words }) => finder.wanted(words))] as const),
  );
  const central = new Map(themes.flatMap((theme) => theme.central.map((id, index) => [id, index + 1] as const)));
  const border = new Map(themes.flatMap((theme) => theme.border.map((id, index) => [id, -index - 1] as const)));
  return placed.flatMap(({ id, number, words, placement }) => {
    const { theme, nearest, score, second } = placement;
    const nearestId = shelfIds.get(nearest);
    if (!nearestId) return [];
    const place = central.get(String(number)) ?? border.get(String(number)) ?? null;
    return [
      {
        contributionId: id,
        shelfId: theme === null ? null : (shelfIds.get(theme) ?? null),
        nearestId,
        secondId: second === null ? null : (shelfIds.get(second.theme) ?? null),
        score,
        centrality: place !== null && Math.abs(place) <= 5 ? place : null,
        words: theme === null ? [] : reasons(finder.read(words), wantedOf.get(theme) ?? [], finder),
      },
    ];
  });
}

function reasons(read: ReadWords, wanted: readonly ReturnType<WordFinder["wanted"]>[], finder: WordFinder): string[] {
  const found = new Set<string>();
  for (const one of wanted) {
    const spelled = finder.find(read, one);
    if (spelled !== null) found.add(spelled);
    if (found.size >= REASONS) break;
  }
  return [...found];
}
