import { Chains } from "#ledger/chain.ts";
import { parseLeaf } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import {
  answersUnlikeTheLog,
  contributionsUnlikeTheLog,
  editionsUnlikeTheLog,
  rulesUnlikeTheLog,
} from "./content.queries.ts";
import { replay, replayCommitments } from "./replay.queries.ts";
import { endAsKept, endOfLeaves, openingFault } from "./replay.rules.ts";

/** Replays all leaves, as a verifier does, and compares where they leave each object with what is remembered. */
async function objectsUnlikeTheirLeaves(sql: Sql): Promise<readonly string[]> {
  const offenders: string[] = [];
  const chains = new Chains();
  const seen = new Set<string>();
  let index = 0;
  await replay(sql, (row) => {
    if (row.part !== "object") {
      const fault = refusalOf(() => chains.accept(parseLeaf(row.data), index));
      if (fault !== null) offenders.push(`${row.part} leaf ${row.place}: ${fault}`);
      index += 1;
      return;
    }
    seen.add(row.o);
    const end = chains.stateOf(row.o);
    if (end === null) offenders.push(`object ${row.o}: no leaf`);
    else if (endOfLeaves(end) !== endAsKept(row)) offenders.push(`object ${row.o}: its leaves end elsewhere`);
  });
  for (const [o] of chains.objects()) if (!seen.has(o)) offenders.push(`object ${o}: leaves of nothing`);
  return offenders;
}

async function commitmentsThatDoNotOpen(sql: Sql): Promise<readonly string[]> {
  const offenders: string[] = [];
  await replayCommitments(sql, (row) => {
    const where = `${row.part} leaf ${row.place}`;
    const refusal = refusalOf(() => {
      const fault = openingFault(parseLeaf(row.data), row);
      if (fault !== null) offenders.push(`${where}: ${fault}`);
    });
    if (refusal !== null) offenders.push(`${where}: ${refusal}`);
  });
  return offenders;
}

function refusalOf(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof LedgerError) return error.message;
    throw error;
  }
}

export const adoptionInvariants: readonly Invariant[] = [
  {
    id: "adoption.contributions-are-in-the-log",
    rule: 11,
    sentence: "Each contribution is in the log, in the state and with the words and the name it has here.",
    check: contributionsUnlikeTheLog,
  },
  {
    id: "adoption.answers-are-in-the-log",
    rule: 11,
    sentence:
      "Each published answer is in the log, with the digest of what it says and of the contributions it holds for.",
    check: answersUnlikeTheLog,
  },
  {
    id: "adoption.editions-are-in-the-log",
    rule: 1,
    sentence: "Each published edition is in the log with its hash, in the order of publication.",
    check: editionsUnlikeTheLog,
  },
  {
    id: "adoption.rules-are-in-the-log",
    rule: 11,
    sentence: "The public rules of each process are those last logged.",
    check: rulesUnlikeTheLog,
  },
  {
    id: "adoption.leaves-end-where-objects-stand",
    rule: 11,
    sentence: "All leaves follow each other, and each object stands where its leaves end.",
    check: objectsUnlikeTheirLeaves,
  },
  {
    id: "adoption.commitments-open",
    rule: 11,
    sentence: "What opens each commitment opens it, and is gone where it was erased or its author left.",
    check: commitmentsThatDoNotOpen,
  },
];
