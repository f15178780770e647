import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuNow } from "../../../test/fixtures/cpu-time.ts";
import { dice, generatedTexts } from "../../../test/fixtures/generated-texts.ts";
import { hostileNames, hostileText, slowTexts } from "../../../test/fixtures/hostile-texts.ts";
import { isClosedAnswer } from "./closed-answers.ts";
import { editDistance } from "./edit-distance.ts";
import { guardFlags } from "./guard.ts";
import { findDuplicates } from "./near-duplicates.ts";
import { compareTexts, NearIndex } from "./near-index.ts";
import { prepareText, wordsOf } from "./prepare.ts";
import { requiredSimilarity, textSimilarity, trigramsOf } from "./trigrams.ts";

const CHECK: readonly [a: string, b: string, similarity: number][] = [
  ["L'accès aux soins", "L’acces aux soins !", 1],
  ["Il faut interdire", "Il ne faut pas interdire", 0.866025],
  ["Limiter à 30 km/h en ville", "Limiter à 50 km/h en ville", 0.9],
  ["Je suis pour la fermeture de la maternité", "Je suis contre la fermeture de la maternité", 0.86164],
  ["Faire participer les citoyens aux décisions", "faire participer les citoyens à toutes les décisions", 0.883788],
  ["Bonjour", "Merci", 0],
];
const flagsOf = (a: string, b: string) => guardFlags(wordsOf(prepareText(a)).sort(), wordsOf(prepareText(b)).sort());

describe("the measure", () => {
  it.each(CHECK)("%s / %s: %d", (a, b, similarity) => {
    expect(textSimilarity(a, b)).toBeCloseTo(similarity, 6);
    expect(textSimilarity(b, a)).toBeCloseTo(similarity, 6);
  });

  it("is 0 for a text without words, and asks more of long texts", () => {
    expect(textSimilarity("", "!")).toBe(0);
    expect(trigramsOf(prepareText("a l’été"))).toEqual(new Set([" a ", " l ", " et", "ete", "te "]));
    expect(requiredSimilarity("court", "long".repeat(3_000))).toBeCloseTo(0.7, 6);
    expect(requiredSimilarity("x".repeat(5_000), "y".repeat(9_000))).toBeCloseTo(0.8, 6);
    expect(requiredSimilarity("x".repeat(5_000), "y".repeat(9_000), 0.9)).toBeCloseTo(0.9, 6);
  });
});

describe("the guard", () => {
  it("counts letters added, removed, replaced and exchanged", () => {
    expect(editDistance("hopital", "hopitla", 2)).toBe(1);
    expect(editDistance("soin", "soins", 1)).toBe(1);
    expect(editDistance("fermer", "ouvrir", 2)).toBe(3);
    expect(editDistance("", "ab", 2)).toBe(2);
  });

  it("flags what turns a text round, and lets misspellings, greetings and cuts pass", () => {
    expect(flagsOf("Il faut interdire", "Il ne faut pas interdire")).toEqual(["negation"]);
    expect(flagsOf("Limiter à 30 km/h", "Limiter à 50 km/h")).toEqual(["number", "wording"]);
    expect(flagsOf("pour la fermeture", "contre la fermeture")).toEqual(["wording"]);
    expect(flagsOf("avec des médecins", "sans médecins")).toEqual(["negation", "wording"]);
    expect(flagsOf("plus de médecins", "moins de médecins")).toEqual(["wording"]);
    expect(flagsOf("l’accès à l’hopital", "L'accés à l'hôpitla")).toEqual([]);
    expect(flagsOf("Sauvons la maternité", "Bonjour, sauvons la maternité. Merci")).toEqual([]);
    expect(flagsOf("par là", "pas là")).toEqual(["negation", "wording"]);
  });

  it("compares a bounded number of words", () => {
    const words = (letter: string) => Array.from({ length: 50_000 }, (_, i) => `${letter}${i.toString(2)}`).sort();
    expect(guardFlags(words("mot"), words("autre"))).toContain("wording");
  });
});

describe("closed answers", () => {
  it("are an exact list", () => {
    for (const answer of ["oui", "R.A.S.", "Idem !", "Voir plus haut.", "N/A"])
      expect(isClosedAnswer(prepareText(answer)), answer).toBe(true);
    for (const text of ["oui à la maternité", "rien ne va", ""]) expect(isClosedAnswer(prepareText(text))).toBe(false);
    const { pairs, groups, setAside } = findDuplicates(["oui", "Oui.", "un vrai texte", "Un vrai texte !"]);
    expect(setAside).toEqual([0, 1]);
    expect(pairs).toMatchObject([{ a: 2, b: 3, similarity: 1, isExact: false }]);
    expect(groups).toEqual([{ head: 2, keep: 2, members: [3] }]);
  });
});

