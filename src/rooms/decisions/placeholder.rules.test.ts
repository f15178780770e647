import { expect, test } from "vitest";
import { fillIn, openPlaceholders } from "./placeholder.rules.ts";

const nothing = { decision: null, process: null, passage: null, count: null };

test("what is known is filled in, whatever the accents and the language of its name", () => {
  const known = { ...nothing, decision: "12", passage: "A1-a.2" };
  expect(fillIn("Décision {{décision}} sur {{ Passage }}, {{nombre}}", known)).toBe(
    "Décision 12 sur A1-a.2, {{nombre}}",
  );
  expect(fillIn("{{decision number}}", known)).toBe("12");
});

test("what a person must fill in is named as it is written, once", () => {
  expect(openPlaceholders("Avant le {{date}}, puis {{date}} et {{passage}} : {{décision}}")).toEqual([
    "{{date}}",
    "{{passage}}",
  ]);
  expect(openPlaceholders("Rien à {compléter} ici {{")).toEqual([]);
});

test("a replacement that looks like a pattern is taken as it is", () => {
  expect(fillIn("{{passage}}", { ...nothing, passage: "$& {{x}}" })).toBe("$& {{x}}");
});
