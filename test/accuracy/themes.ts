// Drafts of themes beside the themes of readers, what seeds bring, what must never change, and agreement between coders.

import { existsSync } from "node:fs";
import path from "node:path";
import { seededNumbers } from "#engine/seeded-numbers.ts";
import { stemmerOf } from "#engine/text/stems.ts";
import { tokensOf } from "#engine/text/tokens.ts";
import { draftThemes, type Seeds, type ThemesDraft, type ThemesOptions } from "#engine/themes/index.ts";
import { type Check, isMet, lineOf } from "./check-line.ts";
import { adjustedRand, mutualInformation } from "./partition-measures.ts";
import { readTextSets, type TextSet } from "./text-sets.ts";
import { agreementChecks, encodingChecks, negationChecks } from "./themes-always.ts";

/** Four contrasted themes: what a set kept aside must reach. Others: by name. */
const CONTRASTED = { themes: 4, rand: 0.4, information: 0.42, right: 0.75, seededRand: 0.5 } as const;
const LEAST_INFORMATION: Readonly<Record<string, number>> = {
  "granddebat-themes-draft": 0.18,
  "cycling-dialogues-de": 0.2,
};
const SEEDED: Readonly<Record<string, { readonly right: number; readonly rand: number }>> = {
  "granddebat-themes-draft": { right: 0.48, rand: 0.2 },
};
const LEAST_F = 0.33;
const SEEDS_TRIED = 5;

export async function measure(data: string): Promise<number> {
  const sets = readTextSets(data);
  const encodings = [path.join(data, "encodings"), path.join(data, "texts", "encodings")].find((one) =>
    existsSync(one),
  );
  if (sets.length === 0 && !encodings) {
    console.error(`accuracy: no folder with contributions.csv in ${data} or ${path.join(data, "texts")}`);
    return 2;
  }
  const failed: string[] = [];
  const show = (title: string, checks: readonly Check[]): void => {
    console.log(title);
    for (const check of checks) {
      if (!isMet(check)) failed.push(`${title}: ${check.what}`);
      console.log(lineOf(check));
    }
  };
  for (const set of sets) {
    console.log("");
    show(`${set.name}: ${set.texts.length} texts (${set.language})`, figuresOf(set));
  }
  console.log("");
  if (encodings) show("encodings", await encodingChecks(encodings));
  show("negations, on texts made for it", negationChecks());
  show("agreement between coders", agreementChecks());
  if (failed.length > 0) console.log(`\nbelow what is required:\n  ${failed.join("\n  ")}`);
  return failed.length === 0 ? 0 : 1;
}

function figuresOf(set: TextSet): Check[] {
  return [...unseededChecks(set), ...seededChecks(set), ...phraseChecks(set), ...steadinessChecks(set)];
}

/** Seed 0 is what the command gives without one; the others say how far it depends on it. */
function unseededChecks(set: TextSet): Check[] {
  const { name, labels, texts, language } = set;
  const k = labels ? new Set(labels.values()).size : undefined;
  const started = cpuSeconds();
  const draft = draftThemes(texts, { k, language, seed: 0 });
  const seconds = cpuSeconds() - started;
  const size = texts.length;
  const figures: Check[] = [
    // said, not judged: the bench has the limits of time
    { what: `seconds of processor, ${draft.options.k} themes`, value: seconds },
    { what: "share of texts not placed", value: notPlaced(draft) },
  ];
  if (!labels || k === undefined) return figures;
  const isContrasted = k === CONTRASTED.themes;
  const first = comparedWith(labels, draft);
  const more = size > 2_000 ? [first] : otherSeeds({ k, language, seed: 0 }, set, labels, first);
  const nmf = comparedWith(labels, draftThemes(texts, { k, language, seed: 0, method: "nmf" }));
  return [
    { what: `k = ${k}: ARI`, value: first.rand, least: isContrasted ? CONTRASTED.rand : undefined },
    {
      what: `k = ${k}: NMI`,
      value: first.information,
      least: LEAST_INFORMATION[name] ?? (isContrasted ? CONTRASTED.information : undefined),
    },
    ...(more.length > 1
      ? [
          { what: `mean ARI over ${more.length} seeds`, value: mean(more.map(({ rand }) => rand)) },
          {
            what: `lowest NMI over ${more.length} seeds`,
            value: Math.min(...more.map(({ information }) => information)),
          },
        ]
      : []),
    { what: "by factorisation: ARI", value: nmf.rand },
    { what: "by factorisation: NMI", value: nmf.information },
    ...figures,
  ];
}

function otherSeeds(options: ThemesOptions, { texts }: TextSet, labels: ReadonlyMap<string, string>, first: Compared) {
  const rest = Array.from({ length: SEEDS_TRIED - 1 }, (_, i) => draftThemes(texts, { ...options, seed: i + 1 }));
  return [first, ...rest.map((draft) => comparedWith(labels, draft))];
}

type Compared = { readonly rand: number; readonly information: number; readonly right: number };

