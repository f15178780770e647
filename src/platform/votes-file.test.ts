import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Failure } from "./failure.ts";
import { readVotes, type VotesFile } from "./votes-file.ts";

const base = mkdtempSync(join(tmpdir(), "jalon-votes-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let made = 0;

function fileOf(content: string | Uint8Array): string {
  made += 1;
  const file = join(base, `file-${made}.csv`);
  writeFileSync(file, content);
  return file;
}
function folderOf(files: Readonly<Record<string, string>>): string {
  made += 1;
  const folder = join(base, `folder-${made}`);
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
function failure(place: string): string {
  try {
    readVotes(place);
    return "";
  } catch (error) {
    return error instanceof Failure ? `${error.exitCode} ${error.message.replaceAll(`${base}/`, "")}` : String(error);
  }
}
/** "statement participant vote time" by line. */
const lines = ({ votes }: VotesFile): readonly string[] =>
  Array.from(votes.vote, (vote, at) =>
    [
      votes.statements[votes.statement[at] ?? -1],
      votes.participants[votes.participant[at] ?? -1],
      vote,
      ...(votes.time ? [votes.time[at]] : []),
    ].join(" "),
  );

describe("a log", () => {
  it("is read by the names of its columns, in any order, with others beside, quoted or not, from any system", () => {
    const log = fileOf(
      '\ufeffvote,other,"voter-id",timestamp,comment-id\r\n-1,"a, ""b""\n",p1,1403054214196,"10"\r\n1.0,,2,12.5,s_-x\r\n0,,p1,-3,10',
    );
    expect(lines(readVotes(log))).toEqual(["10 p1 -1 1403054214196", "s_-x 2 1 12", "10 p1 0 -3"]);
    expect(readVotes(log).votes.kind).toBe("log");
  });

  it("has the order of its lines for time when it gives none, and takes the other names of its columns", () => {
    const file = readVotes(fileOf("statement,participant,vote\n1,a,-1.0\n1,b,0.0\n\n"));
    expect(lines(file)).toEqual(["1 a -1", "1 b 0"]);
    expect(file.votes.time).toBeNull();
    expect(lines(readVotes(fileOf("comment-id,voter-id,vote\n")))).toEqual([]);
  });

  it("is read whole when it is longer than the window", () => {
    const rows = Array.from({ length: 120_000 }, (_, row) => `${row % 17},person-${row % 5003},${(row % 3) - 1}\n`);
    const { votes } = readVotes(fileOf(`comment-id,voter-id,vote\n${rows.join("")}`));
    const told = lines({ votes, facts: new Map(), texts: new Map() }).map((line) => `${line.replaceAll(" ", ",")}\n`);
    expect(told.join("") === rows.join("")).toBe(true);
    expect([votes.statements.length, votes.participants.length]).toEqual([17, 5003]);
  });
});

describe("a matrix", () => {
  it("has a statement in each column of digits; empty cells are no votes, nor are lines and columns without any", () => {
    const matrix = fileOf("participant,group-id,n-votes,2,10,3\nb,0,2,1,,-1\nempty,,0,,,\na,,1,0,,\n");
    const file = readVotes(matrix);
    expect(lines(file)).toEqual(["2 b 1", "3 b -1", "2 a 0"]);
    expect(file.votes).toMatchObject({ kind: "matrix", statements: ["2", "3"], participants: ["b", "a"], time: null });
  });

  it("has those of comments.csv too, with what it says of them", () => {
    const folder = folderOf({
      "participants-votes.csv": "participant,alpha,n-votes,7\nx,1,9,-1\n",
      "comments.csv":
        'comment-body,comment-id,is-meta,moderated\n"Une phrase, ""dite""\nen deux lignes",alpha,true,-1\nAutre,7,False,\n,8,,0\n',
    });
    const file = readVotes(folder);
    expect(lines(file)).toEqual(["alpha x 1", "7 x -1"]);
    expect(Object.fromEntries(file.facts)).toEqual({
      alpha: { moderated: -1, meta: true },
      7: { moderated: null, meta: false },
      8: { moderated: 0, meta: false },
    });
    expect(file.texts.get("alpha")).toBe('Une phrase, "dite"\nen deux lignes');
  });

  it("gives way to a log in the same folder", () => {
    const folder = folderOf({
      "participants-votes.csv": "participant,7\nx,-1\n",
      "votes.csv": "comment-id,voter-id,vote\n1,x,1\n",
    });
    expect(readVotes(folder).votes.kind).toBe("log");
  });
});

describe("what cannot be read is one line: file, line, column, what was expected; code 3", () => {
  const LOG = "comment-id,voter-id,vote,timestamp\n1,a,1,5\n";
  const cases: readonly (readonly [name: string, content: string | Uint8Array, message: RegExp])[] = [
    ["nothing", "", /line 1, column 1: a header line .* was expected; the file is empty/],
    ["no known column", "a,b\n", /line 1, column 1: the header line of a log .* or of a matrix .* was expected/],
    ["no vote", "comment-id,voter-id\n", /line 1, column 1: a column “vote” was expected; .*: comment-id, voter-id/],
    ["no voter", "comment-id,vote\n", /a column “voter-id” or “participant” was expected/],
    ["no statement", "voter-id,vote\n", /a column “comment-id” or “statement” was expected/],
    ["a name twice", "vote,comment-id,voter-id,vote\n", /line 1, column 4 \(vote\): each name .* expected once/],
    ["a vote", `${LOG}1,b,2,5\n`, /line 3, column 3 \(vote\): 1 .*, 0 .* or -1 .* was expected; “2” was found/],
    ["a word", `${LOG}1,b,agree,5\n`, /line 3, column 3 \(vote\): .*“agree” was found/],
    ["a vote with a plus", `${LOG}1,b,+1,5\n`, /line 3, column 3/],
    ["a vote of minus zero", `${LOG}1,b,-0,5\n`, /line 3, column 3/],
    ["no vote in its cell", `${LOG}1,b,,5\n`, /line 3, column 3 \(vote\): .*the cell is empty/],
    ["an id with a space", `${LOG}1,b b,1,5\n`, /line 3, column 2 \(voter-id\): an id was expected: 1 to 64/],
    ["an id too long", `${LOG}${"1".repeat(65)},b,1,5\n`, /line 3, column 1 \(comment-id\): an id was expected/],
    ["an id with an accent", `${LOG}é,b,1,5\n`, /line 3, column 1 \(comment-id\): .*“é” was found/],
    ["no id", `${LOG},b,1,5\n`, /line 3, column 1 \(comment-id\): .*the cell is empty/],
    ["a date", `${LOG}1,b,1,2024-01-01\n`, /line 3, column 4 \(timestamp\): a time in milliseconds was expected/],
    ["no time", `${LOG}1,b,1,\n`, /line 3, column 4 \(timestamp\): .*the cell is empty/],
    ["a cell too few", `${LOG}1,b,1\n`, /line 3, column 3: 4 cells were expected, as in the header line; 3 were found/],
    ["a cell too many", `${LOG}1,b,1,5,6\n`, /line 3, column 4: 4 cells were expected.*; 5 were found/],
    ["a quote left open", `${LOG}1,"b,1,5\n`, /line 3, column 2: a quoted cell begins here and never ends/],
    ["a quote inside", `${LOG}1,b"b,1,5\n`, /line 3, column 2: a quote inside a cell/],
    ["UTF-16", Buffer.from(`\ufeff${LOG}`, "utf16le"), /line 1, column 1: characters in UTF-8 were expected/],
    ["a matrix with a word", "participant,1\na,1\nb,x\n", /line 3, column 2 \(1\): .*, or nothing; “x” was found/],
    [
      "a matrix with a person twice",
      "participant,1\na,1\na,0\n",
      /line 3, column 1 \(participant\): one line per part/,
    ],
    ["a matrix with a statement twice", "participant,1,1\n", /line 1, column 3 \(1\): each name .* expected once/],
  ];
  it.each(cases)("%s", (_, content, message) => {
    const said = failure(fileOf(content));
    expect(said).toMatch(/^3 The file file-\d+\.csv cannot be read: /);
    expect(said).toMatch(message);
    expect(said).not.toContain("\n");
  });

  const comments: readonly (readonly [content: string, message: RegExp])[] = [
    ["moderated\n1\n", /comments.csv .*line 1, column 1: a column “comment-id” was expected/],
    ["comment-id,moderated\n1,2\n", /comments.csv .*line 2, column 2 \(moderated\): 1 \(in\), 0 .* or -1 \(out\)/],
    ["comment-id,is-meta\n1,oui\n", /comments.csv .*line 2, column 2 \(is-meta\): true or false was expected/],
    ["comment-id,moderated\n1,0\n1,1\n", /line 3, column 1 \(comment-id\): one line per statement .*“1” has another/],
    ["comment-id\nune idée\n", /line 2, column 1 \(comment-id\): an id was expected/],
  ];
  it.each(comments)("comments.csv: %s", (content, message) => {
    const votes = "comment-id,voter-id,vote\n1,x,1\n";
    expect(failure(folderOf({ "votes.csv": votes, "comments.csv": content }))).toMatch(message);
  });

  it("a place without votes", () => {
    expect(failure(folderOf({}))).toMatch(/^3 .*votes.csv or participants-votes.csv was expected in this folder/);
    expect(failure(join(base, "absent.csv"))).toMatch(/^3 .*there is no such file/);
  });
});
