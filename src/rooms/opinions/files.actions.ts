import { Readable } from "node:stream";
import { promisify } from "node:util";
import { createGunzip, gunzip } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import { guardCell } from "#kernel/cell-guard.ts";
import type { Db } from "#platform/db.ts";
import { isMessageKey, translator } from "#ui/messages.ts";
import {
  COLUMNS,
  commentRows,
  participantRow,
  type Row,
  summaryRows,
  type Told,
  type VoteLine,
  voteLine,
} from "./files.rules.ts";
import type { RunFiles } from "./run.queries.ts";
import type { Run } from "./run.rules.ts";
import { statementTexts } from "./texts.queries.ts";

/** RFC 4180. A lone line end inside a cell is quoted too. */
const CSV = { record_delimiter: "\r\n", quoted_match: /[\r\n]/ };
const unpack = promisify(gunzip);

const csv = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => (typeof cell === "string" ? guardCell(cell) : String(cell ?? "")))),
    CSV,
  );

export async function commentsFile(db: Db, run: Run): Promise<string> {
  return csv([COLUMNS["comments.csv"], ...commentRows(run, await statementTexts(db, run.pollId))]);
}

export function summaryFile(run: Run, told: Told): string {
  return csv(summaryRows(run, told));
}

/** Every column of every file in words, in both languages. */
export function dictionaryFile(): string {
  const words = (lang: "fr" | "en", key: string) => (isMessageKey(key) ? translator(lang)(key) : "");
  const camel = (name: string) => name.replace(/[-.]([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const rows = Object.entries(COLUMNS).flatMap(([file, columns]) =>
    columns.map((column) => {
      const key = `opinions.column.${camel(file.replace(".csv", ""))}.${camel(column)}`;
      return [file, column, words("fr", key), words("en", key)];
    }),
  );
  const statement = "opinions.column.participantsVotes.statement";
  return csv([
    ["file", "column", "fr", "en"],
    ...rows,
    ["participants-votes.csv", "1, 2, 3…", words("fr", statement), words("en", statement)],
  ]);
}

/** The votes as a table, one line per participant, made from votes.csv as it is read. */
export async function* participantsFile(run: Run, files: RunFiles): AsyncGenerator<string> {
  const statements = run.summary.statements.map(({ number }) => number);
  const groups = run.isWhole ? await groupsOf(files) : {};
  const rowOf = (lines: readonly VoteLine[]) =>
    participantRow(lines, statements, groups[String(lines[0]?.voter)] ?? null);
  yield csv([[...COLUMNS["participants-votes.csv"], ...statements.map(String)]]);
  let rows: Row[] = [];
  let own: VoteLine[] = [];
  for await (const line of linesOf(files.votes)) {
    const vote = voteLine(line);
    if (own.length > 0 && own[0]?.voter !== vote.voter) {
      rows.push(rowOf(own));
      own = [];
    }
    own.push(vote);
    if (rows.length < 200) continue;
    yield csv(rows);
    rows = [];
  }
  if (own.length > 0) rows.push(rowOf(own));
  if (rows.length > 0) yield csv(rows);
}

async function groupsOf({ result }: RunFiles): Promise<Readonly<Record<string, number | string | null>>> {
  const { participants } = JSON.parse(String(await unpack(result))) as {
    participants: Record<string, number | string | null>;
  };
  return participants;
}

/** Lines of the packed file after its header. */
async function* linesOf(packed: Uint8Array): AsyncGenerator<string> {
  let rest = "";
  let isHeader = true;
  for await (const piece of Readable.from([packed]).pipe(createGunzip())) {
    const lines = (rest + String(piece)).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!isHeader) yield line;
      isHeader = false;
    }
  }
}
