import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slowTexts } from "../../../test/fixtures/hostile-texts.ts";
import { countCharacters, countWords } from "./count.ts";
import { excerpt } from "./excerpt.ts";
import { fold, foldedWords } from "./fold.ts";
import { splitSentences } from "./sentences.ts";
import { isWellFormed, normaliseText } from "./well-formed.ts";

const sentences = (text: string) => splitSentences(text).map((sentence) => sentence.text);

describe("what can be kept", () => {
  it("refuses a lone surrogate and NUL, and keeps everything else as typed", () => {
    expect(isWellFormed("a\ud83d")).toBe(false);
    expect(isWellFormed("a\0b")).toBe(false);
    for (const kept of ["👨‍👩‍👧 d’été", "שלום\u202e", "\u00a0« œuvre »", ""]) {
      expect(isWellFormed(kept)).toBe(true);
      expect(normaliseText(kept)).toBe(kept);
    }
    expect(normaliseText("e\u0301te\r\nb\rc")).toBe("éte\nb\nc");
  });
});

describe("counting", () => {
  it("counts words as a word processor does", () => {
    expect(countWords("L’usage du numérique : 2 % d’un budget – peut-être !")).toBe(7);
    expect(countWords(" \n ")).toBe(0);
  });

  it("counts code points, composed, with one per line end", () => {
    expect(countCharacters("été")).toBe(3);
    expect(countCharacters("e\u0301te\u0301")).toBe(3);
    expect(countCharacters("a\r\nb")).toBe(3);
    expect(countCharacters("👍🏽")).toBe(2);
  });
});

describe("folding", () => {
  it("ignores accents, case, typography and composition", () => {
    expect(fold("  L’ŒUVRE\u00a0d’Été — « fin »… ")).toBe("l'oeuvre d'ete - \" fin \"...");
    expect(fold("e\u0301cole")).toBe(fold("ÉCOLE"));
    expect(fold("ad\u200bmin\u202e")).toBe("admin");
    expect(foldedWords("L’hôpital-école, 2ᵉ étage")).toEqual(["l", "hopital", "ecole", "2e", "etage"]);
  });

  it("folds twice as once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("sentences", () => {
  it("follows French punctuation", () => {
    expect(sentences("Qui décide ? « Nous ! » dit-elle. L’État… et vous ? Bien.")).toEqual([
      "Qui décide ?",
      "« Nous ! » dit-elle.",
      "L’État… et vous ?",
      "Bien.",
    ]);
  });

  it("does not stop at titles, initials, references, numbers or addresses", () => {
    for (const one of [
      "Mme Durand et M. Petit ont lu l’art. 3 de la loi.",
      "Le Pr. J. Martin cite la p. 12, c.-à-d. la fin.",
      "Voir https://esante.gouv.fr et 3.5 % etc. pour la suite.",
      "3. Un titre de liste",
      "1.2. Un autre titre",
    ])
      expect(sentences(one)).toEqual([one]);
  });

  it("stops at line ends and after etc. before a capital", () => {
    expect(sentences("Un titre\n- un point\n\nLa fin, etc. Puis rien")).toEqual([
      "Un titre",
      "- un point",
      "La fin, etc.",
      "Puis rien",
    ]);
  });

  it("gives places that lead back to the text, in order, leaving out only spaces", () => {
    const prose = fc.string({ unit: fc.constantFrom("a", "É", ".", "!", " ", "\n", "»", "1", "M"), maxLength: 60 });
    fc.assert(
      fc.property(prose, (text) => {
        let at = 0;
        for (const sentence of splitSentences(text)) {
          expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          expect(text.slice(at, sentence.start).trim()).toBe("");
          at = sentence.end;
        }
        expect(text.slice(at).trim()).toBe("");
      }),
    );
  });
});

describe("excerpts", () => {
  it("cuts between words, without the comma, and says so", () => {
    expect(excerpt("Un texte court.", 20)).toBe("Un texte court.");
    expect(excerpt("Les parents reçoivent,\nle rappel des examens", 24)).toBe("Les parents reçoivent…");
    expect(excerpt("Anticonstitutionnellement", 10)).toBe("Anticonst…");
  });

  it("never exceeds the limit and never splits a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const short = excerpt(text, max);
        expect([...short].length).toBeLessThanOrEqual(max);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
    expect(excerpt(`${"e\u0301".repeat(20)}`, 10)).toBe(`${"e\u0301".repeat(4)}…`);
  });
});

it("stays linear on hostile texts", () => {
  const all = (text: string) => [
    normaliseText(text),
    countWords(text),
    countCharacters(text),
    foldedWords(text),
    splitSentences(text),
    excerpt(text, 200),
  ];
  expect(slowTexts(all)).toEqual([]);
});
