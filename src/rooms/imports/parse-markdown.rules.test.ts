import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slowTexts } from "../../../test/fixtures/hostile-texts.ts";
import { readHeading } from "./heading-code.rules.ts";
import type { ImportedDocument, ImportedNode } from "./imported-document.rules.ts";
import { parseRoadmapMarkdown } from "./parse-markdown.rules.ts";

function parsed(text: string, defaults = {}): ImportedDocument {
  const result = parseRoadmapMarkdown(text, defaults);
  if (!result.isValid) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.document;
}
const problems = (text: string) => {
  const result = parseRoadmapMarkdown(text);
  return result.isValid ? [] : result.problems.map((p) => `${p.line} ${p.path} ${p.messageKey.split(".").at(-1)}`);
};
const shape = (nodes: readonly ImportedNode[], indent = ""): string[] =>
  nodes.flatMap((node) => [
    `${indent}${node.type} ${node.code}${node.isCodeGiven ? "" : "*"} ${node.title} [${node.passages.join(" | ")}]`,
    ...shape(node.children, `${indent}  `),
  ]);

const SAMPLE = `---
document: feuille-2030
kind: roadmap
title: Feuille de route 2030
edition: 3
published_on: 2030-01
official_totals: { axes: 2 }
---

# Axe 1 : Prévenir

Un premier paragraphe
sur deux lignes.

- un **point** fort
- un [lien](https://example.org)
  qui continue

## A1-a Alimenter le dossier

Le texte de l’objectif.

## 1.2. Relier

Axe 2
=====

> Une citation.

***

Dernier paragraphe avec 2 * 3 * 4 et snake_case_name.
`;

