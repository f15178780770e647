import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cpuNow } from "../../../test/fixtures/cpu-time.ts";
import { slowTexts } from "../../../test/fixtures/hostile-texts.ts";
import type { ImportedDocument, ImportedNode, ImportProblem } from "./imported-document.rules.ts";
import { parseRoadmapYaml } from "./parse-yaml.rules.ts";

const seed = (name: string) => readFileSync(new URL(`../../../db/seed/${name}`, import.meta.url), "utf8");

function parsed(text: string): ImportedDocument {
  const result = parseRoadmapYaml(text);
  if (!result.isValid) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.document;
}

/** Problems as "line path key", in order. */
function problems(text: string): string[] {
  const result = parseRoadmapYaml(text);
  return result.isValid ? [] : result.problems.map(short);
}
const short = ({ line, path, messageKey }: ImportProblem) =>
  `${line} ${path} ${messageKey.replace("import.problem.", "")}`.replace("  ", " ");

const all = (nodes: readonly ImportedNode[]): ImportedNode[] => nodes.flatMap((node) => [node, ...all(node.children)]);
const HEAD = `document: "essai"\nkind: "roadmap"\ntitle: "Essai"\nedition: 1\n`;

describe("the demonstration documents", () => {
  it.each([
    ["roadmap-2019-2022.yaml", "ma-sante-2022", 8, 2],
    ["roadmap-2023-2027-draft.yaml", "feuille-de-route-2023-2027", 23, 19],
    ["roadmap-2023-2027.yaml", "feuille-de-route-2023-2027", 23, 24],
    ["doctrine.yaml", "doctrine-numerique-en-sante", 3, 3],
  ])("%s is the document %s with %i elements and %i passages", (file, slug, nodeCount, passageCount) => {
    const document = parsed(seed(file));
    const nodes = all(document.nodes);
    expect(document.document).toBe(slug);
    expect(nodes).toHaveLength(nodeCount);
    expect(nodes.flatMap((node) => node.passages)).toHaveLength(passageCount);
    expect(nodes.every((node) => node.isCodeGiven)).toBe(true);
  });

  it("keeps precision of dates, official totals, targets and measures", () => {
    expect(parsed(seed("doctrine.yaml"))).toMatchObject({ kind: "doctrine", edition: 4, publishedOn: "2023-02" });
    const roadmap = parsed(seed("roadmap-2023-2027.yaml"));
    expect(roadmap.officialTotals).toEqual({ axes: 4, priorities: 18, objectives: 65 });
    const objective = all(roadmap.nodes).find((node) => node.code === "A1-a");
    expect(objective?.targets).toHaveLength(2);
    expect(objective?.targets[0]).toEqual({
      value: 250_000_000,
      unit: "documents par an",
      due: "2023",
      statedOn: "2023-05-17",
      source: "delsolavocats.com",
    });
    expect(objective?.measures[0]).toMatchObject({ value: 12_000_000, date: "2023", territory: null });
  });
});

describe("what is read", () => {
  it("keeps codes as typed and makes those that are missing from the place", () => {
    const document = parsed(
      `${HEAD}nodes:\n- type: axis\n  code: 3.10\n  title: Un\n  children:\n  - { type: objective, title: "1.1" }\n- { type: axis, title: Deux }\n- { type: axis, code: "3", title: Trois }\n- { type: axis, title: Quatre }\n`,
    );
    expect(all(document.nodes).map((node) => [node.code, node.isCodeGiven])).toEqual([
      ["3.10", true],
      ["3.10.1", false],
      ["2", false],
      ["3", true],
      ["4", false],
    ]);
    expect(document).toMatchObject({ language: "fr", label: "Édition 1", publishedOn: null, officialTotals: {} });
  });

  it("tells apart an orientation and an action that are given the same code", () => {
    const nodes = all(parsed(seed("roadmap-2019-2022.yaml")).nodes);
    expect(nodes.map((node) => `${node.type} ${node.code}`)).toEqual([
      "orientation 1",
      "orientation 2",
      "action action-3",
      "orientation 3",
      "orientation 4",
      "orientation 5",
      "action 20",
      "action 25",
    ]);
  });

  it("trims and composes text and keeps line ends inside it", () => {
    const document = parsed(
      `${HEAD}nodes:\n- type: axis\n  title: " e\u0301cole "\n  passages:\n  - |\n    un\n    deux\n`,
    );
    expect(document.nodes[0]).toMatchObject({ title: "école", passages: ["un\ndeux"] });
  });
});

