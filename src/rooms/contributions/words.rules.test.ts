import { describe, expect, it } from "vitest";
import { saysSomething } from "#engine/text/says-something.ts";
import { slowTexts } from "../../../test/fixtures/hostile-texts.ts";
import { personalDataOf } from "./personal-data.rules.ts";
import { changesPassage, isTooLong, lengthOf, WORDS_LIMIT } from "./words.rules.ts";

describe("words", () => {
  it("say something when a reader would see something", () => {
    for (const text of ["a", "?", "👍", "שלום", "1", "«\u00a0»"]) expect(saysSomething(text), text).toBe(true);
    for (const text of ["", "  \n\t", "\u00a0\u202f", "\u200b\u2060\ufeff", "\u202e"])
      expect(saysSomething(text)).toBe(false);
  });

  it("are counted as the database counts them", () => {
    expect(lengthOf("é👍")).toBe(2);
    expect(lengthOf("e\u0301")).toBe(2);
    expect(isTooLong("👍".repeat(WORDS_LIMIT), WORDS_LIMIT)).toBe(false);
    expect(isTooLong("a".repeat(WORDS_LIMIT + 1), WORDS_LIMIT)).toBe(true);
  });

  it("change a passage only when a reader sees a difference", () => {
    expect(changesPassage("L'usage « a ».", "L’usage «\u00a0a\u00a0».")).toBe(false);
    expect(changesPassage("L'usage", "L'usage réel")).toBe(true);
  });

  it("are looked through in a time that does not explode", () => {
    expect(slowTexts(saysSomething)).toEqual([]);
    expect(slowTexts((text) => isTooLong(text, WORDS_LIMIT))).toEqual([]);
  });
});

describe("personal data", () => {
  const found = (body: string, passageText: string | null = null) =>
    personalDataOf({ answers: { kind: "comment", body }, passageText }).map(({ kind }) => kind);

  it("is said once, and not when it stands in the passage itself", () => {
    expect(found("Écrivez à zoe@example.org ou zoe@example.org.")).toEqual(["email"]);
    expect(found("Contact : aide@example.org", "Le contact est aide@example.org.")).toEqual([]);
    expect(found("Je suis diabétique.")).toEqual(["health"]);
    expect(found("Le dossier médical partagé doit être simple.")).toEqual([]);
  });
});
