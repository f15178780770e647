import type { PollId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

export type VoterRow = {
  readonly tag: string;
  readonly territoryCode: string | null;
  readonly categoryCode: string | null;
  readonly stageCode: string | null;
};

/** Voters of a file, guests all of them; those known already stay as they are. Gives how many are new. */
export async function insertVoters(tx: Tx, pollId: PollId, rows: readonly VoterRow[]): Promise<number> {
  const column = <Value>(value: (row: VoterRow) => Value): Value[] => rows.map(value);
  const inserted = await tx`
    insert into votes.voter (poll_id, tag, is_verified, territory_code, category_code, stage_id)
    select ${pollId}, decode(asked.tag, 'hex'), false, asked.territory_code, asked.category_code, stage.id
    from unnest(
      ${column(({ tag }) => tag)}::text[], ${column(({ territoryCode }) => territoryCode)}::text[],
      ${column(({ categoryCode }) => categoryCode)}::text[], ${column(({ stageCode }) => stageCode)}::text[]
    ) as asked (tag, territory_code, category_code, stage_code)
    left join polls.stage on stage.poll_id = ${pollId} and stage.code = asked.stage_code
    order by asked.tag
    on conflict (poll_id, tag) do nothing
  `;
  return inserted.count;
}

export type VoteRow = {
  readonly tag: string;
  readonly statement: number;
  readonly value: number;
  /** Milliseconds since 1970; null: now, by the clock of the database. */
  readonly at: number | null;
};

/** Votes on statements of the question, whatever the state of either. Gives how many are new or changed. */
export async function insertVoteRows(tx: Tx, pollId: PollId, rows: readonly VoteRow[]): Promise<number> {
  const column = <Value>(value: (row: VoteRow) => Value): Value[] => rows.map(value);
  const inserted = await tx`
    insert into votes.vote as vote (poll_id, voter_id, statement_id, value, voted_at)
    select ${pollId}, voter.id, statement.id, asked.value, coalesce(to_timestamp(asked.at / 1000.0), now())
    from unnest(
      ${column(({ tag }) => tag)}::text[], ${column(({ statement }) => statement)}::integer[],
      ${column(({ value }) => value)}::smallint[], ${column(({ at }) => at)}::double precision[]
    ) as asked (tag, statement_number, value, at)
    join votes.voter on voter.poll_id = ${pollId} and voter.tag = decode(asked.tag, 'hex')
    join polls.statement on statement.poll_id = ${pollId} and statement.number = asked.statement_number
    on conflict (voter_id, statement_id) do update
    set value = excluded.value, voted_at = excluded.voted_at, changes = vote.changes + 1
    where vote.value <> excluded.value
  `;
  return inserted.count;
}
