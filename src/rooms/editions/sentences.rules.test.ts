import { expect, it } from "vitest";
import { cutAfter, sentencesOf } from "./sentences.rules.ts";

it("cuts a text into sentences that give it again", () => {
  for (const text of ["Un. Deux ! Trois ?", "Sans point", "« Oui. » Non.", "Version 2.5 prévue. Ensuite…", ""]) {
    expect(sentencesOf(text).join("")).toBe(text);
  }
  expect(cutAfter("Un mot. Deux mots. Trois.", 2)).toEqual(["Un mot. Deux mots.", "Trois."]);
  expect(cutAfter("Un mot.", 1)).toEqual(["Un mot.", ""]);
});
