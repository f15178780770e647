// jalon opinion on files: what it writes, its edge cases (section 13 of the design), its failures; the same bytes from the same votes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { OpinionResult } from "#engine/opinion/index.ts";
import { Failure } from "#platform/failure.ts";
import { createOutput } from "#platform/output.ts";
import { opinionCommand } from "../../src/rooms/opinions/opinion.command.ts";
import { logLines, plantedVotes } from "./planted.ts";

const base = mkdtempSync(path.join(tmpdir(), "jalon-opinion-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let made = 0;
function folderOf(files: Readonly<Record<string, string>>): string {
  made += 1;
  const folder = path.join(base, `set-${made}`);
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return folder;
}

type Options = Readonly<Record<string, string>>;
async function written(place: string, options: Options = {}, isJson = true): Promise<string> {
  let text = "";
  const stdout = { write: (piece: string) => (text += piece) };
  const out = createOutput(isJson, { stdout, stderr: { write: () => undefined } });
  expect(await opinionCommand.run({ args: [place], options, out })).toBe(0);
  return text;
}
const opinion = async (place: string, options?: Options): Promise<OpinionResult> =>
  JSON.parse(await written(place, options)) as OpinionResult;
const untimed = (text: string): string => text.replace(/"timings":\{[^}]*\}/, "");
const failure = async (place: string, options?: Options): Promise<string> =>
  await written(place, options).then(
    () => "",
    (error: unknown) => (error instanceof Failure ? `${error.exitCode} ${error.message}` : String(error)),
  );

type Vote = readonly [statement: string, participant: string, vote: number, time?: number];
const logOf = (votes: readonly Vote[]): string =>
  `comment-id,voter-id,vote${votes.some(([, , , time]) => time !== undefined) ? ",timestamp" : ""}\n${votes.map((vote) => `${vote.join(",")}\n`).join("")}`;
const ofVotes = async (votes: readonly Vote[], options?: Options, comments?: string): Promise<OpinionResult> =>
  await opinion(folderOf({ "votes.csv": logOf(votes), ...(comments ? { "comments.csv": comments } : {}) }), options);
const everybody = (
  people: number,
  statements: readonly string[],
  vote: (person: number, at: number) => number,
): Vote[] =>
  Array.from({ length: people }, (_, person) =>
    statements.map((statement, at): Vote => [statement, String(person), vote(person, at)]),
  ).flat();

const planted = plantedVotes({ people: 220, statements: 30, groups: 2, density: 0.6, seed: 3 });
const lines = [...logLines(planted.votes)];
const matrix = (): string => {
  const { votes } = planted;
  const rows = votes.participants.map((id) => [id, ...votes.statements.map(() => "")]);
  for (const [at, vote] of votes.vote.entries()) {
    const row = rows[votes.participant[at] ?? 0];
    if (row) row[(votes.statement[at] ?? 0) + 1] = String(vote);
  }
  return `participant,${votes.statements.join(",")}\n${rows.map((row) => `${row.join(",")}\n`).join("")}`;
};

describe("the same votes give the same bytes", () => {
  it("on a second run, with lines in another order, from a folder or its file, with quotes and another system's line ends", async () => {
    const folder = folderOf({ "votes.csv": lines.join("") });
    const expected = untimed(await written(folder));
    const [header = "", ...votes] = lines;
    const quoted = votes.toReversed().map((line) => `"${line.trim().split(",").join('","')}"\r\n`);
    const other = folderOf({ "votes.csv": `\ufeff${header.trim()}\r\n${quoted.join("")}` });
    expect(untimed(await written(folder))).toBe(expected);
    expect(untimed(await written(other))).toBe(expected);
    expect(untimed(await written(path.join(folder, "votes.csv")))).toBe(expected);
    expect(expected).not.toMatch(/NaN|Infinity/);
  });

  it("as a log or as a matrix, but for the kind", async () => {
    const [log, table] = [folderOf({ "votes.csv": lines.join("") }), folderOf({ "participants-votes.csv": matrix() })];
    expect(untimed(await written(table)).replace('"kind":"matrix"', '"kind":"log"')).toBe(untimed(await written(log)));
  });

  it("with the groups it found given back: the same statistics", async () => {
    const folder = folderOf({ "votes.csv": lines.join("") });
    const found = await opinion(folder, { mode: "polis" });
    writeFileSync(path.join(folder, "labels.json"), JSON.stringify(found.participants));
    const given = await opinion(folder, { labels: path.join(folder, "labels.json"), mode: "polis" });
    expect(given).toMatchObject({ silhouettes: {}, structure: null, options: { labels: "given" } });
    for (const part of [
      "groupStats",
      "repness",
      "consensus",
      "groupAwareConsensus",
      "priorities",
      "participants",
    ] as const)
      expect(given[part]).toEqual(found[part]);
    expect(given.groups.map(({ center }) => center)).toEqual(found.groups.map(() => null));
  });
});

describe("edge cases", () => {
  it("no vote", async () => {
    const result = await ofVotes([]);
    expect(result).toMatchObject({
      k: 0,
      groups: [],
      participants: {},
      statements: {},
      input: { participants: 0, statements: 0, votes: 0 },
    });
    expect(result.priorities).toEqual({});
  });

  it.each(["polis", "improved"])("one participant, or all rows equal: one group at the origin (%s)", async (mode) => {
    for (const people of [1, 8]) {
      const result = await ofVotes(
        everybody(people, ["1", "2", "3"], (_, at) => at - 1),
        { mode },
      );
      expect(result.k).toBe(1);
      expect(Object.values(result.projections)).toEqual(Array.from({ length: people }, () => [0, 0]));
      expect(result.pca.components.every((component) => Object.values(component).every((value) => value === 0))).toBe(
        true,
      );
      expect(result.repness).toEqual({ 0: [] });
    }
  });

  it.each(["polis", "improved"])("one statement: a map on a line (%s)", async (mode) => {
    const result = await ofVotes(
      everybody(9, ["7"], (person) => (person % 3) - 1),
      { mode },
    );
    expect(result.pca.components.slice(0, 2)).toEqual([{ 7: 1 }, { 7: 0 }]);
    expect(new Set(Object.values(result.projections).map(([, y]) => y))).toEqual(new Set([0]));
    expect(new Set(Object.values(result.projections).map(([x]) => x)).size).toBe(3);
  });

  it("two participants: both placed, two groups in mode polis if they differ, one in mode improved", async () => {
    const votes = everybody(2, ["1", "2", "3"], (person) => 1 - 2 * person);
    expect(await ofVotes(votes, { mode: "polis" })).toMatchObject({ k: 2, participants: { 0: 0, 1: 1 } });
    expect(await ofVotes(votes)).toMatchObject({ k: 1, participants: { 0: 0, 1: 0 }, structure: "weak" });
  });

  it("somebody passes everything, somebody voted on moderated statements only", async () => {
    const votes = [
      ...everybody(10, ["1", "2", "3", "4"], (person, at) => ((person + at) % 2) * 2 - 1),
      ...["1", "2", "3", "4"].map((id): Vote => [id, "passes", 0]),
      ["5", "outside", 1] as const,
    ];
    const result = await ofVotes(votes, {}, "comment-id,moderated\n5,-1\n1,1\n");
    expect(result.participants.passes).not.toBeNull();
    expect(result.projections.outside).toEqual([0, 0]);
    expect(result.statements["5"]).toMatchObject({ agrees: 1, moderated: -1, extremity: 0 });
    expect(result.input.moderatedOut).toEqual(["5"]);
    expect(result.pca.center["5"]).toBe(0);
    expect(result.groupAwareConsensus).toHaveProperty("5");
    expect(result.priorities).toHaveProperty("5");
    expect(result.commonGround).toEqual(expect.not.arrayContaining(["5"]));
    const listed = [...Object.values(result.repness).flat(), ...result.consensus.agree, ...result.consensus.disagree];
    expect(listed.map(({ statement }) => statement)).not.toContain("5");
  });

  it("everybody agrees on everything: consensus full, map at the origin", async () => {
    const result = await ofVotes(everybody(20, ["1", "2", "3", "4", "5", "6"], () => 1));
    expect(result.consensus.agree.map(({ statement }) => statement)).toEqual(["1", "2", "3", "4", "5"]);
    expect(result.consensus.disagree).toEqual([]);
    expect(Object.values(result.projections).every(([x, y]) => x === 0 && y === 0)).toBe(true);
  });

  it("a vote changed three times, lines shuffled: the latest wins; at one time, the later line, with a warning", async () => {
    const changed: Vote[] = [
      ["1", "a", 1, 40],
      ["1", "a", -1, 10],
      ["1", "a", 0, 30],
      ["1", "b", 1, 5],
    ];
    expect(await ofVotes(changed)).toMatchObject({
      statements: { 1: { agrees: 2 } },
      input: { replacedVotes: 2, warnings: [] },
    });
    const tied = await ofVotes([...changed, ["1", "a", -1, 40]]);
    expect(tied.statements["1"]).toMatchObject({ agrees: 1, disagrees: 1 });
    expect(tied.input.warnings).toHaveLength(1);
  });

  it("a statement never voted, ids of letters, ids that look like numbers: in order", async () => {
    const votes = everybody(4, ["b", "10", "2", "a", "007"], (person, at) => ((person * at) % 3) - 1);
    const folder = folderOf({
      "votes.csv": logOf(votes),
      "comments.csv": "comment-id,moderated\n99,0\nzz,1\n__proto__,0\n",
    });
    const text = await written(folder);
    const result = JSON.parse(text) as OpinionResult;
    expect(result.input.withoutVotes).toEqual(["99", "__proto__", "zz"]);
    expect(result.priorities["99"]).toBe(5.0625);
    expect(result.groupAwareConsensus).not.toHaveProperty("99");
    expect(result.pca.center).not.toHaveProperty("99");
    const keys = (part: string) => [
      ...(new RegExp(`"${part}":\\{([^}]*)\\}`).exec(text)?.[1] ?? "").matchAll(/"([^"]+)":/g),
    ];
    expect(keys("center").map(([, key]) => key)).toEqual(["2", "007", "10", "a", "b"]);
    expect(keys("priorities").map(([, key]) => key)).toEqual(["2", "007", "10", "99", "__proto__", "a", "b", "zz"]);
  });

  it("labels with one group, or with people unknown", async () => {
    const folder = folderOf({
      "votes.csv": logOf(everybody(5, ["1", "2"], (person) => (person % 2) * 2 - 1)),
      "labels.json": '{"0": "north", "1": "north", "stranger": "north", "2": null}',
    });
    const result = await opinion(folder, { labels: path.join(folder, "labels.json") });
    expect(result).toMatchObject({ k: 1, repness: { north: [] }, groups: [{ id: "north", size: 2, center: null }] });
    expect(result.participants).toEqual({ 0: "north", 1: "north", 2: null, 3: null, 4: null });
    expect(result.input.warnings).toHaveLength(1);
    expect(result.input.warnings[0]).toContain("stranger");
  });

  it("votes of rank one: the second component is zero and points keep their first coordinate", async () => {
    const result = await ofVotes(
      everybody(12, ["1", "2", "3"], (person) => (person % 2) * 2 - 1),
      { mode: "polis" },
    );
    expect(Object.values(result.pca.components[1] ?? {})).toEqual([0, 0, 0]);
    expect(result.projections["0"]?.[0]).not.toBe(0);
    expect(result.k).toBe(2);
  });
});