describe("what is refused, with its line", () => {
  it("tells all problems at once, in the order of the file", () => {
    const text = `document: "Essai raté"
kind: roman
edition: 0
published_on: "14/12/2022"
colour: red
official_totals: { axes: 4.5, planets: 8 }
nodes:
  - type: axis
    code: "1"
    title: ""
    passages: "un texte"
  - type: galaxy
    code: "1"
    passages: [1, "ok", { a: 1 }]
    targets:
      - { value: beaucoup, due: "2023-13", stated_on: "2023-02-30" }
`;
    expect(problems(text)).toEqual([
      "1 title missing",
      "1 document badSlug",
      "2 kind notOneOf",
      "3 edition notWhole",
      "4 published_on badDate",
      "5 colour unknownKey",
      "6 official_totals.axes notWhole",
      "6 official_totals.planets unknownKey",
      "10 nodes[0].title empty",
      "11 nodes[0].passages notAList",
      "12 nodes[1].title missing",
      "12 nodes[1].type notOneOf",
      "14 nodes[1].passages[2] notAText",
      "16 nodes[1].targets[0].unit missing",
      "16 nodes[1].targets[0].value notANumber",
      "16 nodes[1].targets[0].due badDate",
      "16 nodes[1].targets[0].stated_on badDate",
    ]);
  });

  it("gives the values that the sentence needs", () => {
    const result = parseRoadmapYaml(
      `${HEAD}nodes:\n- { type: axis, code: a, title: A }\n- { type: axis, code: a, title: B }\n`,
    );
    expect(result).toMatchObject({ problems: [{ line: 7, column: 23, params: { code: "a", firstLine: 6 } }] });
  });

  it("refuses passages that are too long, levels too deep and elements too many", () => {
    const passage = (length: number) =>
      `${HEAD}nodes:\n- type: axis\n  title: A\n  passages:\n  - "${"é".repeat(length)}"\n`;
    expect(problems(passage(10_000))).toEqual([]);
    expect(problems(passage(10_001))).toEqual(["9 nodes[0].passages[0] tooLong"]);

    const level = (depth: number): string =>
      depth === 0 ? "" : `[{ type: axis, title: "${depth}"${depth > 1 ? `, children: ${level(depth - 1)}` : ""} }]`;
    expect(problems(`${HEAD}nodes: ${level(6)}\n`)).toEqual([]);
    expect(problems(`${HEAD}nodes: ${level(7)}\n`)).toEqual([`5 nodes[0]${".children[0]".repeat(5)}.children tooDeep`]);

    const many = (count: number) => `${HEAD}nodes:\n${"- { type: axis, title: A }\n".repeat(count)}`;
    expect(problems(many(5_000))).toEqual([]);
    expect(problems(many(5_001))).toEqual(["6 nodes tooMany"]);
  });

  it("refuses anchors, aliases and tags, so that nothing multiplies", () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`).join("\n");
    expect(new Set(problems(`l0: &l0 "ha"\n${laughs}\n`).map((p) => p.split(" ").at(-1)))).toEqual(
      new Set(["yamlAlias"]),
    );
    expect(problems(`${HEAD}note: !!binary "aGE="\nnodes: []\n`)).toEqual(["5 note yamlTag"]);
    expect(problems(`${HEAD}note: *inconnu\nnodes: []\n`)[0]).toContain("yamlAlias");
  });

  it.each([
    ["a tab", `${HEAD}nodes:\n\t- type: axis\n`, "6 yamlTab"],
    ["a repeated key", `${HEAD}title: "Encore"\nnodes: []\n`, "5 duplicateKey"],
    ["an open quote", `${HEAD}nodes:\n- type: axis\n  title: "Un\n`, "yamlQuote"],
    ["a colon in a text", `${HEAD}note: un : deux : trois\nnodes: []\n`, "5 yamlIndent"],
    ["nothing", "", "1 missing"],
    ["only a sentence", "Bonjour", "1 notAMap"],
    ["two documents", `${HEAD}nodes: []\n---\na: 1\n`, "yamlSyntax"],
    ["a lone surrogate", `${HEAD}note: "\\ud83d"\nnodes: []\n`, "5 note badCharacter"],
    ["NUL", `${HEAD}note: "a\\0b"\nnodes: []\n`, "5 note badCharacter"],
  ])("refuses %s", (_, text, expected) => {
    expect(problems(text).join("; ")).toContain(expected);
  });

  it("stops after a hundred problems and says so", () => {
    const told = problems(`${HEAD}nodes:\n${"- { type: x }\n".repeat(300)}`);
    expect(told).toHaveLength(101);
    expect(told.at(-1)).toContain("tooManyProblems");
  });

  it("refuses nests without end at once", () => {
    for (const unit of ["[", "{a: ", "- ", "? "]) expect(problems(unit.repeat(50_000))[0]).toContain("tooDeep");
    expect(problems("a".repeat(4_000_001))).toEqual(["1 tooLarge"]);
    const staircase = Array.from({ length: 2_000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n");
    expect(problems(staircase)[0]).toContain("tooDeep");
  });

  it("reads 5,000 elements in less than two seconds", () => {
    const node = (i: number) =>
      `- type: action\n  code: "${i}"\n  title: "Action ${i}"\n  passages:\n  - "Un texte."\n`;
    const text = `${HEAD}nodes:\n${Array.from({ length: 5_000 }, (_, i) => node(i)).join("")}`;
    const start = cpuNow();
    expect(parsed(text).nodes).toHaveLength(5_000);
    expect(cpuNow() - start).toBeLessThan(2_000);
  });

  it("stays linear on hostile texts", () => {
    expect(slowTexts((text) => parseRoadmapYaml(text))).toEqual([]);
    expect(slowTexts((text) => parseRoadmapYaml(`${HEAD}note: "${text}"\nnodes: []\n`))).toEqual([]);
  }, 60_000);
});
