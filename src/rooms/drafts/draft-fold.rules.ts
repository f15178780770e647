import type { Seeds } from "#engine/themes/themes-draft.ts";
import type { DraftSeed } from "./draft.rules.ts";

type Foldable = {
  readonly id: string;
  readonly number: number;
  readonly campaignId: string | null;
  readonly isKept: boolean;
};

/** One text of each confirmed campaign stands for all: the one shown first, or the oldest that may be read. */
export function foldCampaigns<Text extends Foldable>(
  texts: readonly Text[],
): readonly { readonly head: Text; readonly members: readonly Text[] }[] {
  const groups = Map.groupBy(texts, ({ id, campaignId }) => campaignId ?? id);
  return [...groups.values()].flatMap((members) => {
    const head = members.find(({ isKept }) => isKept) ?? members[0];
    return head ? [{ head, members }] : [];
  });
}

/** Starting points as the engine takes them: examples that can be read, by the number of the text that stands for them. */
export function seedsFor(seeds: readonly DraftSeed[], headOf: ReadonlyMap<number, number>): Seeds | undefined {
  const themes = seeds
    .map(({ theme, name, words, examples, exampleIn }) => ({
      theme,
      name,
      words,
      examples: [...new Set(examples.flatMap((number) => headOf.get(number) ?? []))].map(String) as (
        | string
        | { text: string }
      )[],
      exampleIn: exampleIn.trim(),
    }))
    .map(({ exampleIn, examples, ...seed }) => ({
      ...seed,
      examples: exampleIn === "" ? examples : [...examples, { text: exampleIn }],
    }))
    .filter(({ words, examples }) => words.length > 0 || examples.length > 0);
  return themes.length > 0 ? { schema: "jalon.seeds/1", themes } : undefined;
}