describe("what is wrong", () => {
  const folder = folderOf({ "votes.csv": lines.join("") });
  const labels = (content: string): Options => ({
    labels: path.join(folderOf({ "labels.json": content }), "labels.json"),
  });

  it("wrong use is 2", async () => {
    expect(await failure(folder, { mode: "other" })).toBe("2 --mode is polis or improved.");
    for (const seed of ["-1", "1.5", "4294967296", "x", ""])
      expect(await failure(folder, { seed })).toMatch(/^2 --seed is/);
    expect(await failure(folder, { seed: "4294967295" })).toBe("");
  });

  it.each([
    ["[]", /line 1, column 1: a JSON object from participant to group was expected/],
    ['{"a": 1.5}', /line 1, column 7: a group \(an integer or a string\) or null was expected/],
    ['{"a": 1,\n "b": true}', /line 2, column 7: a group/],
    ['{"a": ""}', /line 1, column 7: a group/],
    ['{"a": 1\n "b": 2}', /line 2, column 2: a comma or a closing brace was expected/],
    ['{"a": 1,}', /line 1, column 9: the id of a participant in quotes was expected/],
    ['{"a": 1, "a": 2}', /line 1, column 10: each participant once/],
    ['{"a": 1} x', /line 1, column 10: the end of the file was expected/],
    ['{"a"', /line 1, column 5: a colon was expected/],
  ])("labels: %s", async (content, message) => {
    const said = await failure(folder, labels(content));
    expect(said).toMatch(/^3 .*labels\.json cannot be read: /);
    expect(said).toMatch(message);
  });

  it("a file that is not there is 3", async () => {
    expect(await failure(path.join(base, "nowhere"))).toMatch(/^3 .*there is no such file/);
    expect(await failure(folder, { labels: path.join(base, "nowhere.json") })).toMatch(
      /^3 .*nowhere.json.*there is no such file/,
    );
  });
});

