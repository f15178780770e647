import { diffArrays } from "diff";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuNow } from "../../../test/fixtures/cpu-time.ts";
import { slowTexts } from "../../../test/fixtures/hostile-texts.ts";
import { align } from "./align.ts";
import { diffWords, isSameText, type Segment, summarise } from "./diff.ts";

/** `[-removed-]` and `[+added+]`, as people write it by hand. */
const marked = (before: string, after: string) =>
  diffWords(before, after)
    .map(({ op, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[op])
    .join("");
const joined = (segments: readonly Segment[], op: Segment["op"]) =>
  segments
    .filter((segment) => segment.op === op || segment.op === "same")
    .map((segment) => segment.text)
    .join("");

const french = fc
  .array(
    fc.constantFrom(
      "le",
      " ",
      " ",
      " ",
      "l’",
      "l'",
      "école",
      "e\u0301cole",
      ",",
      ".",
      "\u00a0:",
      "\n",
      "« ",
      " »",
      "2023-2027",
      "œuvre",
      "👨‍👩‍👧",
      "a",
      "b",
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

describe("word difference", () => {
  it("replaces whole words and keeps the blank apart", () => {
    expect(marked("Les médecins prescrivent par voie papier.", "Les médecins prescrivent par voie numérique.")).toBe(
      "Les médecins prescrivent par voie [-papier-][+numérique+].",
    );
    expect(marked("a b c", "a c")).toBe("a[- b-] c");
    expect(marked("a c", "a b c")).toBe("a[+ b+] c");
    expect(marked("a b", "b")).toBe("[-a -]b");
    expect(marked("b", "a b")).toBe("[+a +]b");
  });

  it("cuts at elisions, never inside words, numbers or compounds", () => {
    expect(marked("l’usage de l'outil", "des usages de l’outil")).toBe("[-l’usage-][+des usages+] de l’outil");
    expect(marked("d’ici à 2026", "d’ici à 2027")).toBe("d’ici à [-2026-][+2027+]");
    expect(marked("La feuille 2023-2027", "La feuille 2023-2028")).toBe("La feuille [-2023-2027-][+2023-2028+]");
    expect(marked("chaque personne, aujourd’hui", "chacune, aujourd’hui")).toBe(
      "[-chaque personne-][+chacune+], aujourd’hui",
    );
    expect(marked("soit 3,5 %", "soit 3,6 %")).toBe("soit [-3,5-][+3,6+] %");
  });

  it("shows no change for typography, and gives the later form", () => {
    const before = `L'"e\u0301tat" : 2 % - dix-huit mois...`;
    const after = "L’« état »\u00a0: 2\u00a0% - dix‑huit mois…";
    expect(diffWords(before, after)).toEqual([{ op: "same", text: after }]);
    expect(isSameText(before, after)).toBe(true);
    expect(isSameText("un œuf", "un oeuf")).toBe(false);
    expect(isSameText("peut être", "peut-être")).toBe(false);
    expect(isSameText("Former", "former")).toBe(false);
  });

  it("adds a whole sentence as one", () => {
    expect(
      marked("Le pont est fermé. Le quai est ouvert.", "Le pont est fermé. Le parc est fermé. Le quai est ouvert."),
    ).toBe("Le pont est fermé.[+ Le parc est fermé.+] Le quai est ouvert.");
  });

  it("leaves no crumbs between two rewritten parts", () => {
    expect(
      marked("un très grand pas de plus petits sauts", "une avancée utile à pas de fourmi vers demain"),
    ).not.toMatch(/\] ?(de|à|,) ?\[/);
  });

  it("compares paragraph with paragraph", () => {
    const before = "Titre\nPremier paragraphe.\n\nDeuxième paragraphe entier.";
    const after = "Titre\nNouveau paragraphe.\n\nPremier paragraphe.\n\nDeuxième paragraphe modifié.";
    expect(marked(before, after)).toBe(
      "Titre\n[+Nouveau paragraphe.\n\n+]Premier paragraphe.\n\nDeuxième paragraphe [-entier-][+modifié+].",
    );
  });

  it("gives back both texts", () => {
    fc.assert(
      fc.property(french, french, (before, after) => {
        const segments = diffWords(before, after);
        expect(joined(segments, "added")).toBe(after);
        // Without blanks: one that moves from a word to its neighbour may change where the apostrophe belongs.
        const [back, typed] = [joined(segments, "removed"), before].map((text) => text.replace(/[^\S\n]/g, ""));
        expect(isSameText(back ?? "", typed ?? "")).toBe(true);
        expect(segments.every((s, i) => s.text !== "" && s.op !== segments[i - 1]?.op)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("says the same as equality of text", () => {
    fc.assert(
      fc.property(french, french, (a, b) => {
        const isUnchanged = diffWords(a.trim(), b.trim()).every((segment) => segment.op === "same");
        expect(isSameText(a, b)).toBe(isUnchanged);
      }),
    );
  });

  it("counts words added and removed", () => {
    expect(summarise(diffWords("un deux trois", "un quatre cinq trois"))).toEqual({ addedWords: 2, removedWords: 1 });
  });
});

describe("against the package diff", () => {
  it("keeps exactly as many tokens, on 500 random pairs", () => {
    const letters = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 80 });
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const reference = diffArrays(a, b).reduce((n, part) => n + (part.added || part.removed ? 0 : part.count), 0);
        const { removed } = align(Int32Array.from(a), Int32Array.from(b));
        expect(removed.filter((mark) => mark === 0).length).toBe(reference);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps at least 98 % as many when one word in three of 4,000 has changed", () => {
    const words = Array.from({ length: 4000 }, (_, i) => Math.imul(i, 2654435761) >>> 22);
    const changed = words.flatMap((w, i) => [[w], [w], [], [w], [w], [(w * 7) % 1024]][i % 6] ?? []);
    const reference = diffArrays(words, changed).reduce(
      (n, part) => n + (part.added || part.removed ? 0 : part.count),
      0,
    );
    const { removed } = align(Int32Array.from(words), Int32Array.from(changed));
    expect(removed.filter((mark) => mark === 0).length).toBeGreaterThan(0.98 * reference);
  });
});

describe("size", () => {
  const book = (words: number, salt: number) =>
    Array.from({ length: words }, (_, i) => {
      const number = (Math.imul(i + 1, 2654435761) >>> 20) % 900;
      const word = i % salt === 0 ? `neuf${number}` : `mot${number}`;
      return i % 80 === 79 ? `${word}.\n` : word;
    }).join(" ");

  it.each([
    ["a few changes", 1_000_003, 50],
    ["one word in nine changed", 1_000_003, 9],
    ["half of the words changed", 3, 2],
  ])("compares texts of 40,000 words with %s in less than a second", (_, saltBefore, saltAfter) => {
    const [before, after] = [book(40_000, saltBefore), book(40_000, saltAfter)];
    const start = cpuNow();
    const segments = diffWords(before, after);
    expect(cpuNow() - start).toBeLessThan(1000);
    expect(joined(segments, "added")).toBe(after);
  });

  it("stays linear on hostile texts, changed a little or cut in two and exchanged", () => {
    const halves = (text: string) => [text.slice(0, text.length >> 1), text.slice(text.length >> 1)] as const;
    const changed = (text: string) => diffWords(text, halves(text).join(" mot "));
    const exchanged = (text: string) => diffWords(text, halves(text).toReversed().join(""));
    expect(slowTexts(changed)).toEqual([]);
    expect(slowTexts(exchanged)).toEqual([]);
  }, 60_000);
});
