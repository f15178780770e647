// What NOTICE.md promises about the corpus and its decisions, on the files themselves.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { splitSentences } from "#engine/text/sentences.ts";
import { textSimilarity } from "#engine/text/trigrams.ts";
import { categoryCode, categoryGroups, territoryRows } from "./seed.rules.ts";
import {
  readActors,
  readContributions,
  readDecisions,
  readMasks,
  readStages,
  readTerritories,
  readText,
} from "./seed-files.actions.ts";

const rows = readContributions();
const decisions = readDecisions();
const byId = new Map(rows.map((row) => [row.id, row]));
const THEMES = [
  "ergonomie des logiciels",
  "régulation éthique de la télésanté",
  "inclusion numérique",
  "investissement durable dans la cybersécurité",
  "interopérabilité et double saisie",
  "protection des données et confiance",
  "santé de l'enfant et prévention",
  "autonomie et santé mentale",
  "ordonnance numérique",
  "identification des professionnels",
  "identité nationale de santé",
  "information sur l'offre de soins",
  "formation et accompagnement",
  "financement et équité territoriale",
];

type Node = { readonly code: string; readonly passages: readonly string[]; readonly children: readonly Node[] };
const flat = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...flat(node.children)]);
const draft = new Map(flat(readText("roadmap-2023-2027-draft.yaml").nodes).map((node) => [node.code, node]));
const wordsOf = (text: string) => text.match(/\S+/g)?.length ?? 0;
const share = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).length / rows.length;

describe("the corpus", () => {
  it("has 330 contributions on 14 themes, 20 near-duplicates, one campaign of 30, 8 off topic, 6 with health details", () => {
    expect(rows).toHaveLength(330);
    expect(byId.size).toBe(330);
    expect(new Set(rows.map((row) => row.truthTheme))).toEqual(new Set(THEMES));
    expect(rows.filter((row) => row.duplicateOf)).toHaveLength(20);
    expect(new Set(rows.flatMap((row) => row.campaign ?? []))).toHaveProperty("size", 1);
    expect(rows.filter((row) => row.campaign)).toHaveLength(30);
    expect(rows.filter((row) => row.isOffTopic)).toHaveLength(8);
    expect(rows.filter((row) => row.hasHealthDetails)).toHaveLength(6);
  });

  it("has 20 to 250 words each, short, middling and long ones in like numbers", () => {
    for (const row of rows) {
      expect(wordsOf(row.body), row.id).toBeGreaterThanOrEqual(20);
      expect(wordsOf(row.body), row.id).toBeLessThanOrEqual(250);
    }
    expect(share((row) => wordsOf(row.body) <= 50)).toBeGreaterThan(0.2);
    expect(share((row) => wordsOf(row.body) > 110)).toBeGreaterThan(0.2);
  });

  it("says no sentence twice outside the campaign and the near-duplicates", () => {
    const said = new Map<string, string>();
    const repeated: string[] = [];
    for (const row of rows.filter(({ campaign, duplicateOf }) => !campaign && !duplicateOf)) {
      for (const { text } of [...splitSentences(row.body), ...splitSentences(row.proposed ?? "")]) {
        const plain = text
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, " ")
          .trim();
        if (said.has(plain)) repeated.push(`${said.get(plain)} ${row.id}: ${plain}`);
        said.set(plain, row.id);
      }
    }
    expect(repeated).toEqual([]);
  });

  it("repeats an earlier contribution almost word for word in each near-duplicate, and nowhere else", () => {
    const alike = (a: string, b: string) => textSimilarity(a, b);
    for (const row of rows.filter((one) => one.duplicateOf)) {
      const original = byId.get(row.duplicateOf ?? "");
      expect(original?.at.getTime(), row.id).toBeLessThan(row.at.getTime());
      expect(alike(row.body, original?.body ?? ""), row.id).toBeGreaterThan(0.8);
      expect(row.body, row.id).not.toBe(original?.body);
    }
    const apart = rows.filter(({ campaign, duplicateOf }) => !campaign && !duplicateOf);
    const twins = apart.flatMap((a, i) =>
      apart
        .slice(i + 1)
        .filter((b) => alike(a.body, b.body) > 0.6)
        .map((b) => `${a.id} ${b.id}`),
    );
    expect(twins).toEqual([]);
  });

  it("is about elements and passages that the draft has; amendments rewrite them", () => {
    for (const row of rows) {
      const node = draft.get(row.node);
      expect(node, row.id).toBeDefined();
      const words = row.passage === null ? null : node?.passages[row.passage - 1];
      expect(words, row.id).not.toBeUndefined();
      expect(row.kind === "amendment", row.id).toBe(row.proposed !== null);
      if (row.kind === "amendment") expect(row.proposed, row.id).not.toBe(words);
    }
    const objectives = [...draft.values()].filter(({ passages }) => passages.length > 0);
    expect(objectives.filter(({ code }) => !rows.some((row) => row.node === code))).toEqual([]);
  });

  it("comes from known territories, categories and stages, within the consultation", () => {
    const territories = territoryRows(readTerritories());
    const { actors, englishNames } = readActors();
    const groups = categoryGroups(actors, englishNames);
    const codes = new Set(groups.flatMap(({ children }) => children.map(({ code }) => code)));
    const stages = new Map(readStages().map((stage) => [stage.id, stage.date]));
    for (const row of rows) {
      expect(
        territories.some(({ code }) => code === row.territory),
        row.id,
      ).toBe(true);
      expect(codes.has(categoryCode(row.category, row.subcategory)), row.id).toBe(true);
      expect(row.stage !== null, row.id).toBe(row.channel === "room");
      if (row.stage) expect(stages.get(row.stage), row.id).toBe(row.at.toISOString().slice(0, 10));
      expect(row.at.toISOString() > "2022-12-13T23" && row.at.toISOString() < "2023-03-14T23", row.id).toBe(true);
    }
    const parents = new Map(territories.map(({ code, parentCode }) => [code, parentCode]));
    const regions = new Set(
      rows.map(({ territory }) => (territory.startsWith("R") ? territory : parents.get(territory))),
    );
    expect([...regions].filter((code) => code?.startsWith("R"))).toHaveLength(18);
    expect(new Set(rows.map((row) => row.category)).size).toBe(actors.length);
  });

  it("has many voices: kinds and channels in the announced shares", () => {
    expect(share((row) => row.kind === "comment")).toBeCloseTo(0.55, 1);
    expect(share((row) => row.kind === "amendment")).toBeCloseTo(0.2, 1);
    expect(share((row) => row.kind === "proposal")).toBeCloseTo(0.17, 1);
    expect(share((row) => row.channel === "online")).toBeCloseTo(0.55, 0.9);
    expect(new Set(rows.map((row) => row.channel)).size).toBe(6);
  });

  it("is marked synthetic on each row and in the notice", () => {
    const csv = readFileSync("db/seed/contributions.csv", "utf8");
    expect(csv.split("\n")[0]).toBe(
      "id,kind,node,passage,body,proposed,channel,stage,territory,category,subcategory,organisation,author,at,truth_theme,duplicate_of,campaign,off_topic,health,is_synthetic",
    );
    expect(readFileSync("db/seed/NOTICE.md", "utf8")).toContain("synthetic");
  });
});