describe("near-duplicates", () => {
  it("are grouped round a head, never by chaining, and never across a flag", () => {
    const base = "nous voulons garder la maternité de notre ville ouverte toute la nuit";
    const longer = `${base} pour que les parents puissent venir`;
    const longest = `${longer} sans attendre longtemps chaque fois`;
    const { groups, pairs } = findDuplicates([base, longer, longest, `${base.replace("garder", "fermer")}`, base]);
    expect(groups).toEqual([{ head: 0, keep: 0, members: [1, 4] }]);
    expect(pairs.find(({ b }) => b === 4)).toMatchObject({ a: 0, isExact: true, similarity: 1 });
    expect(pairs.find(({ a, b }) => a === 0 && b === 3)?.flags).toEqual(["wording"]);
  });

  it("says the same of the same texts in another order", () => {
    const texts = [...new Map(generatedTexts(330, 5).map((text) => [prepareText(text), text])).values()].slice(0, 300);
    const shuffled = [...texts.keys()].sort((a, b) => ((a * 7919) % 300) - ((b * 7919) % 300));
    const key = (list: readonly string[], places: readonly number[]) =>
      places
        .map((place) => list[place])
        .sort()
        .join("|");
    const there = shuffled.map((place) => texts[place] ?? "");
    const pairsOf = (list: readonly string[]) => findDuplicates(list).pairs.map(({ a, b }) => key(list, [a, b]));
    expect(pairsOf(there).sort()).toEqual(pairsOf(texts).sort());
    const groupsOf = (list: readonly string[]) =>
      findDuplicates(list).groups.map(({ keep, members }) => key(list, [keep, ...members]));
    expect(groupsOf(there).length).toBe(groupsOf(texts).length);
  });

  it("finds exactly what comparing each with each finds", () => {
    const roll = dice(3);
    const words = ["santé", "soin", "ville", "nuit", "garder", "ouvrir", "près", "enfant", "école", "ne", "pas", "12"];
    const sentence = () =>
      Array.from({ length: 2 + Math.floor(roll() * 7) }, () => words[Math.floor(roll() * words.length)]).join(" ");
    for (const threshold of [0.5, 0.7, 0.9]) {
      const texts = [...new Set(Array.from({ length: 120 }, sentence))];
      const expected = texts.flatMap((text, b) =>
        texts.slice(0, b).flatMap((other, a) => (textSimilarity(other, text) >= threshold - 1e-9 ? [`${a} ${b}`] : [])),
      );
      const { pairs } = findDuplicates(texts, { threshold });
      expect(pairs.map(({ a, b }) => `${a} ${b}`).sort()).toEqual(expected.sort());
    }
  });

  it("draws nearly all of them by MinHash", () => {
    const texts = generatedTexts(1_500, 7);
    const exact = findDuplicates(texts).pairs.map(({ a, b }) => `${a} ${b}`);
    const drawn = new Set(findDuplicates(texts, { exactUpTo: 10 }).pairs.map(({ a, b }) => `${a} ${b}`));
    expect(exact.length).toBeGreaterThan(100);
    expect(exact.filter((pair) => drawn.has(pair)).length / exact.length).toBeGreaterThanOrEqual(0.98);
    expect(drawn.size).toBeLessThanOrEqual(exact.length);
  });

  it("takes 10,000 equal texts, and loses none", () => {
    const start = cpuNow();
    const { pairs, groups } = findDuplicates(Array.from({ length: 10_000 }, () => "Gardez la maternité ouverte"));
    expect(pairs).toHaveLength(9_999);
    expect(pairs.every(({ a, isExact }) => a === 0 && isExact)).toBe(true);
    expect(groups).toMatchObject([{ keep: 0, members: { length: 9_999 } }]);
    expect(cpuNow() - start).toBeLessThan(3_000);
  });

  it("takes texts that mean nothing", () => {
    const strange = [
      "",
      " ",
      "👍👍",
      "👍👍",
      "שלום עולם",
      "שלום עולם",
      "!!!",
      "\u200b",
      "東京都は大きい",
      "東京都は大きい",
      "नमस्ते",
    ];
    const { groups } = findDuplicates(strange);
    expect(groups.map(({ keep, members }) => [keep, ...members])).toEqual([
      [2, 3],
      [4, 5],
      [8, 9],
    ]);
    expect(findDuplicates([])).toEqual({ pairs: [], groups: [], setAside: [] });
  });

  it("takes a text of 1 MB beside others", () => {
    const start = cpuNow();
    const long = generatedTexts(3_500, 9).join(" ");
    expect(long.length).toBeGreaterThan(1_000_000);
    const { pairs } = findDuplicates([long, `Bonjour. ${long}`, "a".repeat(1_000_000), "court texte de rien"]);
    expect(pairs).toMatchObject([{ a: 0, b: 1 }]);
    expect(cpuNow() - start).toBeLessThan(8_000);
  });

  it("stays linear on hostile texts", () => {
    expect(slowTexts((text) => compareTexts(text, `${text} fin`))).toEqual([]);
    const all = hostileNames.map((name) => hostileText(name, 2_000));
    expect(findDuplicates(all).pairs.every(({ similarity }) => similarity >= 0.69)).toBe(true);
  });
});

describe("an index kept", () => {
  it("answers as comparing each with each does, texts added and removed", () => {
    const texts = generatedTexts(400, 13);
    const index = new NearIndex(texts.slice(0, 50));
    for (const text of texts.slice(0, 300)) index.add(text);
    index.remove(0);
    for (const text of texts.slice(300)) {
      const expected = texts.slice(1, 300).flatMap((other, i) => (compareTexts(other, text) ? [i + 1] : []));
      expect(
        index
          .near(text)
          .map(({ slot }) => slot)
          .sort((a, b) => a - b),
      ).toEqual(expected);
    }
  });

  it("answers for one text among 10,000 in less than 50 ms", () => {
    const texts = generatedTexts(10_000, 17);
    const index = new NearIndex(texts);
    for (const text of texts) index.add(text);
    const asked = generatedTexts(50, 19);
    const start = cpuNow();
    for (const text of asked) index.near(text);
    expect((cpuNow() - start) / asked.length).toBeLessThan(50);
  });
});

it("prepares twice as once", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const prepared = prepareText(text);
      expect(wordsOf(prepareText(prepared))).toEqual(wordsOf(prepared));
    }),
  );
});
