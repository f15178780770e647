import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesOf, contests, isSameChange, wordsBetween } from "./changes.ts";
import { isSameText } from "./diff.ts";
import { merge } from "./merge.ts";
import { tokenise } from "./tokens.ts";

const BASE = "Les médecins prescrivent par voie numérique dès 2027. Les patients sont informés.";

describe("taking an amendment into a draft", () => {
  it("applies it when the words are still those it was about, typography apart", () => {
    const proposed = "Les médecins prescrivent par voie numérique dès 2026. Les patients sont informés.";
    expect(merge(BASE, proposed, BASE)).toEqual({ kind: "applied", text: proposed });
    const typeset = "L’usage est « libre » : on l’a dit.";
    expect(merge(`L'usage est "libre" : on l'a dit.`, `L'usage est "gratuit" : on l'a dit.`, typeset)).toEqual({
      kind: "applied",
      text: `L’usage est « gratuit » : on l’a dit.`,
    });
  });

  it("joins changes of different words", () => {
    expect(
      merge(
        BASE,
        "Les médecins prescrivent par voie numérique dès 2026. Les patients sont informés.",
        "Les médecins et les infirmiers prescrivent par voie numérique dès 2027. Les patients sont consultés.",
      ),
    ).toEqual({
      kind: "merged",
      text: "Les médecins et les infirmiers prescrivent par voie numérique dès 2026. Les patients sont consultés.",
    });
  });

  it("says which words both want otherwise", () => {
    expect(
      merge(
        BASE,
        "Les médecins prescrivent par voie numérique dès 2026. Les patients sont informés.",
        "Les médecins prescrivent par voie numérique dès 2028. Les patients sont prévenus.",
      ),
    ).toEqual({ kind: "conflict", contested: [{ base: "2027", current: "2028", proposed: "2026" }] });
  });

  it("keeps two additions in the same place apart: a person says in which order", () => {
    const [one, other] = [`${BASE} Un bilan est publié.`, `${BASE} Un comité suit.`];
    expect(merge(BASE, one, other).kind).toBe("conflict");
    expect(merge(BASE, one, one)).toEqual({ kind: "already", text: one });
  });

  it("never sticks words of two texts together", () => {
    expect(merge("Ce texte est court.", "Texte est court.", "Enfin ce texte est court.")).toMatchObject({
      kind: "conflict",
    });
    expect(merge("ce texte court", "texte court", "ce beau texte court")).toMatchObject({
      kind: "merged",
      text: "beau texte court",
    });
    expect(merge("a b", "b", "X a b")).toMatchObject({ text: "X b" });
    expect(merge("fin", "fin.", "début fin")).toMatchObject({ text: "début fin." });
  });
});

/** Words with signs that make careless joining lose one: elisions, decimals, dots, no-break spaces, line ends. */
const word = fc.constantFrom("le", "la", "l’", "école", "santé", ",", ".", "3,5", "2027", "«", "»", "de", "\n", "mot");
const words = fc.array(fc.tuple(word, fc.constantFrom(" ", " ", " ", "\u00a0")), { minLength: 1, maxLength: 30 });
const text = words.map((parts) => parts.map(([one, blank]) => one + (one === "l’" ? "" : blank)).join(""));
const changed = fc
  .tuple(words, fc.array(fc.tuple(fc.nat(29), fc.nat(4), word), { maxLength: 4 }))
  .map(([parts, edits]) => {
    const base = parts.map(([one]) => one);
    const next = [...base];
    for (const [at, removed, added] of edits) next.splice(Math.min(at, next.length), removed, added);
    return { base: base.join(" "), next: next.join(" ") };
  });
const triple = fc
  .tuple(changed, fc.array(fc.tuple(fc.nat(29), fc.nat(3), word), { maxLength: 4 }))
  .map(([{ base, next }, edits]) => {
    const current = base.split(" ");
    for (const [at, removed, added] of edits) current.splice(Math.min(at, current.length), removed, added);
    return { base, proposed: next, current: current.join(" ") };
  });
const count = (text: string) => {
  const counts = new Map<string, number>();
  for (const { key } of tokenise(text).tokens) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

describe("whatever the texts", () => {
  it("gives the proposal to the letter when nothing else changed, and the current text when nothing is proposed", () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(merge(base, other, base)).toEqual({ kind: "applied", text: other });
        const kept = merge(base, base, other);
        expect(kept.kind === "conflict" ? "" : kept.text).toBe(other);
      }),
      { numRuns: 2000 },
    );
  });

  it("contests the same words whichever text comes first", () => {
    fc.assert(
      fc.property(triple, ({ base, proposed, current }) => {
        const [one, other] = [changesOf(base, proposed), changesOf(base, current)];
        const places = (all: ReturnType<typeof contests>) => all.map(({ from, to }) => [from, to]);
        expect(places(contests(one, other))).toEqual(places(contests(other, one)));
        expect(contests(one, one)).toEqual([]);
        expect(merge(base, proposed, current).kind === "conflict").toBe(
          merge(base, current, proposed).kind === "conflict",
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("loses no word of either side: each is in the merged text, or the base had it and somebody removed it", () => {
    let mergedCount = 0;
    fc.assert(
      fc.property(triple, ({ base, proposed, current }) => {
        const result = merge(base, proposed, current);
        if (result.kind === "conflict") {
          expect(result.contested.length).toBeGreaterThan(0);
          return;
        }
        if (result.kind === "merged") mergedCount += 1;
        const expected = count(base);
        const add = (key: string, by: number) => expected.set(key, (expected.get(key) ?? 0) + by);
        const ours = changesOf(base, current);
        const theirs = changesOf(base, proposed).filter((one) => !ours.some((other) => isSameChange(one, other)));
        for (const { from, to, tokens } of [...ours, ...theirs]) {
          for (const { key } of tokenise(base).tokens.slice(from, to)) add(key, -1);
          for (const { key } of tokens) add(key, 1);
        }
        const found = count(result.text);
        for (const [key, times] of expected) expect([key, found.get(key) ?? 0]).toEqual([key, times]);
      }),
      { numRuns: 5000 },
    );
    expect(mergedCount).toBeGreaterThan(300);
  });

  it("merges in either order to the same words", () => {
    fc.assert(
      fc.property(triple, ({ base, proposed, current }) => {
        const [one, other] = [merge(base, proposed, current), merge(base, current, proposed)];
        if (one.kind === "conflict" || other.kind === "conflict") return;
        expect(count(one.text)).toEqual(count(other.text));
      }),
      { numRuns: 2000 },
    );
  });

  it("undoes what it did when nobody touched the words since", () => {
    fc.assert(
      fc.property(triple, ({ base, proposed, current }) => {
        const done = merge(base, proposed, current);
        if (done.kind === "conflict") return;
        const undone = merge(done.text, current, done.text);
        expect(undone.kind === "conflict" ? "" : undone.text).toBe(current);
        expect(isSameText(done.text, merge(current, done.text, current).kind === "conflict" ? "" : done.text)).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("names the contested words of the base", () => {
    expect(wordsBetween("Il a dit oui.", 1, 3)).toBe("a dit");
  });
});