describe("the decisions", () => {
  it("cover each contribution once, with every verdict", () => {
    const covered = decisions.flatMap(({ covers }) => covers);
    expect(covered.toSorted()).toEqual([...byId.keys()].toSorted());
    expect(new Set(decisions.map(({ verdict }) => verdict)).size).toBe(7);
  });

  it("cause a change only where something was accepted, and name all nine", () => {
    const causes = decisions.filter(({ changes }) => changes.length > 0);
    expect(causes.filter(({ verdict }) => !["accepted", "partly_accepted"].includes(verdict))).toEqual([]);
    expect([...new Set(causes.flatMap(({ changes }) => changes))].toSorted()).toEqual(
      [
        "A1-a.2",
        "A1-b.2",
        "A2-c.2",
        "A3-b.2",
        "A4-d.2",
        "facts:A1-c",
        "facts:A2-a",
        "facts:A3-c",
        "title:2",
      ].toSorted(),
    );
  });

  it("name the body when they pass something on, and nobody otherwise", () => {
    for (const { id, verdict, addressedTo } of decisions)
      expect(addressedTo !== null, id).toBe(verdict === "other_body");
  });

  it("keep French typography in what the team writes", () => {
    for (const { id, reason, answer } of decisions) {
      for (const text of [reason, answer])
        expect(/'|[^\u00a0\s][;:?!](\s|$)|« |[^\u00a0]»/.exec(text)?.[0], id).toBeUndefined();
    }
  });
});

describe("the masks", () => {
  it("hide words of the six contributions with health details and add none", () => {
    const masks = readMasks();
    expect(masks.map(({ id }) => id).toSorted()).toEqual(
      rows
        .filter((row) => row.hasHealthDetails)
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const { id, body } of masks) {
      const original = byId.get(id)?.body ?? "";
      let from = 0;
      for (const part of body.split("[information masquée]")) {
        const at = original.indexOf(part, from);
        expect(at, `${id}: ${part}`).toBeGreaterThanOrEqual(0);
        from = at + part.length;
      }
      expect(body).not.toMatch(/\d{2} \d{2} \d{2}/);
    }
  });
});

describe("the lists", () => {
  it("gives an English name to every actor category and to nothing else", () => {
    const { actors, englishNames } = readActors();
    const codes = categoryGroups(actors, englishNames).flatMap(({ code, children }) => [
      code,
      ...children.map((child) => child.code),
    ]);
    expect(Object.keys(englishNames).toSorted()).toEqual(codes.toSorted());
    expect(parse(readFileSync("db/seed/actor-names.en.yaml", "utf8"))).toEqual(englishNames);
  });

  it("gives the overseas regions the time of the place", () => {
    const zones = new Map(territoryRows(readTerritories()).map(({ code, timeZone }) => [code, timeZone]));
    expect([zones.get("R04"), zones.get("974"), zones.get("R03"), zones.get("R76"), zones.get("976")]).toEqual([
      "Indian/Reunion",
      "Indian/Reunion",
      "America/Cayenne",
      "Europe/Paris",
      "Indian/Mayotte",
    ]);
    expect(zones.size).toBe(120);
  });
});
