import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { type AnalyseOptions, analyse } from "./analyse.ts";
import type { OpinionResult } from "./result.ts";
import { resultText } from "./result-text.ts";
import type { StatementFacts, VoteLine } from "./vote-table.ts";
import { voteTable } from "./vote-table.ts";

const NO_FACTS: StatementFacts = new Map();

/** "a: +-.0" is somebody who agreed with statement 0, disagreed with 1, did not see 2 and passed on 3. */
function linesOf(...rows: readonly string[]): VoteLine[] {
  const value = { "+": 1, "-": -1, "0": 0 } as const;
  return rows.flatMap((row) => {
    const [participant = "", votes = ""] = row.split(": ");
    return Array.from(votes, (sign, statement) => ({ sign, statement: String(statement), participant })).flatMap(
      (one) =>
        one.sign === "+" || one.sign === "-" || one.sign === "0"
          ? [{ statement: one.statement, participant, vote: value[one.sign] }]
          : [],
    );
  });
}

const textOfHash: AnalyseOptions["sha256"] = (chunks) => [...chunks].join("");

function analysed(lines: readonly VoteLine[], options: Partial<AnalyseOptions> = {}, facts = NO_FACTS): OpinionResult {
  return analyse(voteTable(lines), facts, { mode: "polis", seed: 0, version: "0", sha256: textOfHash, ...options });
}

const written = (result: OpinionResult): string => [...resultText(result)].join("");

