import { createHash } from "node:crypto";
import type { PollId } from "#kernel/ids.ts";
import { sealBatch } from "#ledger/ballot-batch.ts";
import { toBase64Url } from "#ledger/bytes.ts";
import { commit } from "#ledger/commitment.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { readConfig } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import { readKey } from "#platform/keys.ts";
import { contentOf } from "./ballot.rules.ts";
import type { OpenedBallot } from "./lots.queries.ts";
import { closingFacts, listCounts, listLotIds } from "./result.queries.ts";
import { resultFile } from "./result.rules.ts";

/** Each vote of a question in the log has its ballot: the last one says the same, or it is a blank of somebody out of the counts. */
async function votesWithoutBallot(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ offender: string }[]>`
    with last as (
      select distinct on (voter_id, statement_id) voter_id, statement_id, answer
      from ballots.ballot
      order by voter_id, statement_id, r desc
    )
    select 'question ' || poll.number || ', statement ' || statement.number || ': ' || count(*) as offender
    from votes.vote
    join votes.voter on voter.id = vote.voter_id
    join polls.poll on poll.id = vote.poll_id
    join polls.statement on statement.id = vote.statement_id
    join journal.object on object.o = poll.id
    left join ballots.closing on closing.poll_id = poll.id
    left join last on last.voter_id = vote.voter_id and last.statement_id = vote.statement_id
    where (poll.imported_from is null or closing.poll_id is not null)
      and case
        when last.voter_id is null then true
        when last.answer is null then votes.counts(voter) or closing.poll_id is null
        else last.answer <> case vote.value when 1 then 'agree' when -1 then 'disagree' else 'pass' end
          or (closing.poll_id is not null and not votes.counts(voter))
      end
    group by poll.number, statement.number
    order by poll.number, statement.number
  `;
  return rows.map(({ offender }) => offender);
}

type Kept = OpenedBallot & { readonly id: number; readonly commitment: Uint8Array };

/** Each commitment is made again from what opens it. */
async function closedCommitments(sql: Sql): Promise<readonly string[]> {
  const offenders: string[] = [];
  const rows = sql<Kept[]>`
    select id, commitment, nonce, poll_id as poll, statement_id as statement, answer, replaces
    from ballots.ballot
    order by poll_id, id
  `;
  await rows.cursor(5_000, (batch) => {
    for (const { id, commitment, nonce, ...facts } of batch) {
      if (!commit(nonce, contentOf(facts)).equals(commitment)) offenders.push(`ballot ${id}: nothing opens it`);
    }
  });
  return offenders;
}

/** What a ballot replaces came before it, on the same statement, and is replaced once. */
async function wrongReplacements(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ offender: string }[]>`
    select 'ballot ' || ballot.id as offender
    from ballots.ballot
    left join ballots.ballot as former
      on former.commitment = ballot.replaces
      and former.poll_id = ballot.poll_id
      and former.statement_id = ballot.statement_id
      and former.id < ballot.id
    where ballot.replaces is not null
      and former.id is null
    union all
    select 'ballots replace one twice: ' || count(*)
    from ballots.ballot
    where replaces is not null
    group by replaces
    having count(*) > 1
  `;
  return rows.map(({ offender }) => offender);
}

type Lot = {
  readonly poll: number;
  readonly pollId: PollId;
  readonly number: number;
  readonly root: Buffer;
  readonly held: Buffer;
  readonly commitments: readonly Buffer[];
  readonly leaf: string | null;
  readonly isWhole: boolean;
};

async function* storedLots(sql: Sql): AsyncGenerator<Lot> {
  const ids = await sql<{ id: string }[]>`select id from ballots.lot order by poll_id, number`;
  for (const { id } of ids) {
    const [lot] = await sql<Lot[]>`
      select poll.number as poll, poll.id as "pollId", lot.number, lot.root, lot.commitments as held,
        array(select commitment from ballots.ballot where poll_id = lot.poll_id and ballot.id between first_id and last_id)
          as commitments,
        (
          select convert_from(data, 'UTF8')
          from (select data, o from journal.leaf union all select data, (convert_from(data, 'UTF8')::jsonb ->> 'o')::uuid from journal.queue) as said
          where said.o = lot.id
        ) as leaf,
        lot.first_id = (
          select min(ballot.id)
          from ballots.ballot
          where poll_id = lot.poll_id
            and ballot.id > (select coalesce(max(former.last_id), 0) from ballots.lot as former where former.poll_id = lot.poll_id and former.number < lot.number)
        ) as "isWhole"
      from ballots.lot
      join polls.poll on poll.id = lot.poll_id
      where lot.id = ${id}
    `;
    if (lot) yield lot;
  }
}

