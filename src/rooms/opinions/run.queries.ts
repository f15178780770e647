import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Run, RunFacts } from "./run.rules.ts";

const facts = (db: Db) => db`
  run.number, run.kind, run.computed_at as "computedAt", run.input_hash as "inputHash", run.result_hash as "resultHash",
  run.statements, run.votes, run.verified_voters as "verifiedVoters", run.guest_voters as "guestVoters",
  run.set_aside_voters as "setAsideVoters", run.changed_voters as "changedVoters", run.placed, run.mode, run.seed,
  run.engine_version as "engineVersion", run.structure, run.k, run.is_whole as "isWhole"
`;

/** The last public run; null before eleven people have voted. */
export async function lastRun(db: Db, pollId: PollId): Promise<Run | null> {
  const [row] = await db<Run[]>`
    select run.id, run.poll_id as "pollId", run.summary, ${facts(db)}
    from opinions.run
    where run.poll_id = ${pollId}
    order by run.number desc
    limit 1
  `;
  return row ?? null;
}

export async function runByNumber(db: Db, pollId: PollId, number: number): Promise<Run | null> {
  const [row] = await db<Run[]>`
    select run.id, run.poll_id as "pollId", run.summary, ${facts(db)}
    from opinions.run
    where run.poll_id = ${pollId}
      and run.number = ${number}
  `;
  return row ?? null;
}

export const RUN_PAGE = 50;

/** The kept runs and the live one, the last first. */
export async function listRuns(db: Db, pollId: PollId, page: number): Promise<readonly RunFacts[]> {
  return await db<RunFacts[]>`
    select ${facts(db)}
    from opinions.run
    where run.poll_id = ${pollId}
    order by run.number desc
    limit ${RUN_PAGE}
    offset ${(page - 1) * RUN_PAGE}
  `;
}

export async function countRuns(db: Db, pollId: PollId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from opinions.run
    where run.poll_id = ${pollId}
  `;
  return row?.count ?? 0;
}

/** Numbers of the runs just before and just after. */
export async function neighbours(
  db: Db,
  pollId: PollId,
  number: number,
): Promise<{ readonly before: number | null; readonly after: number | null }> {
  const [row] = await db<{ before: number | null; after: number | null }[]>`
    select max(number) filter (where number < ${number}) as before, min(number) filter (where number > ${number}) as after
    from opinions.run
    where poll_id = ${pollId}
  `;
  return row ?? { before: null, after: null };
}

export type RunFiles = { readonly votes: Uint8Array<ArrayBuffer>; readonly result: Uint8Array<ArrayBuffer> };

/** The files of a run, as they are kept: gzip. */
export async function runFiles(db: Db, pollId: PollId, number: number): Promise<RunFiles | null> {
  const [row] = await db<RunFiles[]>`
    select votes_file as votes, result_file as result
    from opinions.run
    where poll_id = ${pollId}
      and number = ${number}
  `;
  return row ?? null;
}

export type DuePoll = { readonly id: PollId; readonly isClosed: boolean };

/**
 * Questions whose result is to be made: closed without their final one; or open, where at least as many people as a step
 * have voted, changed a vote or been set aside since the last one, which is `seconds` old or more.
 */
export async function listDuePolls(
  db: Db,
  { step, seconds }: { readonly step: number; readonly seconds: number },
): Promise<readonly DuePoll[]> {
  return await db<DuePoll[]>`
    select poll.id, now() >= coalesce(poll.closed_at, poll.closes_at) as "isClosed"
    from polls.poll
    left join lateral (
      select computed_at
      from opinions.run
      where poll_id = poll.id
      order by number desc
      limit 1
    ) as last on true
    where poll.published_at is not null
      and now() >= poll.opens_at
      and not exists (select from opinions.run where poll_id = poll.id and kind = 'final')
      and (last.computed_at is null or last.computed_at <= now() - make_interval(secs => ${seconds}))
      and (
        select count(*)
        from (
          select vote.voter_id
          from votes.vote
          where vote.poll_id = poll.id
            and vote.voted_at > coalesce(last.computed_at, '-infinity') - interval '1 minute'
          union
          select voter.id
          from votes.voter
          where voter.poll_id = poll.id
            and voter.set_aside_at > last.computed_at
          limit ${step}
        ) as moved
      ) >= case when now() >= coalesce(poll.closed_at, poll.closes_at) and last.computed_at is not null then 0 else ${step} end
    order by poll.closes_at, poll.number
  `;
}

/** Questions with a live run of a day that is over. */
export async function listDaysToKeep(db: Db): Promise<readonly PollId[]> {
  const rows = await db<{ id: PollId }[]>`
    select poll_id as id
    from opinions.run
    where kind = 'live'
      and day < (now() at time zone 'Europe/Paris')::date
    order by computed_at
  `;
  return rows.map(({ id }) => id);
}