describe("without --json", () => {
  it("is a summary a person can read, with the texts of the statements", async () => {
    const comments = `comment-id,comment-body\n${planted.votes.statements.map((id) => `${id},"Phrase\n${id}, dite"\n`).join("")}`;
    const folder = folderOf({ "votes.csv": lines.join(""), "comments.csv": comments });
    const text = await written(folder, {}, false);
    const { input, groups, structure } = await opinion(folder);
    expect(structure).toBe("clear");
    expect(text).toContain(`220 participants, 30 statements, ${input.votes} votes (hash ${input.hash})`);
    expect(text).toMatch(/mode improved, seed 0, groups computed: 2 groups, clear \(\d+ people placed\)/);
    for (const { id, size } of groups) expect(text).toContain(`Group ${id}: ${size} people`);
    expect(text).toMatch(/ {2}(agree|disagree) +\d+ of \d+ {2}\d+ {2}Phrase \d+, dite\n/);
    expect(text).toContain("\nEverybody");
  });

  it("says that groups are not clear, and then describes none", async () => {
    const { votes } = plantedVotes({ people: 250, statements: 20, groups: 1, density: 0.5, seed: 2 });
    const text = await written(folderOf({ "votes.csv": [...logLines(votes)].join("") }), {}, false);
    expect(text).toContain("no clear groups");
    expect(text).not.toMatch(/^Group /m);
  });
});

it("reads the version of the package", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect((await ofVotes([])).engine).toEqual({ name: "jalon", version });
});