/** Each lot holds the ballots between the lot before and the next one, sorted, and its leaf says their number and root. */
async function wrongLots(sql: Sql): Promise<readonly string[]> {
  const offenders: string[] = [];
  for await (const { poll, pollId, number, root, held, commitments, leaf, isWhole } of storedLots(sql)) {
    const where = `question ${poll}, lot ${number}`;
    if (!isWhole) offenders.push(`${where}: ballots between lots`);
    try {
      const again = sealBatch(commitments);
      if (!Buffer.concat(again.sorted).equals(held)) offenders.push(`${where}: other ballots`);
      if (!again.root.equals(root)) offenders.push(`${where}: another root`);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      offenders.push(`${where}: ${error.message}`);
    }
    const said = leaf === null ? null : (JSON.parse(leaf) as Record<string, unknown>);
    if (said?.root !== toBase64Url(root) || said.p !== pollId || said.n !== commitments.length)
      offenders.push(`${where}: its leaf ${said ? "says something else" : "is missing"}`);
  }
  return offenders;
}

type Closing = {
  readonly id: PollId;
  readonly number: number;
  readonly result: string;
  readonly areOpened: boolean;
  readonly logged: Buffer | null;
  readonly isTally: boolean;
};

/** The result of each closed question is made again from its ballots, is what was logged, and is what the votes say. */
async function wrongResults(sql: Sql): Promise<readonly string[]> {
  const closings = await sql<Closing[]>`
    select poll.id, poll.number, closing.result, closing.are_opened as "areOpened", object.hash as logged,
      not closing.are_opened or not exists (
        select
        from jsonb_to_recordset(closing.result::jsonb -> 'questions') as told (question uuid, agree integer, disagree integer, pass integer)
        full join (select * from votes.tally where tally.poll_id = poll.id) as tally on tally.statement_id = told.question
        where (coalesce(told.agree, 0), coalesce(told.disagree, 0), coalesce(told.pass, 0))
          is distinct from (coalesce(tally.agrees, 0), coalesce(tally.disagrees, 0), coalesce(tally.passes, 0))
      ) as "isTally"
    from ballots.closing
    join polls.poll on poll.id = closing.poll_id
    left join journal.object on object.o = poll.id and object.state = 'tallied'
    where closing.closed_at is not null
    order by poll.number
  `;
  const offenders: string[] = [];
  for (const { id, number, result, areOpened, logged, isTally } of closings) {
    const { ballots } = await closingFacts(sql, id);
    const counted = {
      poll: id,
      ballots,
      lots: await listLotIds(sql, id),
      areOpened,
      questions: areOpened ? await listCounts(sql, id) : [],
    };
    if (resultFile(counted) !== result) offenders.push(`question ${number}: a recount gives another result`);
    if (!isTally) offenders.push(`question ${number}: the votes give another result`);
    if (!logged || !createHash("sha256").update(result).digest().equals(logged))
      offenders.push(`question ${number}: another result was logged`);
  }
  return offenders;
}

/** Without its key, nobody is known again as the voter they were: people would vote twice, so nobody can. */
async function missingKeys(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ id: PollId; number: number }[]>`
    select poll.id, poll.number
    from ballots.poll_key
    join polls.poll on poll.id = poll_key.poll_id
    where poll_key.kind = 'own'
      and poll_key.destroyed_at is null
      and now() < coalesce(poll.closed_at, poll.closes_at)
    order by poll.number
  `;
  const config = readConfig();
  return rows.filter(({ id }) => !readKey(config, `polls/${id}`)).map(({ number }) => `question ${number}: no key`);
}

export const ballotsInvariants: readonly Invariant[] = [
  {
    id: "ballots.each-vote-is-committed",
    rule: 11,
    sentence:
      "Each vote of a question in the log has a ballot that says the same; a vote out of the counts has a blank at closing.",
    check: votesWithoutBallot,
  },
  {
    id: "ballots.commitments-open",
    rule: 11,
    sentence: "Each commitment of a ballot is made again from what opens it.",
    check: closedCommitments,
  },
  {
    id: "ballots.replace-one-before",
    rule: 11,
    sentence: "A ballot that replaces another came after it, on the same statement, and replaces it alone.",
    check: wrongReplacements,
  },
  {
    id: "ballots.lots-are-in-the-log",
    rule: 11,
    sentence:
      "Lots hold all ballots up to the last one sealed, each once and sorted, and the log says their number and root.",
    check: wrongLots,
  },
  {
    id: "ballots.results-are-recounts",
    rule: 8,
    sentence:
      "The logged result of each closed question is what a recount of its ballots gives, and what the stored votes give.",
    check: wrongResults,
  },
  {
    id: "ballots.open-questions-have-their-key",
    rule: 6,
    sentence: "The key by which voters of an open question are known again is in the folder of keys.",
    check: missingKeys,
  },
];
