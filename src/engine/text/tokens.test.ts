import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slowTexts } from "../../../test/fixtures/hostile-texts.ts";
import { functionWordsOf } from "./function-words.ts";
import { NEGATIONS, negationsOf } from "./negations.ts";
import { languageOf, stemmerOf } from "./stems.ts";
import { tokensOf } from "./tokens.ts";

const tokens = (text: string, language = "fr") => tokensOf(text, language).map((token) => token.text);
const links = (text: string) => tokensOf(text, "fr").map(({ link }) => link);

describe("tokens", () => {
  it("cuts French elisions after the apostrophe, and nothing else", () => {
    expect(tokens("L'eau, l’air : jusqu’ici, lorsqu'on n'a qu'un puits")).toEqual(
      "L' eau l' air jusqu' ici lorsqu' on n' a qu' un puits".split(" "),
    );
    expect(tokens("Aujourd’hui, d'aujourd'hui")).toEqual(["Aujourd'hui", "d'", "aujourd'hui"]);
    expect(tokens("les prud'hommes ; quelqu’un d'autre")).toEqual("les prud hommes quelqu un d' autre".split(" "));
    expect(tokens("We don't know it's 'fine'", "en")).toEqual(["We", "don't", "know", "it's", "fine"]);
  });

  it("says how each follows the one before", () => {
    expect(links("un rendez-vous, à l'heure")).toEqual(["stop", "space", "hyphen", "stop", "space", "elision"]);
    expect(links("une ligne\nune autre")).toEqual(["stop", "space", "stop", "space"]);
    expect(links("soins/urgences (nuit)")).toEqual(["stop", "stop", "stop"]);
  });

  it("opens ligatures, composes accents and drops what nobody sees", () => {
    expect(tokens("Cœur d’Œdipe, e\u0301te\u0301 ad\u00admin")).toEqual(["Coeur", "d'", "Oedipe", "été", "admin"]);
  });

  it("loses no letter of any writing", () => {
    const plain = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = text
          .normalize("NFKC")
          .replace(/ʼ/g, "'")
          .replace(/œ/g, "oe")
          .replace(/æ/g, "ae")
          .replace(/Œ/g, "Oe")
          .replace(/Æ/g, "Ae");
        expect(plain(tokens(text).join(""))).toBe(plain(read));
      }),
    );
  });

  it("stays linear on hostile texts", () => {
    expect(slowTexts((text) => tokensOf(text, "fr"))).toEqual([]);
  });
});

describe("stems", () => {
  const stem = stemmerOf("fr");
  it("makes one term of what differs by accents and endings", () => {
    expect(new Set(["santé", "sante", "santés"].map(stem)).size).toBe(1);
    expect(stem("réunions")).toBe(stem("réunion"));
    expect(stem("médecins")).toBe(stem("médecin"));
  });

  it("stems by language, and leaves the words of unknown ones but for their accents", () => {
    expect(stemmerOf("de")("straßen")).toBe(stemmerOf("de")("strasse"));
    expect(stemmerOf("en")("services")).toBe(stemmerOf("en")("service"));
    expect(stemmerOf("zz")("šálek")).toBe("salek");
    expect(languageOf("FR-fr")).toBe("fr");
  });

  it("leaves words that nobody inflects", () => {
    const long = "abcdefghij".repeat(100_000);
    expect(stem(long)).toBe(long);
  });
});

describe("function words", () => {
  it("eat no negation, in any language", () => {
    for (const language of ["ca", "de", "en", "es", "fr", "it", "nl", "pt"]) {
      const words = functionWordsOf(language);
      expect([...negationsOf(language)].filter((word) => words.has(word))).toEqual([]);
    }
    expect([
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
    ]).toSatisfy((words: string[]) => words.every((word) => NEGATIONS.has(word)));
  });

  it("know words typed without accents, and no word that only looks like one", () => {
    const words = functionWordsOf("fr");
    expect(["était", "etait", "sur", "à", "du", "ou", "où"].filter((word) => !words.has(word))).toEqual([]);
    expect(["sûr", "dû", "maïs", "santé"].filter((word) => words.has(word))).toEqual([]);
  });
});
