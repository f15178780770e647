import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asId, type ContributionId, type PassageId } from "#kernel/ids.ts";
import { type ComparedPart, conflictKey, conflictsAmong } from "./conflict.rules.ts";

const id = (n: number) => asId<ContributionId>(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`);
const PASSAGE = asId<PassageId>("00000000-0000-4000-8000-0000000002aa");
const TEXT = "Les médecins prescrivent par voie numérique dès 2027.";
const part = (n: number, rest: Partial<ComparedPart>): ComparedPart => ({
  contributionId: id(n),
  position: 1,
  passageId: PASSAGE,
  operation: "rewrite",
  aboutText: TEXT,
  proposedText: null,
  ...rest,
});
const words = (...parts: readonly ComparedPart[]) => conflictsAmong(parts, () => true).map((found) => found.words);

describe("conflicts", () => {
  it("are about the same words wanted otherwise", () => {
    const [a, b] = [TEXT.replace("2027", "2026"), TEXT.replace("2027", "2028")];
    expect(words(part(1, { proposedText: a }), part(2, { proposedText: b }))).toEqual(["2027"]);
    expect(words(part(1, { proposedText: a }), part(2, { proposedText: a }))).toEqual([]);
    expect(
      words(part(1, { proposedText: a }), part(2, { proposedText: TEXT.replace("médecins", "soignants") })),
    ).toEqual([]);
    const [c, d] = [`${TEXT} Un bilan suit.`, `${TEXT} Un comité veille.`];
    expect(words(part(1, { proposedText: c }), part(2, { proposedText: d }))).toEqual([""]);
  });

  it("oppose removing a passage to rewriting it, not to removing it nor to adding after it", () => {
    const removed = part(1, { operation: "remove" });
    expect(words(removed, part(2, { proposedText: `${TEXT} Fin.` }))).toEqual([TEXT]);
    expect(words(removed, part(2, { operation: "remove" }))).toEqual([]);
    expect(words(removed, part(2, { operation: "add", proposedText: "Nouveau." }))).toEqual([]);
  });

  it("are not made by typography, by other words of an older edition, or by one amendment alone", () => {
    const [a, b] = [TEXT.replace("2027", "2026"), TEXT.replace("2027", "2028")];
    const typeset = TEXT.replaceAll(" ", "\u00a0");
    expect(words(part(1, { proposedText: a }), part(2, { aboutText: typeset, proposedText: b }))).toEqual(["2027"]);
    expect(words(part(1, { proposedText: a }), part(2, { aboutText: `${TEXT} Et plus.`, proposedText: b }))).toEqual(
      [],
    );
    expect(words(part(1, { proposedText: a }), part(1, { position: 2, proposedText: b }))).toEqual([]);
  });

  it("are the same in whatever order amendments are compared, all at once or one after the other", () => {
    const proposed = fc.array(fc.constantFrom("Les", "médecins", "prescrivent", "dès", "2027", "toujours"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(proposed, { minLength: 2, maxLength: 6 }), (texts) => {
        const parts = texts.map((text, at) => part(at + 1, { proposedText: text.join(" ") }));
        const keys = (found: ReturnType<typeof conflictsAmong>) => found.map(conflictKey).toSorted();
        const all = keys(conflictsAmong(parts, () => true));
        expect(keys(conflictsAmong(parts.toReversed(), () => true))).toEqual(all);
        const stepwise = parts.flatMap((one, at) =>
          conflictsAmong(parts.slice(0, at + 1), (asked) => asked === one.contributionId),
        );
        expect(keys(stepwise)).toEqual(all);
      }),
      { numRuns: 300 },
    );
  });
});
