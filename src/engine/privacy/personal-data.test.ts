import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slowTexts } from "../../../test/fixtures/hostile-texts.ts";
import type { FindingKind } from "./finding.ts";
import { harmless, missed, personal } from "./personal-data.sentences.ts";
import { findPersonalData, proposeMask } from "./personal-data.ts";

const kinds = (text: string) => findPersonalData(text).map((finding) => finding.kind);

const found = personal.filter(([kind, text]) => kinds(text).includes(kind)).length;
const known = personal.length + missed.length;
const raised = harmless.filter((text) => kinds(text).length > 0).length;
const percent = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`;

describe(`likely personal data: precision ${percent(found, found + raised)}, recall ${percent(found, known)} on ${known} + ${harmless.length} sentences`, () => {
  it("has enough sentences to mean something", () => {
    expect(personal.length).toBeGreaterThanOrEqual(40);
    expect(harmless.length).toBeGreaterThanOrEqual(40);
    expect(new Set([...personal.map(([, text]) => text), ...harmless]).size).toBe(personal.length + harmless.length);
  });

  it.each(personal)("finds %s in “%s”", (kind, text) => {
    expect(kinds(text)).toContain(kind);
  });

  it.each(harmless.map((text) => [text]))("lets “%s” pass", (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });
});

it.each(missed)("still misses %s in “%s”: move it up when it does not", (kind, text) => {
  expect(kinds(text)).not.toContain(kind);
});

describe("masking", () => {
  it("names what was there and keeps the rest", () => {
    const text = "Écrivez-moi à jeanne.petit@example.org ou au 06 12 34 56 78. Je suis diabétique, et j’attends.";
    expect(proposeMask(text, findPersonalData(text))).toBe(
      "Écrivez-moi à [coordonnées masquées] ou au [coordonnées masquées]. [information de santé masquée], et j’attends.",
    );
    expect(proposeMask("Call +44 20 7946 0958", findPersonalData("Call +44 20 7946 0958"), "en")).toBe(
      "Call [contact details masked]",
    );
    expect(proposeMask("Rien ici.", [])).toBe("Rien ici.");
  });

  it("gives places that are those of the words, in order, without overlap", () => {
    const part = fc.oneof(
      fc.constantFrom(...personal.map(([, text]) => text), ...harmless.slice(0, 10)),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join(" ");
        let at = 0;
        for (const finding of findPersonalData(text)) {
          expect(text.slice(finding.start, finding.end)).toBe(finding.excerpt);
          expect(finding.start).toBeGreaterThanOrEqual(at);
          at = finding.end;
        }
      }),
    );
  });

  it("leaves nothing to find of what it masked", () => {
    const direct = new Set<FindingKind>(["email", "phone", "nationalNumber", "iban"]);
    for (const [, text] of personal) {
      const masked = proposeMask(text, findPersonalData(text));
      expect(kinds(masked).filter((kind) => direct.has(kind))).toEqual([]);
    }
  });
});

it("stays linear on hostile texts", () => {
  expect(slowTexts(findPersonalData)).toEqual([]);
}, 60_000);
