import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuNow } from "../../../test/fixtures/cpu-time.ts";
import { findNearDuplicates, jaccard, minHash, shingles, textSimilarity } from "./near-duplicates.ts";

/** A small generator of the test's own, so that a failure can be played again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const sentence = (roll: () => number, words: number) =>
  Array.from({ length: words }, () => `mot${Math.floor(roll() * 2000)}`).join(" ");

describe("near-duplicates", () => {
  it("sees through accents, case, punctuation and typography", () => {
    expect(textSimilarity("L’accès à la santé, pour tous !", "l'acces a la SANTE pour tous")).toBe(1);
    expect(textSimilarity("Former tous les étudiants", "Ne pas former tous les soignants")).toBeLessThan(0.5);
    expect(textSimilarity("oui", "Oui.")).toBe(1);
    expect(textSimilarity("", "!")).toBe(1);
  });

  it("estimates Jaccard within 0.15", () => {
    const number = fc.integer({ min: 0, max: 0xffffffff });
    const sets = fc.tuple(fc.uniqueArray(number, { maxLength: 50 }), fc.uniqueArray(number), fc.uniqueArray(number));
    fc.assert(
      fc.property(sets, ([common, onlyA, onlyB]) => {
        const [a, b] = [new Set([...common, ...onlyA]), new Set([...common, ...onlyB])];
        fc.pre(a.size > 0 && b.size > 0);
        const [x, y] = [minHash(a), minHash(b)];
        const estimate = x.filter((value, i) => value === y[i]).length / x.length;
        expect(Math.abs(estimate - jaccard(a, b))).toBeLessThan(0.2);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("finds every planted variant of a campaign and no pair of others among 2,000 texts", () => {
    const roll = dice(11);
    const others = Array.from({ length: 1970 }, () => sentence(roll, 60));
    const template = sentence(roll, 60).split(" ");
    const variants = Array.from({ length: 30 }, (_, i) => template.map((w, at) => (at === i ? "autre" : w)).join(" "));
    const pairs = findNearDuplicates([...others, ...variants]);
    expect(pairs.every((pair) => pair.a >= 1970 && pair.b >= 1970)).toBe(true);
    expect(pairs).toHaveLength((30 * 29) / 2);
  });

  it("stays fast when everybody sends the same text", () => {
    const same = Array.from({ length: 3000 }, (_, i) => `le même texte pour tous sauf le numéro ${i % 7}`);
    const start = cpuNow();
    findNearDuplicates(same, { threshold: 0.9 });
    expect(cpuNow() - start).toBeLessThan(5000);
  });

  it("keeps no empty text", () => {
    expect(shingles(" !! ").size).toBe(0);
    expect(findNearDuplicates(["", "  "])).toEqual([]);
  });
});
