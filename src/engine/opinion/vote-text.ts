import { sortedIds } from "./ids.ts";
import type { LastVotes } from "./last-votes.ts";
import type { StatementFacts } from "./vote-table.ts";

/** Characters of one chunk, about. */
const CHUNK = 65_536;
const TAILS = [",-1\n", ",0\n", ",1\n"] as const;

/** The canonical text of the votes, in chunks: its SHA-256 is the hash of the input. */
export function* voteText(votes: LastVotes, facts: StatementFacts): Generator<string, void> {
  yield "jalon-votes/1\n";
  const tails = votes.participants.flatMap((id) => TAILS.map((tail) => `,${id}${tail}`));
  let chunk = "";
  for (const [column, statement] of votes.statements.entries()) {
    const head = `v,${statement}`;
    const end = votes.columnStart[column + 1] ?? 0;
    for (let i = votes.columnStart[column] ?? 0; i < end; i += 1) {
      chunk += head + (tails[3 * (votes.row[i] ?? 0) + (votes.vote[i] ?? 0) + 1] ?? "");
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = "";
    }
  }
  yield chunk;
  for (const id of moderatedOut(facts)) yield `out,${id}\n`;
  for (const id of metaStatements(facts)) yield `meta,${id}\n`;
}

export const moderatedOut = (facts: StatementFacts): string[] =>
  sortedIds([...facts].filter(([, fact]) => fact.moderated === -1).map(([id]) => id));

export const metaStatements = (facts: StatementFacts): string[] =>
  sortedIds([...facts].filter(([, fact]) => fact.meta).map(([id]) => id));
