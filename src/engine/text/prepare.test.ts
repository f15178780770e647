import { expect, it } from "vitest";
import {
  composeForms,
  dropInvisible,
  joinSpaces,
  lowerCase,
  openLigatures,
  plainApostrophes,
  prepareText,
  withoutAccents,
  wordsOf,
} from "./prepare.ts";

it("composes what only looks different", () => {
  expect(composeForms("e\u0301te\u0301 ﬁn ² Ａ")).toBe("été fin 2 A");
});

it("lowers case, also of accented letters", () => {
  expect(lowerCase("L’ÉTÉ")).toBe("l’été");
});

it("writes one apostrophe", () => {
  expect(plainApostrophes("l’eau lʼair l'or")).toBe("l'eau l'air l'or");
});

it("opens ligatures", () => {
  expect(openLigatures("cœur ex æquo")).toBe("coeur ex aequo");
});

it("drops what nobody sees", () => {
  expect(dropInvisible("ad\u00admin\u200b\u202e\ufeff")).toBe("admin");
});

it("joins spaces of any kind", () => {
  expect(joinSpaces(" a\u00a0 b\n\tc ")).toBe("a b c");
});

it("does them all, in order", () => {
  expect(prepareText("  L’ŒUVRE\u00a0:\n l\u00adÉté ")).toBe("l'oeuvre : lété");
  expect(prepareText("santé") === prepareText("sante\u0301")).toBe(true);
});

it("removes accents after, and parts words", () => {
  expect(withoutAccents("santé")).toBe("sante");
  expect(wordsOf("l'hôpital-école, 2e étage")).toEqual(["l", "hôpital", "école", "2e", "étage"]);
  expect(wordsOf("aujourd'hui नमस्ते")).toEqual(["aujourd", "hui", "नमस्ते"]);
});
