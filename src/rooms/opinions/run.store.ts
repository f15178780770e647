import type { PollId, RunId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { CrossedLine } from "./crossed.rules.ts";
import type { Run } from "./run.rules.ts";

/** False while another worker computes the same question: until the end of the transaction, only one does. */
export async function tryHold(tx: Tx, pollId: PollId): Promise<boolean> {
  const [row] = await tx<{ held: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`opinions.run ${pollId}`}, 0)) as held
  `;
  return row?.held ?? false;
}

export type NewRun = Omit<Run, "computedAt" | "number"> & {
  /** Null is now. */
  readonly at: Date | null;
  readonly resultFile: Uint8Array;
  readonly votesFile: Uint8Array;
};

/** The live run before it goes. Gives the number. */
export async function replaceRun(tx: Tx, run: NewRun): Promise<number> {
  const [last] = await tx<{ number: number }[]>`
    select coalesce(max(number), 0) as number
    from opinions.run
    where poll_id = ${run.pollId}
  `;
  const number = (last?.number ?? 0) + 1;
  await tx`
    delete from opinions.position
    where poll_id = ${run.pollId}
  `;
  await tx`
    delete from opinions.run
    where poll_id = ${run.pollId}
      and kind = 'live'
  `;
  await tx`
    insert into opinions.run (
      id, poll_id, number, kind, computed_at, day, input_hash, result_hash, statements, votes, verified_voters,
      guest_voters, set_aside_voters, changed_voters, placed, mode, seed, engine_version, structure, k, is_whole, summary,
      result_file, votes_file
    )
    select ${run.id}, ${run.pollId}, ${number}, ${run.kind}, coalesce(${run.at}::timestamptz, now()),
      (coalesce(${run.at}::timestamptz, now()) at time zone 'Europe/Paris')::date, ${run.inputHash}, ${run.resultHash},
      ${run.statements}, ${run.votes}, ${run.verifiedVoters}, ${run.guestVoters}, ${run.setAsideVoters},
      ${run.changedVoters}, ${run.placed}, ${run.mode}, ${run.seed}, ${run.engineVersion}, ${run.structure}, ${run.k},
      ${run.isWhole}, ${tx.json(run.summary as never)}, ${run.resultFile}, ${run.votesFile}
  `;
  return number;
}

export async function insertCrossed(tx: Tx, runId: RunId, lines: readonly CrossedLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx`
    insert into opinions.crossed (run_id, dimension, key, statement, agrees, disagrees, passes, shown)
    select ${runId}, line.dimension, line.key, line.statement, line.agrees, line.disagrees, line.passes, line.shown
    from unnest(
      ${lines.map(({ dimension }) => dimension)}::text[],
      ${lines.map(({ key }) => key)}::text[],
      ${lines.map(({ statement }) => statement)}::integer[],
      ${lines.map(({ agrees }) => agrees)}::integer[],
      ${lines.map(({ disagrees }) => disagrees)}::integer[],
      ${lines.map(({ passes }) => passes)}::integer[],
      ${lines.map(({ shown }) => shown)}::smallint[]
    ) as line (dimension, key, statement, agrees, disagrees, passes, shown)
  `;
}

export type Position = {
  readonly voter: string;
  readonly name: string | null;
  readonly x: number;
  readonly y: number;
  readonly digest: string;
};

export async function insertPositions(
  tx: Tx,
  at: { readonly pollId: PollId; readonly runId: RunId },
  positions: readonly Position[],
): Promise<void> {
  await tx`
    insert into opinions.position (poll_id, voter_id, run_id, group_name, x, y, votes_digest)
    select ${at.pollId}, placed.voter, ${at.runId}, placed.name, placed.x, placed.y, placed.digest
    from unnest(
      ${positions.map(({ voter }) => voter)}::uuid[],
      ${positions.map(({ name }) => name)}::text[],
      ${positions.map(({ x }) => x)}::real[],
      ${positions.map(({ y }) => y)}::real[],
      ${positions.map(({ digest }) => digest)}::text[]
    ) as placed (voter, name, x, y, digest)
  `;
}

/** Letters of this run: those used for the first time are taken for ever. */
export async function keepNames(tx: Tx, pollId: PollId, run: number, names: readonly string[]): Promise<void> {
  await tx`
    insert into opinions.group_name (poll_id, name, first_run, last_run)
    select ${pollId}, used.name, ${run}, ${run}
    from unnest(${[...names]}::text[]) as used (name)
    on conflict (poll_id, name) do update set last_run = excluded.last_run
  `;
}

export type Kept = { readonly id: RunId; readonly pollId: PollId; readonly number: number; readonly hash: string };

/** The last run of a day that is over becomes the one of that day; null when there is none to keep. */
export async function keepDay(tx: Tx, pollId: PollId): Promise<Kept | null> {
  const [row] = await tx<Kept[]>`
    update opinions.run
    set kind = 'daily'
    where poll_id = ${pollId}
      and kind = 'live'
      and day < (now() at time zone 'Europe/Paris')::date
    returning id, poll_id as "pollId", number, input_hash as hash
  `;
  return row ?? null;
}
