import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { RunId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";
import type { Summary } from "./run.rules.ts";
import { runText } from "./run-text.rules.ts";

type Stored = {
  readonly id: RunId;
  readonly poll: number;
  readonly number: number;
  readonly inputHash: string;
  readonly resultHash: string;
  readonly votes: number;
  readonly voters: number;
  readonly summary: Summary;
  readonly votesFile: Uint8Array;
  readonly resultFile: Uint8Array;
  readonly journalHash: string | null;
  readonly kind: string;
};

/** Each run by itself: its files are some megabytes. */
async function* storedRuns(sql: Sql): AsyncGenerator<Stored> {
  const ids = await sql<{ id: RunId }[]>`select id from opinions.run order by poll_id, number`;
  for (const { id } of ids) {
    const [run] = await sql<Stored[]>`
      select run.id, poll.number as poll, run.number, run.kind, run.input_hash as "inputHash",
        run.result_hash as "resultHash", run.votes, run.verified_voters + run.guest_voters as voters, run.summary,
        run.votes_file as "votesFile", run.result_file as "resultFile",
        (
          select entry.payload ->> 'hash'
          from journal.entry
          where entry.kind = 'opinions.snapshot-published'
            and entry.subject_id = run.id
          order by entry.id
          limit 1
        ) as "journalHash"
      from opinions.run
      join polls.poll on poll.id = run.poll_id
      where run.id = ${id}
    `;
    if (run) yield run;
  }
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const unpacked = (bytes: Uint8Array): string => gunzipSync(bytes).toString("utf8");

/** Hashes and counts of each run, made again from the file of its votes. */
async function changedRuns(sql: Sql): Promise<readonly string[]> {
  const offenders: string[] = [];
  for await (const run of storedRuns(sql)) {
    const where = `question ${run.poll}, run ${run.number}`;
    const { text, voters, votes, counts } = runText(unpacked(run.votesFile), run.summary.statements);
    if (sha256(text) !== run.inputHash) offenders.push(`${where}: the votes are not those of the hash`);
    if (sha256(unpacked(run.resultFile)) !== run.resultHash)
      offenders.push(`${where}: the result is not that of the hash`);
    if (voters !== run.voters || votes !== run.votes)
      offenders.push(`${where}: ${voters} voters, ${votes} votes in the file`);
    const wrong = run.summary.statements.find(
      ({ number, agrees, disagrees, passes }) => counts(number).join() !== [agrees, disagrees, passes].join(),
    );
    if (wrong) offenders.push(`${where}: counts of statement ${wrong.number}`);
    if (run.kind !== "live" && run.journalHash !== run.inputHash)
      offenders.push(`${where}: another hash in the journal`);
  }
  return offenders;
}

export const opinionsInvariants: readonly Invariant[] = [
  {
    id: "opinions.runs-unchanged",
    rule: 8,
    sentence:
      "The hash and the counts of each published result are those of the votes kept with it, and the journal says so.",
    check: changedRuns,
  },
  {
    id: "opinions.small-cells",
    rule: 10,
    sentence: "No crossed count of one to ten people is shown, and none while the question is open.",
    check: async (sql) => {
      const rows = await sql<{ poll: number; number: number; statement: number }[]>`
        select distinct poll.number as poll, run.number, shown.statement
        from opinions.shown_count as shown
        join opinions.run on run.id = shown.run_id
        join polls.poll on poll.id = run.poll_id
        where least(shown.agrees, shown.disagrees, shown.passes, shown.votes) < 11
          or (run.kind <> 'final' and coalesce(shown.agrees, shown.disagrees, shown.passes, shown.votes) is not null)
        order by poll.number, run.number, shown.statement
      `;
      return rows.map(({ poll, number, statement }) => `question ${poll}, run ${number}: statement ${statement}`);
    },
  },
  {
    id: "opinions.crossed-sums",
    rule: 8,
    sentence: "The lines of a crossed count add up to what everybody answered.",
    check: async (sql) => {
      const rows = await sql<{ poll: number; number: number; statement: number; dimension: string }[]>`
        select poll.number as poll, run.number, crossed.statement, crossed.dimension
        from opinions.crossed
        join opinions.run on run.id = crossed.run_id
        join polls.poll on poll.id = run.poll_id
        join lateral (
          select line ->> 'agrees' as agrees, line ->> 'disagrees' as disagrees, line ->> 'passes' as passes
          from jsonb_array_elements(run.summary -> 'statements') as line
          where (line ->> 'number')::integer = crossed.statement
        ) as told on true
        group by poll.number, run.number, crossed.statement, crossed.dimension, told.agrees, told.disagrees, told.passes
        having (sum(crossed.agrees), sum(crossed.disagrees), sum(crossed.passes))
          is distinct from (told.agrees::bigint, told.disagrees::bigint, told.passes::bigint)
        order by poll.number, run.number, crossed.statement, crossed.dimension
      `;
      return rows.map(
        (row) => `question ${row.poll}, run ${row.number}: statement ${row.statement} by ${row.dimension}`,
      );
    },
  },
  {
    id: "opinions.letters",
    rule: 8,
    sentence: "Each letter of a group of a result is kept as given, so that it is never given again.",
    check: async (sql) => {
      const rows = await sql<{ poll: number; number: number; name: string }[]>`
        select poll.number as poll, run.number, spoken ->> 'name' as name
        from opinions.run
        join polls.poll on poll.id = run.poll_id
        cross join jsonb_array_elements(run.summary -> 'groups') as spoken
        left join opinions.group_name
          on group_name.poll_id = run.poll_id
          and group_name.name = spoken ->> 'name'
          and run.number between group_name.first_run and group_name.last_run
        where group_name.name is null
        order by poll.number, run.number, name
      `;
      return rows.map(({ poll, number, name }) => `question ${poll}, run ${number}: group ${name}`);
    },
  },
  {
    id: "opinions.positions",
    rule: 10,
    sentence: "Places on the map are those of voters who count, in the last result of their question.",
    check: async (sql) => {
      const rows = await sql<{ poll: number; places: number }[]>`
        select poll.number as poll, count(*) as places
        from opinions.position
        join opinions.run on run.id = position.run_id
        join polls.poll on poll.id = position.poll_id
        join votes.voter on voter.id = position.voter_id
        where run.poll_id <> position.poll_id
          or voter.poll_id <> position.poll_id
          or run.number < (select max(last.number) from opinions.run as last where last.poll_id = position.poll_id)
        group by poll.number
        order by poll.number
      `;
      return rows.map(({ poll, places }) => `question ${poll}: ${places} places`);
    },
  },
];