describe("what is written", () => {
  it("is the canonical text that is hashed", () => {
    const facts: StatementFacts = new Map([
      ["10", { moderated: -1, meta: false }],
      ["9", { moderated: -1, meta: true }],
    ]);
    const { input } = analysed(linesOf("b: +-0", "10: -.+", "2: ..0"), {}, facts);
    expect(input.hash.split("\n")).toEqual([
      "jalon-votes/1",
      ...["v,0,10,-1", "v,0,b,1", "v,1,b,-1", "v,2,2,0", "v,2,10,1", "v,2,b,0"],
      ...["out,9", "out,10", "meta,9", ""],
    ]);
    expect(input).toMatchObject({ moderatedOut: ["9", "10"], meta: ["9"], withoutVotes: ["9", "10"] });
  });

  it("has its keys in order of id, also where an object would not keep them", () => {
    const ids = ["b", "10", "__proto__", "007", "7", "12345678901", "2", "a", "constructor"];
    const lines = ids.map((participant): VoteLine => ({ statement: "1", participant, vote: 1 }));
    const text = written(
      analysed(lines, {
        labels: new Map([
          ["a", "9"],
          ["b", "10"],
          ["2", "x"],
        ]),
      }),
    );
    const participants = /"participants":\{(.*?)\}/.exec(text)?.[1] ?? "";
    expect([...participants.matchAll(/"(\w+)":/g)].map(([, id]) => id)).toEqual([
      ...["2", "007", "7", "10", "12345678901"],
      ...["__proto__", "a", "b", "constructor"],
    ]);
    expect(/"groupStats":(\{.*?\}\}\}),"repness"/.exec(text)?.[1]?.match(/"(10|9|x)":\{/g)).toEqual([
      '"10":{',
      '"9":{',
      '"x":{',
    ]);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it("never holds a number that is not finite", () => {
    for (const mode of ["polis", "improved"] as const) {
      for (const rows of [[], ["a: +"], ["a: +", "b: -"], ["a: ++", "b: ++"], ["a: 000", "b: +.."]]) {
        const result = analysed(linesOf(...rows), { mode });
        expect(JSON.parse(written(result))).toEqual(JSON.parse(JSON.stringify(result)));
        const numbers = JSON.stringify(result, (key, value) =>
          typeof value === "number" && !Number.isFinite(value) ? `${key} is not finite` : value,
        );
        expect(numbers).not.toContain("not finite");
      }
    }
  });
});

describe("few votes", () => {
  it("none", () => {
    expect(analysed([])).toMatchObject({ k: 0, groups: [], participants: {}, repness: {}, structure: null });
    expect(analysed([], { mode: "improved" })).toMatchObject({ k: 0, structure: "weak" });
  });

  it("one participant: one group at the origin", () => {
    const result = analysed(linesOf("a: ++-"));
    expect(result).toMatchObject({ k: 1, participants: { a: 0 }, projections: { a: [0, 0] }, repness: { 0: [] } });
    expect(result.pca).toMatchObject({ variance: [null, null], varianceRatio: [null, null] });
  });

  it("one statement: a map on a line", () => {
    const { pca, projections } = analysed(linesOf("a: +", "b: -", "c: +"));
    expect(pca.components).toEqual([{ 0: 1 }, { 0: 0 }]);
    expect(Object.values(projections).map(([, y]) => y)).toEqual([0, 0, 0]);
  });

  it("two participants: two groups if they differ, one in mode improved", () => {
    expect(analysed(linesOf("a: +-", "b: -+")).k).toBe(2);
    expect(analysed(linesOf("a: +-", "b: +-")).k).toBe(1);
    expect(analysed(linesOf("a: +-", "b: -+"), { mode: "improved" })).toMatchObject({ k: 1, structure: "weak" });
  });

  it("votes on moderated statements only: placed at the origin, counted", () => {
    const facts: StatementFacts = new Map([["0", { moderated: -1, meta: false }]]);
    const { projections, groupAwareConsensus, commonGround, statements } = analysed(
      linesOf("a: +", "b: .+", "c: .-"),
      {},
      facts,
    );
    expect(projections.a).toEqual([0, 0]);
    expect(Object.keys(groupAwareConsensus)).toEqual(["0", "1"]);
    expect(commonGround).toEqual(["1"]);
    expect(statements[0]).toMatchObject({ agrees: 1, votes: 1, extremity: 0 });
  });
});

describe("which vote counts", () => {
  const vote = (value: -1 | 0 | 1, time: number): VoteLine => ({ statement: "1", participant: "a", vote: value, time });

  it("the latest, wherever its line is", () => {
    const lines = [vote(1, 30), vote(-1, 10), vote(0, 40), vote(-1, 20)];
    expect(analysed(lines)).toMatchObject({
      statements: { 1: { passes: 1, votes: 1 } },
      input: { replacedVotes: 3, warnings: [] },
    });
  });

  it("at one time the later line, with a warning when they differ", () => {
    expect(analysed([vote(1, 10), vote(-1, 10)])).toMatchObject({ statements: { 1: { disagrees: 1 } } });
    expect(analysed([vote(1, 10), vote(-1, 10)]).input.warnings).toHaveLength(1);
    expect(analysed([vote(1, 10), vote(1, 10)]).input.warnings).toEqual([]);
    expect(analysed([vote(1, 10), vote(-1, 10), vote(-1, 20)]).input.warnings).toEqual([]);
  });
});

describe("made votes", () => {
  const random = seededNumbers("made votes");
  const lines = Array.from({ length: 4_000 }, (): VoteLine => {
    const person = Math.floor(random() * 150);
    const statement = Math.floor(random() * 60);
    const isAgreeing = ((person % 2 === 0) === (statement % 3 === 0)) !== random() < 0.2;
    return { statement: String(statement), participant: String(person), vote: isAgreeing ? 1 : -1 };
  });

  it("have priorities that differ: a routing that is the same for all is none", () => {
    for (const mode of ["polis", "improved"] as const)
      expect(new Set(Object.values(analysed(lines, { mode }).priorities)).size).toBeGreaterThan(10);
  });

  it("have the groups they were made with, numbered by size", () => {
    const { k, participants, groups, structure } = analysed(lines, { mode: "improved" });
    expect({ k, structure }).toEqual({ k: 2, structure: "clear" });
    for (const [person, group] of Object.entries(participants)) expect(group).toBe(participants[Number(person) % 2]);
    expect(groups.map(({ size }) => size)).toEqual([75, 75]);
  });

  it("are timed by the clock that is given, by none otherwise", () => {
    let clock = 0;
    const now = () => clock++;
    expect(analysed(lines, { now }).timings).toMatchObject({ matrixMs: 1, pcaMs: 1, groupsMs: 1 });
    expect(analysed(lines).timings.totalMs).toBe(0);
  });
});
