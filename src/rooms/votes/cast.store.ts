import type { Sql } from "#platform/db.ts";
import { ballotStatement, drawBallots } from "#rooms/ballots";
import { type Ballot, choiceOfValue, type Verdict } from "./ballot.rules.ts";

/**
 * Stores votes of one question with their commitments as one statement, and says what became of each, in their order. The lock
 * comes first, in a statement of its own, so that those after it see all that was stored before: which ballots are replaced. What
 * decides (is the question open, may this person vote now, is the statement shown) is asked by the statement that stores, by the
 * database's clock. No two ballots may have the same tag and statement.
 */
export async function storeVotes(
  sql: Sql,
  ballots: readonly Ballot[],
  guestsAnHour: number,
): Promise<readonly Verdict[]> {
  const poll = ballots[0]?.poll ?? 0;
  const column = <Value>(value: (ballot: Ballot) => Value): Value[] => ballots.map(value);
  const asked = ballots.map(({ tag, statement, value }) => ({ tag, statement, answer: choiceOfValue(value) }));
  const rows = await sql.begin(async (tx) => {
    const lock = tx`select votes.lock_poll(id) from polls.poll where number = ${poll}`;
    const [, drawn] = await Promise.all([lock, drawBallots(tx, poll, asked)]);
    return await tx<{ verdict: Verdict }[]>`
      with asked as materialized (
        select asked.n, decode(asked.tag, 'hex') as tag, decode(asked.device_tag, 'hex') as device_tag, asked.person_id,
          asked.address_key, asked.stage_code, asked.statement_number, asked.value
        from unnest(
          ${column(({ tag }) => tag)}::text[], ${column(({ deviceTag }) => deviceTag)}::text[],
          ${column(({ personId }) => personId)}::uuid[], ${column(({ addressKey }) => addressKey)}::text[],
          ${column(({ stage }) => stage)}::text[], ${column(({ statement }) => statement)}::integer[],
          ${column(({ value }) => value)}::smallint[]
        ) with ordinality as asked (tag, device_tag, person_id, address_key, stage_code, statement_number, value, n)
      ),
      poll as materialized (
        select poll.id, poll.process_id, poll.who_votes, polls.is_open(poll, statement_timestamp()) as is_open
        from polls.poll
        where poll.number = ${poll}
      ),
      allowed as materialized (
        select who.person_id
        from (select distinct person_id from asked) as who
        cross join poll
        where exists (
          select
          from processes.phase
          join processes.phase_circle on phase_circle.phase_id = phase.id
          join processes.circle on circle.id = phase_circle.circle_id
          where phase.process_id = poll.process_id
            and processes.phase_is_open(phase, statement_timestamp())
            and phase_circle.may_vote
            and processes.holds(circle, who.person_id)
        )
      ),
      judged as materialized (
        select asked.n, asked.tag, asked.device_tag, asked.person_id, asked.address_key, asked.stage_code, asked.value,
          poll.id as poll_id, statement.id as statement_id, voter.id as voter_id, device.id as device_id,
          case
            when poll.id is null then 'unknownPoll'
            when not poll.is_open then 'closed'
            when poll.who_votes = 'accounts' and asked.person_id is null then 'accountsOnly'
            when not exists (select from allowed where allowed.person_id is not distinct from asked.person_id) then 'noPhase'
            when statement.id is null then 'unknownStatement'
            when voter.taken_over_by is not null then 'takenOver'
            when asked.person_id is null and exists (select from asked as other where other.device_tag = asked.tag)
              then 'takenOver'
            when device.id is not null and device.taken_over_by is null then 'takeOverFirst'
            when voter.id is null and asked.person_id is null and arrival.guests >= ${guestsAnHour} then 'tooManyGuests'
            else 'stored'
          end as verdict
        from asked
        left join poll on true
        left join polls.statement
          on statement.poll_id = poll.id and statement.number = asked.statement_number and statement.state = 'shown'
        left join votes.voter on voter.poll_id = poll.id and voter.tag = asked.tag
        left join votes.voter as device on device.poll_id = poll.id and device.tag = asked.device_tag
        left join votes.arrival
          on arrival.address_key = asked.address_key and arrival.hour = date_trunc('hour', statement_timestamp())
      ),
      arrived as (
        insert into votes.voter (poll_id, tag, is_verified, stage_id)
        select distinct on (judged.tag) judged.poll_id, judged.tag, judged.person_id is not null, stage.id
        from judged
        left join polls.stage on stage.poll_id = judged.poll_id and stage.code = judged.stage_code
        where verdict = 'stored'
          and judged.voter_id is null
        order by judged.tag, judged.n
        returning id, tag, is_verified
      ),
      devices as (
        insert into votes.voter (poll_id, tag, is_verified, taken_over_by)
        select distinct on (judged.device_tag) judged.poll_id, judged.device_tag, false, coalesce(judged.voter_id, arrived.id)
        from judged
        left join arrived on arrived.tag = judged.tag
        where verdict = 'stored'
          and judged.device_tag is not null
          and judged.device_id is null
        order by judged.device_tag, judged.n
      ),
      counted as (
        insert into votes.arrival as arrival (address_key, hour, guests)
        select judged.address_key, date_trunc('hour', statement_timestamp()), count(distinct judged.tag)
        from judged
        join arrived on arrived.tag = judged.tag
        where not arrived.is_verified
        group by judged.address_key
        order by judged.address_key
        on conflict (address_key, hour) do update
        set guests = arrival.guests + excluded.guests
      ),
      meant as materialized (
        select judged.n, judged.poll_id, coalesce(judged.voter_id, arrived.id) as voter_id, judged.statement_id, judged.value
        from judged
        left join arrived on arrived.tag = judged.tag
        where verdict = 'stored'
      ),
      stored as (
        insert into votes.vote as vote (poll_id, voter_id, statement_id, value, voted_at)
        select poll_id, voter_id, statement_id, value, statement_timestamp()
        from meant
        on conflict (voter_id, statement_id) do update
        set value = excluded.value, voted_at = excluded.voted_at, changes = vote.changes + 1
        where vote.value <> excluded.value
        returning voter_id, statement_id, changes, voted_at
      ),
      committed as (${ballotStatement(
        tx,
        drawn,
        tx`
        select meant.n, meant.poll_id, stored.voter_id, stored.statement_id, stored.changes as r, stored.voted_at as stored_at
        from stored
        join meant on meant.voter_id = stored.voter_id and meant.statement_id = stored.statement_id
      `,
      )})
      select verdict
      from judged
      order by n
    `;
  });
  return rows.map(({ verdict }) => verdict);
}
