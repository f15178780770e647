import type { NodeId, PollId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Verb } from "./words.rules.ts";

export const QUEUE_PAGE = 20;

export type Waiting = {
  readonly poll: number;
  readonly title: string;
  readonly number: number;
  readonly text: string;
  readonly language: string;
  readonly proposedAt: Date;
  readonly hoursWaiting: number;
};

/** Statements that nobody read yet, of all questions, oldest first. */
export async function listWaiting(db: Db, page: number): Promise<readonly Waiting[]> {
  return await db<Waiting[]>`
    select poll.number as poll, poll.title, statement.number, statement.text, statement.language,
      statement.proposed_at as "proposedAt",
      extract(epoch from now() - statement.proposed_at)::float8 / 3600 as "hoursWaiting"
    from polls.statement
    join polls.poll on poll.id = statement.poll_id
    where statement.state = 'waiting'
    order by statement.proposed_at, poll.number, statement.number
    limit ${QUEUE_PAGE}
    offset ${(page - 1) * QUEUE_PAGE}
  `;
}

export type WaitingState = { readonly count: number; readonly oldest: Date | null };

export async function waitingState(db: Db): Promise<WaitingState> {
  const [row] = await db<WaitingState[]>`
    select count(*) as count, min(proposed_at) as oldest
    from polls.statement
    where state = 'waiting'
  `;
  return row ?? { count: 0, oldest: null };
}

/** The statement to read next, whatever its question; null when none waits. */
export async function nextWaiting(
  db: Db,
  after?: { readonly poll: number; readonly number: number },
): Promise<{ readonly poll: number; readonly statement: number } | null> {
  const [row] = await db<{ poll: number; statement: number }[]>`
    select poll.number as poll, statement.number as statement
    from polls.statement
    join polls.poll on poll.id = statement.poll_id
    where statement.state = 'waiting'
      and (poll.number, statement.number) is distinct from (${after?.poll ?? null}::bigint, ${after?.number ?? null}::int)
    order by statement.proposed_at, poll.number, statement.number
    limit 1
  `;
  return row ?? null;
}

export type Act = {
  readonly id: number;
  readonly verb: Verb;
  readonly statement: number | null;
  readonly reason: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};

const ACTS_SHOWN = 100;

/** What the team did on a question, or on one of its statements: the last acts first. */
export async function listActs(db: Db, pollId: PollId, statementId: string | null = null): Promise<readonly Act[]> {
  return await db<Act[]>`
    select act.id, act.verb, statement.number as statement, act.reason, act.before, act.after,
      act.acting_role as "actingRole", act.made_at as "madeAt"
    from polls.act
    left join polls.statement on statement.id = act.statement_id
    where act.poll_id = ${pollId}
      and (${statementId}::uuid is null or act.statement_id = ${statementId})
    order by act.id desc
    limit ${ACTS_SHOWN}
  `;
}

export type DeskProcess = { readonly id: ProcessId; readonly slug: string; readonly title: string };

/** The youngest first. */
export async function listProcessesForPolls(db: Db): Promise<readonly DeskProcess[]> {
  return await db<DeskProcess[]>`
    select id, slug, title
    from processes.process
    order by created_at desc, slug
  `;
}

/** The elements of the text of a process by the codes of its last published edition; codes that name nothing are given back. */
export async function nodesByCode(
  db: Db,
  processId: ProcessId,
  codes: readonly string[],
): Promise<{ readonly ids: readonly NodeId[]; readonly unknown: readonly string[] }> {
  const rows = await db<{ id: NodeId; code: string }[]>`
    select edition_node.node_id as id, edition_node.code
    from documents.edition_node
    where edition_node.code = any (${[...codes]}::text[])
      and edition_node.edition_id = (
        select edition.id
        from documents.edition
        join processes.process on process.document_id = edition.document_id
        where process.id = ${processId}
          and edition.state = 'published'
        order by edition.number desc
        limit 1
      )
  `;
  const found = new Set(rows.map(({ code }) => code));
  return { ids: rows.map(({ id }) => id), unknown: codes.filter((code) => !found.has(code)) };
}

/** A public contribution of the process, to draw a statement from. */
export async function publicContribution(
  db: Db,
  processId: ProcessId,
  number: number,
): Promise<{ readonly id: string; readonly number: number; readonly nodeId: NodeId | null } | null> {
  const [row] = await db<{ id: string; number: number; nodeId: NodeId | null }[]>`
    select contribution.id, contribution.number, coalesce(contribution.node_id, passage.node_id) as "nodeId"
    from contributions.public_contribution as shown
    join contributions.contribution on contribution.id = shown.id
    left join documents.edition_passage as passage
      on passage.edition_id = contribution.edition_id
      and passage.passage_id = contribution.passage_id
    where shown.number = ${number}
      and shown.process_id = ${processId}
  `;
  return row ?? null;
}