describe("Markdown", () => {
  it("turns headings into elements and paragraphs and list items into passages", () => {
    const document = parsed(SAMPLE.replace("Axe 2\n=====", "Axe 2 – Soigner\n====="));
    expect(document).toMatchObject({
      document: "feuille-2030",
      edition: 3,
      publishedOn: "2030-01",
      officialTotals: { axes: 2 },
    });
    expect(shape(document.nodes)).toEqual([
      "axis 1 Prévenir [Un premier paragraphe sur deux lignes. | un point fort | un lien (https://example.org) qui continue]",
      "  objective A1-a Alimenter le dossier [Le texte de l’objectif.]",
      "  objective 1.2 Relier []",
      "axis 2 Soigner [Une citation. | Dernier paragraphe avec 2 * 3 * 4 et snake_case_name.]",
    ]);
    expect(document.nodes.map((node) => node.line)).toEqual([10, 25]);
  });

  it("takes a lone first heading as title, the text under it as note, and the rest from the form", () => {
    const document = parsed(
      "# Doctrine du numérique\n\nÀ lire d’abord.\n\n## Sécurité\n\nUn.\n\n### Règle\n\nDeux.\n",
      {
        kind: "doctrine",
        edition: 2,
      },
    );
    expect(document).toMatchObject({
      document: "doctrine-du-numerique",
      title: "Doctrine du numérique",
      edition: 2,
      note: "À lire d’abord.",
    });
    expect(shape(document.nodes)).toEqual(["chapter 1* Sécurité [Un.]", "  article 1.1* Règle [Deux.]"]);
  });

  it("names types by depth", () => {
    const levels = (count: number) =>
      Array.from({ length: count }, (_, i) => `${"#".repeat(i + 1)} Titre ${"abcdef"[i]}`).join("\n");
    const types = (count: number) =>
      shape(parsed(`${levels(count)}\n# Autre`, { title: "T" }).nodes).map((line) => line.trim().split(" ")[0]);
    expect(types(2)).toEqual(["axis", "objective", "axis"]);
    expect(types(3)).toEqual(["axis", "priority", "objective", "axis"]);
    expect(types(6)).toEqual(["axis", "priority", "objective", "action", "action", "action", "axis"]);
  });

  it.each([
    ["Axe 1 : Développer la prévention", "axis", "1", "Développer la prévention"],
    ["AXE II - Soigner", "axis", "II", "Soigner"],
    ["Priorité n° 12\u00a0: Relier", "priority", "12", "Relier"],
    ["Objectif A1-a. Alimenter", "objective", "A1-a", "Alimenter"],
    ["Chapter B – Security", "chapter", "B", "Security"],
    ["Article 5", "article", "5", ""],
    ["3.2 Former tous les soignants", null, "3.2", "Former tous les soignants"],
    ["3.10) Former", null, "3.10", "Former"],
    ["1. Développer", null, "1", "Développer"],
    ["1 Développer", null, "1", "Développer"],
    ["A2-c Consulter", null, "A2-c", "Consulter"],
    ["100 expérimentations cofinancées", null, null, "100 expérimentations cofinancées"],
    ["15 services référencés", null, null, "15 services référencés"],
    ["2023 : une année charnière", null, null, "2023 : une année charnière"],
    ["Action publique et santé", null, null, "Action publique et santé"],
    ["Axes de travail", null, null, "Axes de travail"],
    ["N’oublier personne", null, null, "N’oublier personne"],
  ])("reads the heading “%s”", (text, type, code, title) => {
    expect(readHeading(text)).toEqual({ type, code, title });
  });

  it("tells problems with the lines of the file, front matter included", () => {
    expect(
      problems("---\nkind: roman\ntitle: T\ncolour: red\n---\n# Axe 1 : Un\n## Axe 1 : Deux\n\n# Axe 3\n"),
    ).toEqual([
      "2 kind notOneOf",
      "4 colour unknownKey",
      "7 nodes[0].children[0].code codeOnTwoNodes",
      "9 nodes[1].title missing",
    ]);
    expect(problems(`# Un\n\n${"é".repeat(10_001)}\n\n# Deux\n`)).toEqual([
      "1 document missing",
      "1 title missing",
      "3 nodes[0].passages[0] tooLong",
    ]);
    expect(problems("---\ntitle: [\n---\n# Un\n")[0]).toMatch(/^[23] /);
    expect(problems("Un texte.\n\n# Un\n\n# Deux\n")).toEqual(["1  textOutside"]);
    expect(problems("Rien que du texte.\n")).toEqual(["1 nodes noHeading"]);
    expect(problems("")).toEqual(["1 nodes noHeading"]);
    expect(problems("---\na: &a [*a]\n---\n# Un\n")[0]).toContain("yamlAlias");
  });

  it("keeps HTML as text, never as markup", () => {
    const text = '<script>alert(1)</script> <img src=x onerror="a()">';
    expect(parsed(`# Un\n\n${text}\n\n# Deux\n`, { title: "T" }).nodes[0]?.passages).toEqual([text]);
  });

  it("reads back what it would write, for any tree", () => {
    const word = fc.constantFrom("Prévenir", "Relier", "l’accès", "aux soins", "100 %", "œuvre");
    const sentence = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `Texte ${words.join(" ")}`);
    const part = fc.record({
      level: fc.integer({ min: 1, max: 5 }),
      title: sentence,
      passages: fc.array(sentence, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
        const text = parts.map((p) => [`${"#".repeat(p.level)} ${p.title}`, ...p.passages].join("\n\n")).join("\n\n");
        const all = (nodes: readonly ImportedNode[]): ImportedNode[] => nodes.flatMap((n) => [n, ...all(n.children)]);
        const nodes = all(parsed(`---\ntitle: T\n---\n# Axe 0 : Premier\n\n${text}\n\n# Axe Z : Dernier\n`).nodes);
        expect(nodes.slice(1, -1).map((n) => [n.title, n.passages])).toEqual(parts.map((p) => [p.title, p.passages]));
      }),
    );
  });

  it("stays linear on hostile texts", () => {
    expect(slowTexts((text) => parseRoadmapMarkdown(`# Un\n\n${text}`, { title: "T" }))).toEqual([]);
    expect(slowTexts((text) => parseRoadmapMarkdown(text, { title: "T" }))).toEqual([]);
    expect(slowTexts((text) => readHeading(text))).toEqual([]);
  }, 60_000);
});
