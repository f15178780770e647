import { expect, it } from "vitest";
import { madeFrom, parseRoadmapFile, takeNumbers } from "./parse-text-file.rules.ts";

const block = (line: number, level: number | null, text: string) => ({ line, level, text });

it("turns the headings and paragraphs of a Word file into the same document as the other formats", () => {
  const blocks = [
    block(1, 0, "Feuille de route 2030"),
    block(2, 1, "Axe 1 : Prévenir"),
    block(4, null, "Un texte."),
    block(5, 2, "A1-a Alimenter"),
    block(6, 1, "Axe 2 : Soigner"),
  ];
  const result = parseRoadmapFile({ blocks }, { edition: 2, label: "Projet" });
  expect(result).toMatchObject({
    isValid: true,
    document: {
      document: "feuille-de-route-2030",
      title: "Feuille de route 2030",
      edition: 2,
      label: "Projet",
      nodes: [
        { type: "axis", code: "1", passages: ["Un texte."], children: [{ type: "objective", code: "A1-a", line: 5 }] },
        { type: "axis", code: "2", line: 6 },
      ],
    },
  });
});

it("gives the number of the paragraph of each problem, and why a file is refused", () => {
  const blocks = [
    block(1, 1, "Axe 1 : Un"),
    block(2, null, "x".repeat(10_001)),
    block(9, 1, "Axe 1 : Deux"),
    block(12, 1, ""),
  ];
  const result = parseRoadmapFile({ blocks }, { title: "T" });
  expect(result.isValid ? [] : result.problems.map((p) => [p.line, p.messageKey.split(".").at(-1)])).toEqual([
    [2, "tooLong"],
    [9, "codeOnTwoNodes"],
    [12, "missing"],
  ]);
  expect(parseRoadmapFile({ refusal: "docxTooLarge" })).toMatchObject({
    isValid: false,
    problems: [{ messageKey: "import.problem.docxTooLarge" }],
  });
});

it("takes a title that comes twice or late as a heading like the others", () => {
  const blocks = [block(1, 1, "Un"), block(2, 0, "Titre"), block(3, 1, "Deux")];
  const result = parseRoadmapFile({ blocks }, { title: "T" });
  expect(result.isValid && result.document.nodes.map((node) => [node.title, node.children.length])).toEqual([
    ["Un", 0],
    ["Titre", 1],
  ]);
});

it("takes the numbers that our own files write before passages, and nobody else's", () => {
  const { blocks, numbers } = takeNumbers([
    block(1, 0, "Titre"),
    block(2, null, "1.1 Avant tout titre."),
    block(3, 1, "Axe 1 – Prévenir"),
    block(4, null, "1.1 Un texte."),
    block(5, null, "2.1 D’un autre axe."),
    block(6, 2, "Objectif A1-a – Alimenter"),
    block(7, null, "A1-a.12 Un texte."),
    block(8, null, "En 2027.1 mot"),
  ]);
  expect(blocks.map(({ text }) => text)).toEqual([
    "Titre",
    "1.1 Avant tout titre.",
    "Axe 1 – Prévenir",
    "Un texte.",
    "2.1 D’un autre axe.",
    "Objectif A1-a – Alimenter",
    "Un texte.",
    "En 2027.1 mot",
  ]);
  expect([...numbers]).toEqual([
    [0, "1.1"],
    [2, "A1-a.12"],
  ]);
  expect(madeFrom("Adresse : https://exemple.fr/fr/textes/plan-velo/editions/3")).toEqual({
    document: "plan-velo",
    edition: 3,
  });
  expect(madeFrom("https://exemple.fr/fr/textes/plan-velo")).toBeNull();
});
