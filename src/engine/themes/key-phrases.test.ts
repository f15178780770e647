import { describe, expect, it } from "vitest";
import { Lexicon } from "./lexicon.ts";
import { phrasesOfText } from "./text-phrases.ts";

const phrases = (text: string, most = 10, language = "fr"): string[] => {
  const lexicon = new Lexicon(language);
  return phrasesOfText(lexicon.read(text), lexicon, most);
};

describe("key phrases of one text", () => {
  it("are counted by stems, and shown in their most frequent spelling", () => {
    expect(phrases("Le médecin traitant. Un médecin traitant. Les médecins traitants.", 1)).toEqual([
      "médecin traitant",
    ]);
    expect(phrases("santé, sante, santé", 1)).toEqual(["santé"]);
  });

  it("drop what is inside a phrase at least as frequent, and keep what is said more often", () => {
    expect(phrases("la carte vitale. la carte vitale. la carte", 3)).toEqual(["carte", "carte vitale"]);
    expect(phrases("la carte vitale. la carte vitale.", 3)).toEqual(["carte vitale"]);
  });

  it("never begin or end with a function word or a negation, never cross a stop, never are a bare number", () => {
    expect(phrases("de la qualité de l'eau du, la qualité de l'eau", 1)).toEqual(["qualité de l'eau"]);
    expect(phrases("soins, urgences", 5)).toEqual(["soins", "urgences"]);
    expect(phrases("30 30 30 ; 2019", 5)).toEqual([]);
    expect(phrases("limiter à 30 km", 5)).toEqual(["limiter"]);
    expect(phrases("jamais fermer", 5)).toEqual(["jamais fermer"]);
  });

  it("said once, are no pieces of a sentence", () => {
    const text = "Organiser au niveau local des rencontres citoyennes avec les élus.";
    expect(phrases(text, 4)).toEqual(["Organiser", "niveau local", "rencontres citoyennes", "élus"]);
  });

  it("hold a hyphenated word whole", () => {
    expect(phrases("Des rendez-vous, un rendez-vous", 1)).toEqual(["rendez-vous"]);
  });

  it("are shown with the negation that stands before them more often than not", () => {
    expect(phrases("pas de fermeture ! pas de fermeture ! fermeture", 1)).toEqual(["pas de fermeture"]);
    expect(phrases("pas de fermeture ! fermeture ! fermeture", 1)).toEqual(["fermeture"]);
    expect(phrases("no closure. no closure", 1, "en")).toEqual(["no closure"]);
    expect(phrases("don't close it. don't close it", 1, "en")).toEqual(["don't close"]);
  });

  it("are at most four words, and as many as asked", () => {
    const [first = ""] = phrases(
      "grande enquête nationale publique ouverte grande enquête nationale publique ouverte",
      1,
    );
    expect(first.split(" ")).toHaveLength(4);
    expect(phrases("un chat, un chien, un oiseau, un poisson", 2)).toEqual(["chat", "chien"]);
    expect(phrases("", 5)).toEqual([]);
  });
});
