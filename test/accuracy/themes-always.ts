// What must hold of themes whatever the data: encodings, negations, agreement between coders.
import path from "node:path";
import { kappaOfTable } from "#engine/agreement/cohen-kappa.ts";
import { krippendorffAlpha, type Unit } from "#engine/agreement/krippendorff-alpha.ts";
import { draftThemes } from "#engine/themes/index.ts";
import { readTextsFile } from "#platform/texts-file.ts";
import type { Check } from "./check-line.ts";

export async function encodingChecks(folder: string): Promise<Check[]> {
  const read = async (name: string, encoding?: string): Promise<string> => {
    const { texts } = await readTextsFile(path.join(folder, name), { textColumn: "texte", encoding });
    return JSON.stringify(texts.map(({ id, text }) => [id, text.normalize("NFC")]));
  };
  const truth = await read("utf8-comma.csv");
  const others = [
    ["cp1252-semicolon.csv", await read("cp1252-semicolon.csv", "cp1252")],
    ["utf8-bom-semicolon.csv", await read("utf8-bom-semicolon.csv")],
    ["utf8-decomposed.csv", await read("utf8-decomposed.csv")],
  ] as const;
  const refused = await read("cp1252-semicolon.csv").then(
    () => 0,
    () => 1,
  );
  return [
    ...others.map(([name, found]) => ({
      what: `${name}: the same texts (1: yes)`,
      value: found === truth ? 1 : 0,
      least: 1,
    })),
    { what: "cp1252 read as UTF-8 is refused (1: yes)", value: refused, least: 1 },
  ];
}

/** Three themes of which a negation is typical: it must be said in their words. */
export function negationChecks(): Check[] {
  const texts = [
    ...lines("pas de fermeture de la maternité", ["à l’hôpital", "cette année", "dans notre ville", "en zone rurale"]),
    ...lines("des cantines sans plastique", ["pour les enfants", "dans chaque école", "au collège", "dès la rentrée"]),
    ...lines("contre le projet de parking", ["du centre", "près du marché", "sous la place", "devant la gare"]),
  ].map((text, i) => ({ id: String(i + 1), text }));
  const { themes } = draftThemes(texts, { k: 3, language: "fr", seed: 0 });
  const words = themes.flatMap(({ terms, phrases }) => [
    ...terms.map(({ term }) => term),
    ...phrases.map(({ phrase }) => phrase),
  ]);
  return ["pas", "sans", "contre"].map((negation) => ({
    what: `“${negation}” in the terms or phrases (1: yes)`,
    value: words.some((one) => one.toLowerCase().split(/[\s']/).includes(negation)) ? 1 : 0,
    least: 1,
  }));
}

const lines = (core: string, ends: readonly string[]): string[] =>
  ends.flatMap((end, i) => [
    `${core} ${end}`,
    `Nous voulons ${core} ${end} : voilà ${"mon souhait".repeat(i + 1)}`,
    `Avis ${i} : ${core}, et vite`,
  ]);

export function agreementChecks(): Check[] {
  const coders = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
  ].map((row) => row.split(" ").map((code) => (code === "." ? null : Number(code))));
  const units: Unit[] = (coders[0] ?? []).map((_, unit) => coders.map((row) => row[unit] ?? null));
  const near = (what: string, found: number | null, expected: number): Check => ({
    what: `${what} ${expected}: distance`,
    value: Math.abs((found ?? Number.NaN) - expected),
    most: 1e-6,
  });
  return [
    near(
      "kappa",
      kappaOfTable([
        [20, 5],
        [10, 15],
      ]),
      0.4,
    ),
    near(
      "kappa",
      kappaOfTable([
        [25, 13, 12],
        [11, 32, 7],
        [4, 6, 40],
      ]),
      0.47,
    ),
    near("alpha, nominal", krippendorffAlpha(units, "nominal"), 0.743421),
    near("alpha, ordinal", krippendorffAlpha(units, "ordinal"), 0.815388),
    near("alpha, interval", krippendorffAlpha(units, "interval"), 0.849107),
  ];
}
