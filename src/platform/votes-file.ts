import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { StatementFacts, VoteTable } from "#engine/opinion/vote-table.ts";
import { CsvRecords, unreadable } from "./csv-records.ts";
import { Failure } from "./failure.ts";
import { headerOf } from "./votes-columns.ts";
import { readComments } from "./votes-comments.ts";
import { readLog } from "./votes-log.ts";
import { readMatrix } from "./votes-matrix.ts";

export type VotesFile = {
  readonly votes: VoteTable;
  readonly facts: StatementFacts;
  /** Of statements, by id, where comments.csv gives them; none when nobody asks for them. */
  readonly texts: ReadonlyMap<string, string>;
};

const [LOG, MATRIX, COMMENTS] = ["votes.csv", "participants-votes.csv", "comments.csv"] as const;

/** Votes of a folder (its log, else its matrix, with comments.csv), or of one file whose header tells which it is. */
export function readVotes(place: string, { hasTexts = true }: { readonly hasTexts?: boolean } = {}): VotesFile {
  if (!isFolder(place)) return { ...NO_COMMENTS, votes: readFile(place, kindOf, NO_COMMENTS.facts) };
  const [log, matrix, comments] = [LOG, MATRIX, COMMENTS].map((name) => join(place, name)) as [string, string, string];
  const said = existsSync(comments) ? readComments(comments, { hasTexts }) : NO_COMMENTS;
  if (existsSync(log)) return { ...said, votes: readFile(log, () => "log", said.facts) };
  if (existsSync(matrix)) return { ...said, votes: readFile(matrix, () => "matrix", said.facts) };
  throw new Failure("inputUnreadable", { file: place, message: `${LOG} or ${MATRIX} was expected in this folder.` });
}

const NO_COMMENTS: Pick<VotesFile, "facts" | "texts"> = { facts: new Map(), texts: new Map() };

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch (error) {
    throw unreadable(error, place);
  }
}

type KindOf = (records: CsvRecords, header: readonly string[]) => VoteTable["kind"];

function readFile(file: string, kind: KindOf, facts: StatementFacts): VoteTable {
  const records = new CsvRecords(file);
  try {
    const header = headerOf(records);
    return kind(records, header) === "log" ? readLog(records, header) : readMatrix(records, header, facts);
  } finally {
    records.close();
  }
}

/** A column of votes makes a log; a participant without one, a matrix. */
function kindOf(records: CsvRecords, header: readonly string[]): VoteTable["kind"] {
  const isLog = ["vote", "voter-id", "comment-id", "statement"].some((name) => header.includes(name));
  if (isLog) return "log";
  if (header.includes("participant")) return "matrix";
  const log = "a log (comment-id, voter-id, vote)";
  throw records.failure(0, `the header line of ${log} or of a matrix (participant, then statements) was expected`);
}
