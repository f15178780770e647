import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

type Offender = { readonly offender: string };
const texts = (rows: readonly Offender[]): readonly string[] => rows.map(({ offender }) => offender);

export const votesInvariants: readonly Invariant[] = [
  {
    id: "votes.one-vote-per-person",
    rule: 6,
    sentence:
      "One person or device has one vote per statement of the question, and the keys that hold it are in place.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'question ' || poll.number || ' counts a voter twice' as offender
        from votes.vote
        join polls.poll on poll.id = vote.poll_id
        group by poll.number, vote.voter_id, vote.statement_id
        having count(*) > 1
        union all
        select 'question ' || poll.number || ' knows a voter twice'
        from votes.voter
        join polls.poll on poll.id = voter.poll_id
        group by poll.number, voter.tag
        having count(*) > 1
        union all
        select 'the primary key of votes.vote is missing'
        where not exists (select from pg_constraint where conrelid = 'votes.vote'::regclass and contype = 'p')
      `,
      ),
  },
  {
    id: "votes.a-device-counts-once",
    rule: 6,
    sentence:
      "A device whose votes an account took over has no vote of its own that counts, and leads to a voter of its question.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'question ' || poll.number || ': a device counts beside its account' as offender
        from votes.voter
        join votes.voter as account on account.id = voter.taken_over_by
        join polls.poll on poll.id = voter.poll_id
        where not account.is_verified
          or account.poll_id <> voter.poll_id
        order by poll.number
      `,
      ),
  },
  {
    id: "votes.tallies-are-counts",
    rule: 8,
    sentence: "The stored votes of each statement, which decide the order of statements, are those of the rows.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        with counted as (
          select vote.statement_id, count(*) filter (where value = 1) as agrees,
            count(*) filter (where value = -1) as disagrees, count(*) filter (where value = 0) as passes
          from votes.vote
          join votes.voter on voter.id = vote.voter_id
          where votes.counts(voter)
          group by vote.statement_id
        )
        select 'question ' || poll.number || ', statement ' || statement.number as offender
        from counted
        full join votes.tally on tally.statement_id = counted.statement_id
        join polls.statement on statement.id = coalesce(tally.statement_id, counted.statement_id)
        join polls.poll on poll.id = statement.poll_id
        where (coalesce(counted.agrees, 0), coalesce(counted.disagrees, 0), coalesce(counted.passes, 0))
          is distinct from (coalesce(tally.agrees, 0), coalesce(tally.disagrees, 0), coalesce(tally.passes, 0))
        order by poll.number, statement.number
      `,
      ),
  },
  {
    id: "votes.none-after-closing",
    rule: 8,
    sentence: "No vote of a question that was not imported is later than its closing.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'question ' || poll.number as offender
        from polls.poll
        where poll.imported_from is null
          and exists (
            select
            from votes.vote
            where vote.poll_id = poll.id
              and vote.voted_at >= coalesce(poll.closed_at, poll.closes_at)
          )
        order by poll.number
      `,
      ),
  },
  {
    id: "votes.set-aside-in-the-journal",
    rule: 11,
    sentence:
      "Each group of voters set aside has its entry in the journal, and each put back as well; voters set aside belong to a group in force.",
    check: async (sql: Sql) =>
      texts(
        await sql<Offender[]>`
        select 'question ' || poll.number || ', group ' || setting_aside.number as offender
        from votes.setting_aside
        join polls.poll on poll.id = setting_aside.poll_id
        where not exists (
            select from journal.entry where subject_id = setting_aside.id and kind = 'votes.voters-set-aside'
          )
          or (
            setting_aside.ended_at is not null
            and (
              not exists (
                select from journal.entry where subject_id = setting_aside.id and kind = 'votes.voters-put-back'
              )
              or exists (select from votes.voter where set_aside_id = setting_aside.id)
            )
          )
        order by poll.number, setting_aside.number
      `,
      ),
  },
];
