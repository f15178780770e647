import type { Run } from "./run.rules.ts";

/** The files of a run, in the order they are offered. */
export const FILES = [
  "votes.csv",
  "comments.csv",
  "participants-votes.csv",
  "summary.csv",
  "result.json",
  "dictionary.csv",
] as const;
export type FileName = (typeof FILES)[number];

export function isFileName(text: string | undefined): text is FileName {
  return (FILES as readonly (string | undefined)[]).includes(text);
}

/** Columns of the files, in order; the last line of a table of votes is one column per statement. */
export const COLUMNS = {
  "votes.csv": ["timestamp", "datetime", "comment-id", "voter-id", "vote"],
  "comments.csv": [
    "comment-id",
    "agrees",
    "disagrees",
    "passes",
    "moderated",
    "is-meta",
    "is-seed",
    "language",
    "comment-body",
  ],
  "participants-votes.csv": ["participant", "group-id", "n-votes", "n-agree", "n-disagree"],
} as const;

export type Row = readonly (string | number | boolean | null)[];

export type StatementWords = {
  readonly text: string | null;
  readonly language: string;
  readonly isByTeam: boolean;
};

/** comments.csv: moderation as it was when the run was made, words as they may be read now. */
export function commentRows(run: Run, texts: ReadonlyMap<number, StatementWords>): readonly Row[] {
  return run.summary.statements.map(({ number, agrees, disagrees, passes, isOut, isMeta }) => {
    const words = texts.get(number);
    return [
      number,
      agrees,
      disagrees,
      passes,
      isOut ? -1 : 1,
      isMeta,
      words?.isByTeam ?? false,
      words?.language ?? "",
      words?.text ?? "",
    ];
  });
}

export type Told = { readonly title: string; readonly url: string };

/** summary.csv: keys and values, without a header line. */
export function summaryRows(run: Run, { title, url }: Told): readonly Row[] {
  const voters = run.verifiedVoters + run.guestVoters;
  return [
    ["topic", title],
    ["url", url],
    ["voters", voters],
    ["voters-in-conv", voters],
    ["voters-verified", run.verifiedVoters],
    ["voters-guests", run.guestVoters],
    ["voters-set-aside", run.setAsideVoters],
    ["voters-in-groups", run.placed],
    ["comments", run.statements],
    ["votes", run.votes],
    ["groups", run.k],
    ["run", run.number],
    ["kind", run.kind],
    ["computed-at", run.computedAt.toISOString()],
    ["mode", run.mode],
    ["seed", run.seed],
    ["engine", `jalon ${run.engineVersion}`],
    ["structure", run.structure],
    ["hash", run.inputHash],
    ...(run.isWhole ? run.summary.groups.map(({ name, size }, id): Row => [`group-${id}`, `${name} (${size})`]) : []),
  ];
}

/** What a line of votes.csv holds. */
export type VoteLine = { readonly statement: number; readonly voter: number; readonly vote: number };

export function voteLine(line: string): VoteLine {
  const [, , statement, voter, vote] = line.split(",");
  return { statement: Number(statement), voter: Number(voter), vote: Number(vote) };
}

/** One line of participants-votes.csv, from the lines of one participant. */
export function participantRow(
  lines: readonly VoteLine[],
  statements: readonly number[],
  group: number | string | null,
): Row {
  const votes = new Map(lines.map(({ statement, vote }) => [statement, vote]));
  const count = (wanted: number) => lines.filter(({ vote }) => vote === wanted).length;
  return [
    lines[0]?.voter ?? 0,
    group,
    lines.length,
    count(1),
    count(-1),
    ...statements.map((statement) => votes.get(statement) ?? null),
  ];
}
