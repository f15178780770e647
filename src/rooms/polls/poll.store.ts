import type { NodeId, PollId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker, PollInput } from "./poll.rules.ts";

type NewPoll = PollInput & {
  /** Drawn with the form: the same form sent twice makes one question. */
  readonly id: PollId;
  readonly processId: ProcessId;
  readonly importedFrom: string | null;
  readonly seed: number;
};

/** Null when it is stored already. */
export async function insertPoll(tx: Tx, poll: NewPoll, maker: Maker): Promise<number | null> {
  const [row] = await tx<{ number: number }[]>`
    insert into polls.poll (
      id, process_id, title, introduction, follow_up, language, opens_at, closes_at, who_votes, who_proposes, mode, seed,
      imported_from, made_by, acting_role
    )
    values (
      ${poll.id}, ${poll.processId}, ${poll.title}, ${poll.introduction}, ${poll.followUp}, ${poll.language}, ${poll.opensAt},
      ${poll.closesAt}, ${poll.whoVotes}, ${poll.whoProposes}, ${poll.mode}, ${poll.seed}, ${poll.importedFrom},
      ${maker.personId}, ${maker.role}
    )
    on conflict (id) do nothing
    returning number
  `;
  return row?.number ?? null;
}

export async function updatePoll(tx: Tx, id: PollId, poll: PollInput): Promise<void> {
  await tx`
    update polls.poll
    set title = ${poll.title}, introduction = ${poll.introduction}, follow_up = ${poll.followUp},
      language = ${poll.language}, opens_at = ${poll.opensAt}, closes_at = ${poll.closesAt},
      who_votes = ${poll.whoVotes}, who_proposes = ${poll.whoProposes}, mode = ${poll.mode}, version = version + 1
    where id = ${id}
  `;
}

export async function markPublished(tx: Tx, id: PollId): Promise<void> {
  await tx`
    update polls.poll
    set published_at = now(), version = version + 1
    where id = ${id}
  `;
}

export async function closeNow(tx: Tx, id: PollId, reason: string): Promise<void> {
  await tx`
    update polls.poll
    set closed_at = now(), close_reason = ${reason}, version = version + 1
    where id = ${id}
  `;
}

/** False when it closed meanwhile, or when the day is no later than the present one: by the clock of the database. */
export async function putOff(tx: Tx, id: PollId, closesAt: Date): Promise<boolean> {
  const rows = await tx`
    update polls.poll
    set closes_at = ${closesAt}, version = version + 1
    where id = ${id}
      and published_at is not null
      and now() < coalesce(closed_at, closes_at)
      and closes_at < ${closesAt}
    returning id
  `;
  return rows.length > 0;
}

export async function setWhoProposes(tx: Tx, id: PollId, whoProposes: string): Promise<void> {
  await tx`
    update polls.poll
    set who_proposes = ${whoProposes}, version = version + 1
    where id = ${id}
  `;
}

/** A draft only: the database refuses anything else. */
export async function deletePoll(tx: Tx, id: PollId): Promise<void> {
  await tx`
    delete from polls.poll
    where id = ${id}
  `;
}

/** The elements that a question is about become these. */
export async function setPollNodes(tx: Tx, id: PollId, nodes: readonly NodeId[], maker: Maker): Promise<void> {
  await tx`
    delete from polls.poll_node
    where poll_id = ${id}
      and node_id <> all (${[...nodes]}::uuid[])
  `;
  await tx`
    insert into polls.poll_node (poll_id, node_id, made_by, acting_role)
    select ${id}, node_id, ${maker.personId}, ${maker.role}
    from unnest(${[...nodes]}::uuid[]) as node_id
    on conflict do nothing
  `;
}

export type ActRow = {
  readonly pollId: PollId;
  readonly statementId?: string | null;
  readonly verb: string;
  readonly reason?: string | null;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
};

export async function insertAct(tx: Tx, act: ActRow, maker: Maker): Promise<void> {
  await tx`
    insert into polls.act (poll_id, statement_id, verb, reason, before, after, made_by, acting_role)
    values (
      ${act.pollId}, ${act.statementId ?? null}, ${act.verb}, ${act.reason ?? null},
      ${act.before ? tx.json(act.before as never) : null}, ${act.after ? tx.json(act.after as never) : null},
      ${maker.personId}, ${maker.role}
    )
  `;
}