/** On `nearest`, texts with a label alone, those of `without` left out. */
function comparedWith(labels: ReadonlyMap<string, string>, draft: ThemesDraft, without = new Set<string>()): Compared {
  const ids = Object.keys(draft.contributions).filter((id) => labels.has(id) && !without.has(id));
  const [said, found] = [
    ids.map((id) => labels.get(id) ?? ""),
    ids.map((id) => draft.contributions[id]?.nearest ?? ""),
  ];
  return {
    rand: adjustedRand(said, found),
    information: mutualInformation(said, found),
    right: said.filter((label, i) => label === found[i]).length / Math.max(1, said.length),
  };
}

function seededChecks({ name, labels, seeds, texts, language }: TextSet): Check[] {
  if (!labels) return [];
  const codes = new Set(labels.values());
  if (seeds) {
    const limits =
      SEEDED[name] ??
      (seeds.themes.length === CONTRASTED.themes
        ? { right: CONTRASTED.right, rand: CONTRASTED.seededRand }
        : undefined);
    const found = withSeeds(seeds, { labels, texts, language });
    return [
      {
        what: `seeds.json, ${seeds.themes.length} themes, other texts: share right`,
        value: found.right,
        least: limits?.right,
      },
      { what: "seeds.json: ARI", value: found.rand, least: limits?.rand },
      { what: "seeds.json: NMI", value: found.information },
    ];
  }
  if (codes.size > 12) return [];
  const isContrasted = codes.size === CONTRASTED.themes;
  const tries = texts.length > 2_000 ? 1 : SEEDS_TRIED;
  const found = Array.from({ length: tries }, (_, i) =>
    withSeeds(drawnSeeds(labels, `examples ${i}`), { labels, texts, language }),
  );
  return [
    {
      what: `3 examples drawn for each theme, mean of ${tries}: share right`,
      value: mean(found.map(({ right }) => right)),
      least: isContrasted ? CONTRASTED.right : undefined,
    },
    {
      what: "3 examples: ARI",
      value: mean(found.map(({ rand }) => rand)),
      least: isContrasted ? CONTRASTED.seededRand : undefined,
    },
  ];
}

/** Texts of themes that have no seeds, and the examples themselves, are left out. */
function withSeeds(
  seeds: Seeds,
  { labels, texts, language }: { labels: ReadonlyMap<string, string> } & Pick<TextSet, "texts" | "language">,
): Compared {
  const themes = new Set(seeds.themes.map(({ theme }) => theme));
  const examples = seeds.themes.flatMap((one) => one.examples.filter((example) => typeof example === "string"));
  const others = [...labels].filter(([, theme]) => !themes.has(theme)).map(([id]) => id);
  return comparedWith(labels, draftThemes(texts, { seeds, language, seed: 0 }), new Set([...examples, ...others]));
}

function drawnSeeds(labels: ReadonlyMap<string, string>, seed: string): Seeds {
  const random = seededNumbers(seed);
  const themes = [...new Set(labels.values())].sort().map((theme) => {
    const own = [...labels].filter(([, label]) => label === theme).map(([id]) => id);
    const examples: string[] = [];
    while (examples.length < Math.min(3, own.length)) {
      const [drawn] = own.splice(Math.floor(random() * own.length), 1);
      if (drawn !== undefined) examples.push(drawn);
    }
    return { theme, name: theme, words: [], examples };
  });
  return { schema: "jalon.seeds/1", themes };
}

/** Phrases are the same when their stems are, as is usual for this measure. */
function phraseChecks({ phrases, texts, language }: TextSet): Check[] {
  if (!phrases) return [];
  const stem = stemmerOf(language);
  const keyOf = (phrase: string) =>
    tokensOf(phrase, language)
      .map(({ text }) => stem(text.toLowerCase()))
      .join(" ");
  const draft = draftThemes(texts, { language, seed: 0, keyphrases: 10 });
  const scores = [...phrases].map(([id, said]) => {
    const expected = new Set(said.map(keyOf));
    const found = new Set((draft.contributions[id]?.keyphrases ?? []).map(keyOf));
    const right = [...found].filter((one) => expected.has(one)).length;
    return right === 0 ? 0 : (2 * right) / (found.size + expected.size);
  });
  return [
    {
      what: `key phrases of ${phrases.size} texts: F at 10`,
      value: mean(scores),
      least: language === "fr" ? LEAST_F : undefined,
    },
  ];
}

/** Rows shuffled: the same pairs, the same draft to the last digit. */
function steadinessChecks({ texts, language, labels }: TextSet): Check[] {
  if (texts.length > 1_500 && labels === null) return [];
  const random = seededNumbers("rows");
  const shuffled = texts
    .map((text) => ({ text, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);
  const options = { language, seed: 0, keyphrases: 3 };
  const [one, other] = [draftThemes(texts, options), draftThemes(shuffled, options)];
  return [
    {
      what: "rows shuffled: the same draft (1: yes)",
      value: JSON.stringify(one) === JSON.stringify(other) ? 1 : 0,
      least: 1,
    },
  ];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
const cpuSeconds = (): number => process.cpuUsage().user / 1e6;
function notPlaced(draft: ThemesDraft): number {
  const all = Object.values(draft.contributions);
  return all.filter(({ theme }) => theme === null).length / Math.max(1, all.length);
}
