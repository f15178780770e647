import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { en, fr } from "./generated/messages.ts";
import { isMessageKey, translator } from "./messages.ts";
import { rich } from "./rich.tsx";

describe("translator", () => {
  test("French has its own plural for millions", () => {
    const t = translator("fr");
    expect(t("gallery.opinions", { count: 1 })).toBe("1 avis");
    expect(t("gallery.opinions", { count: 23 })).toBe("23 avis");
    expect(t("gallery.opinions", { count: 1_000_000 })).toMatch(/^1\s000\s000 d’avis$/);
  });

  test("numbers are written in the way of the language", () => {
    expect(translator("fr")("ui.limit", { limit: 10_000 })).toMatch(/^10\s000 caractères/);
    expect(translator("en")("ui.limit", { limit: 10_000 })).toBe("10,000 characters at most");
  });

  test("what people typed is kept as text", () => {
    expect(translator("fr")("ui.decidedBy", { by: "<b>{x}</b>" })).toBe("Décidé par <b>{x}</b>");
  });

  test("a key that comes from outside is known or not", () => {
    expect(isMessageKey("ui.optional")).toBe(true);
    expect(isMessageKey("toString")).toBe(false);
  });
});

test("a link stands inside a sentence, and its values are escaped", () => {
  const link = <a href="/fr/recepisse">{"<page>"}</a>;
  expect(renderToString(rich(translator("en"), "ui.receipt.use", { link }))).toBe(
    'Keep it: you can use it to find your contribution again, without an account, on <a href="/fr/recepisse">&lt;page></a>.',
  );
});

describe("typography", () => {
  const wrong = (catalogue: Readonly<Record<string, string>>, pattern: RegExp) =>
    Object.entries(catalogue)
      .filter(([, text]) => pattern.test(text))
      .map(([key, text]) => `${key}: ${text}`);

  test("French apostrophes are ’", () => {
    expect(wrong(fr, /\p{L}'\p{L}/u)).toEqual([]);
  });

  test("French signs have a no-break space before them, guillemets inside", () => {
    expect(wrong(fr, / [;?!»]| :(?!:)|« /u)).toEqual([]);
  });

  test("English has no French spacing", () => {
    expect(wrong(en, /\u00a0[:;?!]/)).toEqual([]);
  });
});
