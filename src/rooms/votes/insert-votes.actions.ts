import type { PollId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { pollById } from "#rooms/polls";
import { insertVoteRows, insertVoters } from "./insert-votes.store.ts";
import { tagOfImported } from "./voter-tag.actions.ts";

/** Who voted, in a file or in the demonstration. `key` is theirs in that source: the same key again is the same voter. */
export type ImportedVoter = {
  readonly key: string;
  readonly territoryCode?: string | null;
  readonly categoryCode?: string | null;
  /** Code of a stage of the question. */
  readonly stageCode?: string | null;
};

/** Votes in columns of the same length; the last one of a voter on a statement stays. */
export type ImportedVotes = {
  /** Place in the list of voters. */
  readonly voter: ArrayLike<number>;
  /** Public number of the statement in the question; votes on statements that do not exist are left out. */
  readonly statement: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  /** Milliseconds since 1970; null: all of them now. */
  readonly at: ArrayLike<number> | null;
};

const AT_ONCE = 20_000;

/**
 * Writes votes made elsewhere, in the transaction of the caller, who checked who may: guests all of them, never verified. Safe to run
 * again with the same source. Gives how many voters and votes are new or changed.
 */
export async function insertVotes(
  tx: Tx,
  pollId: PollId,
  { voters, votes }: { readonly voters: readonly ImportedVoter[]; readonly votes: ImportedVotes },
): Promise<{ readonly voters: number; readonly votes: number }> {
  const poll = await pollById(tx, pollId);
  if (!poll) throw new RangeError("no such question");
  const tags = voters.map(({ key }) => tagOfImported(poll.number, key));
  let newVoters = 0;
  for (let from = 0; from < voters.length; from += AT_ONCE) {
    const rows = voters.slice(from, from + AT_ONCE).map((voter, index) => ({
      tag: tags[from + index] ?? "",
      territoryCode: voter.territoryCode ?? null,
      categoryCode: voter.categoryCode ?? null,
      stageCode: voter.stageCode ?? null,
    }));
    newVoters += await insertVoters(tx, pollId, rows);
  }
  let newVotes = 0;
  for (let from = 0; from < votes.voter.length; from += AT_ONCE) {
    const rows = new Map<string, Parameters<typeof insertVoteRows>[2][number]>();
    for (let index = from; index < Math.min(from + AT_ONCE, votes.voter.length); index += 1) {
      const tag = tags[votes.voter[index] ?? -1] ?? "";
      const statement = votes.statement[index] ?? -1;
      rows.set(`${tag}:${statement}`, {
        tag,
        statement,
        value: votes.value[index] ?? 0,
        at: votes.at?.[index] ?? null,
      });
    }
    newVotes += await insertVoteRows(tx, pollId, [...rows.values()]);
  }
  return { voters: newVoters, votes: newVotes };
}
