import type { NodeId, PersonId, PollId, StatementId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./poll.rules.ts";
import type { HiddenReason, Origin, StatementState } from "./statement.rules.ts";

export type NewStatement = {
  /** Drawn with the form: the same form sent twice makes one statement. */
  readonly id?: string;
  readonly text: string;
  readonly language: string;
  readonly origin: Origin;
  readonly state: StatementState;
  readonly contributionId?: string | null;
  readonly isMeta?: boolean;
  readonly hiddenReason?: HiddenReason | null;
  /** Left out: the next one of the question. */
  readonly number?: number;
  readonly proposedBy?: PersonId | null;
  readonly proposerKey?: string | null;
  readonly proposedAt?: Date;
  readonly moderatedBy?: PersonId | null;
};
export type Stored = { readonly id: StatementId; readonly number: number };

/** In the order given, numbered after the last of the question unless they carry their number. The question is locked. */
export async function insertStatements(
  tx: Tx,
  pollId: PollId,
  statements: readonly NewStatement[],
): Promise<readonly Stored[]> {
  return await tx<Stored[]>`
    insert into polls.statement (
      id, poll_id, number, text, language, origin, contribution_id, is_meta, state, hidden_reason, proposed_by,
      proposer_key, proposed_at, moderated_by, moderated_at
    )
    select
      coalesce(given.id, gen_random_uuid()), ${pollId},
      coalesce(given.number, (select coalesce(max(number), 0) from polls.statement where poll_id = ${pollId}) + given.rank),
      given.text, given.language, given.origin, given.contribution_id, given.is_meta, given.state, given.hidden_reason,
      given.proposed_by, given.proposer_key, coalesce(given.proposed_at, now()), given.moderated_by,
      case when given.state <> 'waiting' then now() end
    from jsonb_to_recordset(${tx.json(
      statements.map((one, index) => ({
        id: one.id ?? null,
        rank: index + 1,
        number: one.number ?? null,
        text: one.text,
        language: one.language,
        origin: one.origin,
        contribution_id: one.contributionId ?? null,
        is_meta: one.isMeta ?? false,
        state: one.state,
        hidden_reason: one.hiddenReason ?? null,
        proposed_by: one.proposedBy ?? null,
        proposer_key: one.proposerKey ?? null,
        proposed_at: one.proposedAt?.toISOString() ?? null,
        moderated_by: one.moderatedBy ?? null,
      })),
    )}) as given (
      id uuid, rank integer, number integer, text text, language text, origin text, contribution_id uuid, is_meta boolean,
      state text, hidden_reason text, proposed_by uuid, proposer_key text, proposed_at timestamptz, moderated_by uuid
    )
    order by given.rank
    returning id, number
  `;
}

type Moderation = {
  readonly id: StatementId;
  readonly state: "shown" | "hidden";
  readonly reason: HiddenReason | null;
  readonly note: string | null;
  readonly replacedBy?: StatementId | null;
};

export async function setState(tx: Tx, act: Moderation, maker: Maker): Promise<void> {
  await tx`
    update polls.statement
    set state = ${act.state}, hidden_reason = ${act.reason}, hidden_note = ${act.note}, replaced_by = ${act.replacedBy ?? null},
      moderated_by = ${maker.personId}, moderated_at = now(), version = version + 1
    where id = ${act.id}
  `;
}

export async function setMeta(tx: Tx, id: StatementId, isMeta: boolean): Promise<void> {
  await tx`
    update polls.statement
    set is_meta = ${isMeta}, version = version + 1
    where id = ${id}
  `;
}

/** Of a question that is not public: the database refuses any other. */
export async function updateWords(tx: Tx, id: StatementId, text: string): Promise<void> {
  await tx`
    update polls.statement
    set text = ${text}, version = version + 1
    where id = ${id}
  `;
}

export async function deleteStatement(tx: Tx, id: StatementId): Promise<void> {
  await tx`
    delete from polls.statement
    where id = ${id}
  `;
}

/** The elements that a statement is about become these. */
export async function setStatementNodes(
  tx: Tx,
  id: StatementId,
  nodes: readonly NodeId[],
  maker: Maker,
): Promise<void> {
  await tx`
    delete from polls.statement_node
    where statement_id = ${id}
      and node_id <> all (${[...nodes]}::uuid[])
  `;
  await tx`
    insert into polls.statement_node (statement_id, node_id, made_by, acting_role)
    select ${id}, node_id, ${maker.personId}, ${maker.role}
    from unnest(${[...nodes]}::uuid[]) as node_id
    on conflict do nothing
  `;
}
