import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRand } from "../../../test/accuracy/partition-measures.ts";
import { contrastedRows } from "../../../test/fixtures/contrasted-texts.ts";
import { draftThemes, type Seeds, type ThemesDraft, type ThemesOptions, UnknownExamples } from "./index.ts";

const ROWS = contrastedRows(40);
const LABELS = new Map(ROWS.map(({ id, theme }) => [id, theme]));
const FR: ThemesOptions = { language: "fr", seed: 0 };
const texts = (list: readonly string[]) => list.map((text, i) => ({ id: String(i + 1), text }));
const agreement = ({ contributions }: ThemesDraft): number => {
  const ids = Object.keys(contributions);
  return adjustedRand(
    ids.map((id) => LABELS.get(id) ?? ""),
    ids.map((id) => contributions[id]?.nearest ?? ""),
  );
};
const seedsOf = (themes: Seeds["themes"]): Seeds => ({ schema: "jalon.seeds/1", themes });
const wordsOf = ({ themes }: ThemesDraft): string[] =>
  themes.flatMap(({ terms, phrases }) => [...terms.map(({ term }) => term), ...phrases.map(({ phrase }) => phrase)]);

describe("a draft", () => {
  const draft = draftThemes(ROWS, { ...FR, k: 4 });

  it("finds contrasted subjects", () => {
    expect(agreement(draft)).toBeGreaterThan(0.8);
    expect(agreement(draftThemes(ROWS, { ...FR, k: 4, method: "nmf" }))).toBeGreaterThan(0.8);
  });

  it("holds together: every text has a place, sizes count what is placed, t1 is the largest", () => {
    const places = Object.values(draft.contributions);
    expect(places).toHaveLength(ROWS.length);
    for (const theme of draft.themes) {
      const own = Object.entries(draft.contributions).filter(([, place]) => place.theme === theme.id);
      expect(own).toHaveLength(theme.size);
      const ids = own.map(([id]) => id);
      expect([...theme.central, ...theme.border].filter((id) => !ids.includes(id))).toEqual([]);
      expect(theme.terms.length).toBeLessThanOrEqual(10);
      expect(theme.phrases.length).toBeLessThanOrEqual(10);
    }
    const sizes = draft.themes.map(({ size }) => size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    for (const { theme, score, second } of places) {
      if (second) expect(second.score).toBeGreaterThanOrEqual(0.8 * score - 1e-6);
      if (theme !== null) expect(score).toBeGreaterThanOrEqual(0.1);
    }
  });

  it("shows words as people write them, never stems, and the words that tell", () => {
    const all = ROWS.map(({ text }) => text).join(" ");
    for (const word of wordsOf(draft)) expect(all).toContain(word);
    expect(wordsOf(draft)).toEqual(expect.arrayContaining(["cantine", "médecin", "composteurs collectifs"]));
  });

  it("is the same whatever the order of the texts, and another with another seed", () => {
    const again = draftThemes(ROWS.toReversed(), { ...FR, k: 4 });
    expect(JSON.stringify(again)).toBe(JSON.stringify(draft));
    const other = draftThemes(ROWS, { ...FR, k: 9, seed: 1 });
    expect(JSON.stringify(other.themes)).not.toBe(JSON.stringify(draftThemes(ROWS, { ...FR, k: 9 }).themes));
  });

  it("takes the number of themes from what is given, from the seeds, or from the number of texts", () => {
    expect(draft.options).toMatchObject({ k: 4, kFrom: "given" });
    expect(draftThemes(ROWS, FR).options).toMatchObject({ k: 4, kFrom: "computed" });
    const many = texts(Array.from({ length: 360 }, (_, i) => `question${i} thème${i % 31}`));
    expect(draftThemes(many, FR).options.k).toBe(6);
    const two = seedsOf(["velo", "cantine"].map((theme) => ({ theme, name: theme, words: [theme], examples: [] })));
    expect(draftThemes(ROWS, { ...FR, seeds: two }).options).toMatchObject({ k: 2, kFrom: "seeds" });
    const few = draftThemes(texts(["un chat", "un chien"]), { ...FR, k: 9 });
    expect(few.options.k).toBe(2);
    expect(few.input.warnings).toEqual(["9 themes were asked for; 2 different texts make 2."]);
  });
});

describe("seeds", () => {
  const themes = [...new Set(LABELS.values())];
  const seeds = seedsOf(
    themes.map((theme) => ({
      theme,
      name: theme.toUpperCase(),
      words: [],
      examples: ROWS.filter((row) => row.theme === theme)
        .slice(0, 3)
        .map(({ id }) => id),
    })),
  );

  it("give the themes their codes, and examples stay where people put them", () => {
    const draft = draftThemes(ROWS, { ...FR, seeds });
    expect(draft.themes.map(({ id, name, seeded }) => ({ id, name, seeded }))).toEqual(
      themes.map((id) => ({ id, name: id.toUpperCase(), seeded: true })),
    );
    expect(agreement(draft)).toBeGreaterThan(0.9);
    const wrong = seedsOf(
      seeds.themes.map((one, i) => ({ ...one, examples: seeds.themes[(i + 1) % 4]?.examples ?? [] })),
    );
    const turned = draftThemes(ROWS, { ...FR, seeds: wrong });
    for (const { theme, examples } of wrong.themes) {
      for (const id of examples) expect(turned.contributions[String(id)]?.theme).toBe(theme);
    }
  });

  it("leave room for themes without any, whose codes are free", () => {
    const [velo] = seeds.themes;
    const named = seedsOf([{ ...(velo as Seeds["themes"][number]), theme: "t1" }]);
    const draft = draftThemes(ROWS, { ...FR, seeds: named, k: 4 });
    expect(draft.themes.map(({ id }) => id)).toEqual(["t1", "t2", "t3", "t4"]);
    expect(agreement(draft)).toBeGreaterThan(0.6);
  });

  it("that nobody says leave their theme empty, and this is said", () => {
    const silent = seedsOf([...seeds.themes, { theme: "lune", name: "Lune", words: ["cosmonaute"], examples: [] }]);
    const { themes: found, input } = draftThemes(ROWS, { ...FR, seeds: silent });
    expect(found.at(-1)).toMatchObject({ id: "lune", size: 0, terms: [], phrases: [], central: [] });
    expect(input.warnings).toEqual(["Nothing of the seeds of “lune” is said in two texts."]);
  });

  it("that name a text that is not there are refused", () => {
    const lost = seedsOf([{ theme: "a", name: "A", words: [], examples: ["nobody"] }]);
    expect(() => draftThemes(ROWS, { ...FR, seeds: lost })).toThrow(UnknownExamples);
  });

  it("keep an example apart from its copies, and out of the closed answers", () => {
    const list = texts([
      "gardez la maternité ouverte",
      "gardez la maternite ouverte",
      "oui",
      ...ROWS.map(({ text }) => text),
    ]);
    const own = seedsOf([
      { theme: "a", name: "A", words: [], examples: ["1"] },
      { theme: "b", name: "B", words: [], examples: ["2", "3"] },
    ]);
    const { contributions, input } = draftThemes(list, { ...FR, seeds: own });
    expect([1, 2, 3].map((id) => contributions[id]?.theme)).toEqual(["a", "b", "b"]);
    expect(input.setAside).toEqual([]);
  });
});

describe("vectors of a model outside", () => {
  const of = new Map(
    ROWS.map(({ id, theme }) => [id, Float32Array.from([...themesOf()].map((one) => (one === theme ? 1 : 0.1)))]),
  );
  function themesOf(): Set<string> {
    return new Set(LABELS.values());
  }

  it("replace the built-in ones and nothing else", () => {
    const vectors = { model: "petit-modele", dimensions: 4, of };
    const draft = draftThemes(ROWS, { ...FR, k: 4, vectors });
    expect(agreement(draft)).toBe(1);
    expect(draft.options.embeddings).toEqual({ model: "petit-modele", dimensions: 4 });
    const seeds = seedsOf([
      { theme: "velo", name: "Vélo", words: ["pistes cyclables"], examples: [] },
      { theme: "cantine", name: "Cantine", words: [], examples: [{ text: "des repas bio à la cantine" }] },
    ]);
    const seeded = draftThemes(ROWS, { ...FR, k: 4, vectors, seeds });
    expect(agreement(seeded)).toBe(1);
    expect(ROWS.filter(({ id, theme }) => theme === "velo" && seeded.contributions[id]?.theme !== "velo")).toEqual([]);
  });

  it("leave a text without one not placed", () => {
    const some = new Map([...of].filter(([id]) => id !== "5"));
    const draft = draftThemes(ROWS, { ...FR, k: 4, vectors: { model: "m", dimensions: 4, of: some } });
    expect(draft.contributions[5]?.theme).toBeNull();
  });
});

describe("traps", () => {
  it("keeps negations in terms and phrases", () => {
    const ends = ["à l’hôpital", "cette année", "dans notre ville", "en zone rurale"];
    const list = ends.flatMap((end, i) => [
      `pas de fermeture de la maternité ${end}`,
      `Avis ${i} : pas de fermeture de la maternité, ${end} non plus`,
      `des cantines sans plastique ${end}`,
      `Avis ${i} : nous voulons des cantines sans plastique ${end}`,
    ]);
    const { themes } = draftThemes(texts(list), { ...FR, k: 2 });
    const phrases = themes.flatMap((theme) => theme.phrases.map(({ phrase }) => phrase));
    expect(phrases).toContain("pas de fermeture de la maternité");
    expect(phrases.filter((phrase) => /^fermeture/.test(phrase))).toEqual([]);
    expect(wordsOf({ themes } as ThemesDraft)).toContain("sans");
  });

  it("folds a campaign to one vote, counts all of it, and says who is who", () => {
    const campaign = Array.from({ length: 80 }, () => "Non au projet de carrière dans la forêt communale");
    const list = texts([...ROWS.map(({ text }) => text), ...campaign]);
    const { foldedDuplicates, contributions, themes } = draftThemes(list, { ...FR, k: 5 });
    const fold = foldedDuplicates.find(({ keep }) => keep === "161");
    expect(fold?.members).toHaveLength(79);
    expect(new Set(["161", ...(fold?.members ?? [])].map((id) => contributions[id]?.nearest)).size).toBe(1);
    expect(Object.keys(contributions)).toHaveLength(240);
    expect(themes.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(240);
  });

  it("does not fold texts that say the opposite", () => {
    const { foldedDuplicates } = draftThemes(
      texts(["Il faut interdire les pesticides", "Il ne faut pas interdire les pesticides"]),
      FR,
    );
    expect(foldedDuplicates).toEqual([]);
  });

  it("sets closed answers aside, and counts them", () => {
    const { input, contributions } = draftThemes(texts(["oui", "RAS", "idem", "garder la maternité", " "]), FR);
    expect(input).toMatchObject({ texts: 4, setAside: ["1", "2", "3"], empty: ["5"] });
    expect(Object.keys(contributions)).toEqual(["4"]);
  });

  it("never lets the language send a text elsewhere: every text is placed the same way", () => {
    const { contributions } = draftThemes(texts(["positive", "transparence totale", "gut", "全て"]), FR);
    expect(Object.keys(contributions)).toHaveLength(4);
  });
});

it("gives a draft of any texts, and loses none", () => {
  const any = fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 12 });
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 5 }), fc.constantFrom("fr", "de", "xx"), (list, k, language) => {
      const given = texts(list);
      const { contributions, input, options, themes } = draftThemes(given, { language, seed: 1, k, keyphrases: 3 });
      const found = [...Object.keys(contributions), ...input.empty, ...input.setAside];
      expect(found.toSorted()).toEqual(given.map(({ id }) => id).toSorted());
      expect(themes).toHaveLength(options.k);
      expect(JSON.stringify(contributions)).not.toContain('null,"score":null');
    }),
    { numRuns: 60 },
  );
}, 60_000);
