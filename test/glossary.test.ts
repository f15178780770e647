// The words of the house: docs/glossary.md names the synonyms that no identifier may use.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path/posix";
import { describe, expect, test } from "vitest";

const glossary = readFileSync("docs/glossary.md", "utf8");
const rows = glossary
  .split("\n")
  .filter((line) => /^\| (?!code word|---)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, word = "", french = "", what = "", never = ""]) => ({
    word,
    french,
    what,
    never: never.split(", ").filter(Boolean),
  }));

/** Words that also mean something else in code (an HTML section, a Git log, an event source): only phrases are refused for them. */
const HOMONYMS = new Set([
  "source",
  "section",
  "item",
  "group",
  "step",
  "stage",
  "block",
  "action",
  "log",
  "history",
  "area",
  "zone",
  "plan",
  "paper",
  "paragraph",
  "profile",
  "reply",
  "reaction",
  "ticket",
  "like",
]);

const camel = (words: string): string =>
  words
    .replace(/[^a-z ]/gi, "")
    .split(" ")
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join("");

function identifiersOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").replace(/"[^"\n]*"|'[^'\n]*'/g, '""');
  return [...code.matchAll(/\b(?:const|let|function|type|class)\s+([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
}

const usesWord = (identifier: string, word: string): boolean =>
  new RegExp(`(^|_)${word}(?=[A-Z_]|s?$)|${word.charAt(0).toUpperCase()}${word.slice(1)}(?=[A-Z_]|s?$)`).test(
    identifier,
  );

const sources = readdirSync("src", { recursive: true })
  .map((file) => path.join("src", String(file)))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test.") && !file.includes("generated"));

describe("glossary", () => {
  test("every word has its French word and its meaning", () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((row) => row.french === "" || row.what === "").map((row) => row.word)).toEqual([]);
  });

  test("no identifier is a banned synonym", () => {
    const banned = rows
      .flatMap((row) => row.never)
      .filter((word) => !HOMONYMS.has(word))
      .map(camel);
    const found = sources.flatMap((file) =>
      identifiersOf(readFileSync(file, "utf8")).flatMap((identifier) =>
        banned.filter((word) => usesWord(identifier, word)).map((word) => `${file}: ${identifier} says ${word}`),
      ),
    );
    expect(found).toEqual([]);
  });

  test("still bites", () => {
    expect(identifiersOf("const userFeedback = 1;").some((name) => usesWord(name, "feedback"))).toBe(true);
    expect(usesWord("notificationList", "notification")).toBe(true);
    expect(usesWord("contribution", "notification")).toBe(false);
  });

  test("every word of the model that names a table has its row", () => {
    const tables = [
      "process",
      "phase",
      "circle",
      "document",
      "node",
      "passage",
      "edition",
      "contribution",
      "support",
      "decision",
      "change",
      "mask",
      "appeal",
      "draft",
      "territory",
    ];
    expect(tables.filter((table) => !rows.some((row) => row.word.split(/[ ,(]/)[0] === table))).toEqual([]);
  });
});
