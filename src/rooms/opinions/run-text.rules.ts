import { voteLine } from "./files.rules.ts";
import type { StatementLine } from "./run.rules.ts";

export type RunText = {
  /** The text whose hash is published: written here from the file, apart from the engine that wrote it first. */
  readonly text: string;
  readonly voters: number;
  readonly votes: number;
  readonly counts: (statement: number) => readonly [agrees: number, disagrees: number, passes: number];
};

/** votes.csv read again, plainly: one line per vote, by statement then participant. */
export function runText(
  votesCsv: string,
  statements: readonly Pick<StatementLine, "number" | "isOut" | "isMeta">[],
): RunText {
  const lines = votesCsv
    .split("\r\n")
    .slice(1)
    .filter((line) => line !== "")
    .map(voteLine)
    .sort((a, b) => a.statement - b.statement || a.voter - b.voter);
  const counts = new Map<number, [number, number, number]>();
  for (const { statement, vote } of lines) {
    const found = counts.get(statement) ?? [0, 0, 0];
    if (vote === 1) found[0] += 1;
    else if (vote === -1) found[1] += 1;
    else found[2] += 1;
    counts.set(statement, found);
  }
  const numbers = (wanted: (line: (typeof statements)[number]) => boolean) =>
    statements
      .filter(wanted)
      .map(({ number }) => number)
      .sort((a, b) => a - b);
  const text = [
    "jalon-votes/1",
    ...lines.map(({ statement, voter, vote }) => `v,${statement},${voter},${vote}`),
    ...numbers(({ isOut }) => isOut).map((number) => `out,${number}`),
    ...numbers(({ isMeta }) => isMeta).map((number) => `meta,${number}`),
    "",
  ].join("\n");
  return {
    text,
    voters: new Set(lines.map(({ voter }) => voter)).size,
    votes: lines.length,
    counts: (statement) => counts.get(statement) ?? [0, 0, 0],
  };
}
