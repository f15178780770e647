import type { NodeId, PollId, ProcessId } from "#kernel/ids.ts";
import { isTeam, type Viewer } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";
import { mayReadProcess } from "#rooms/processes";
import type { Poll } from "./poll.rules.ts";
import type { StatementNode } from "./statement.rules.ts";

export const POLL_PAGE = 20;

const columns = (db: Db) => db`
  poll.id, poll.number, poll.title, poll.introduction, poll.follow_up as "followUp", poll.language,
  poll.opens_at as "opensAt", poll.closes_at as "closesAt",
  coalesce(poll.closed_at, poll.closes_at - interval '1 second') as "openUntil",
  poll.close_reason as "closeReason", poll.published_at is not null as "isPublished", polls.is_open(poll) as "isOpen",
  poll.published_at is not null and now() >= coalesce(poll.closed_at, poll.closes_at) as "isClosed",
  poll.who_votes as "whoVotes", poll.who_proposes as "whoProposes", poll.mode, poll.seed,
  poll.imported_from as "importedFrom", poll.version,
  jsonb_build_object(
    'id', process.id, 'slug', process.slug, 'title', process.title, 'language', process.language,
    'authority', process.authority, 'followUp', process.follow_up
  ) as process
`;

/** A number typed in an address: null when it is none. */
export function numberOf(text: string | number | undefined): number | null {
  const number = typeof text === "number" ? text : Number(/^\d{1,9}$/.exec(text ?? "")?.[0] ?? Number.NaN);
  return Number.isSafeInteger(number) && number <= 2_147_483_647 ? number : null;
}

export async function pollByNumber(db: Db, number: string | number | undefined): Promise<Poll | null> {
  const known = numberOf(number);
  if (known === null) return null;
  const [row] = await db<Poll[]>`
    select ${columns(db)}
    from polls.poll
    join processes.process on process.id = poll.process_id
    where poll.number = ${known}
  `;
  return row ?? null;
}

export async function pollById(db: Db, id: PollId): Promise<Poll | null> {
  const [row] = await db<Poll[]>`
    select ${columns(db)}
    from polls.poll
    join processes.process on process.id = poll.process_id
    where poll.id = ${id}
  `;
  return row ?? null;
}

/** The same, and nobody else changes the question until the end of the transaction; people vote meanwhile. */
export async function lockPoll(tx: Db, number: number): Promise<Poll | null> {
  await tx`
    select
    from polls.poll
    where number = ${number}
    for no key update
  `;
  return await pollByNumber(tx, number);
}

export type PollFilter = {
  readonly processId?: ProcessId;
  readonly nodeId?: NodeId;
  /** Drafts are for the team. */
  readonly isPublished?: boolean;
  readonly isOpen?: boolean;
  readonly page?: number;
};

const filtered = (db: Db, { processId, nodeId, isPublished, isOpen }: PollFilter) => db`
  from polls.poll
  join processes.process on process.id = poll.process_id
  where (${processId ?? null}::uuid is null or poll.process_id = ${processId ?? null})
    and (${isPublished ?? null}::boolean is null or (poll.published_at is not null) = ${isPublished ?? null})
    and (${isOpen ?? null}::boolean is null or polls.is_open(poll) = ${isOpen ?? null})
    and (
      ${nodeId ?? null}::uuid is null
      or exists (select from polls.poll_node where poll_id = poll.id and node_id = ${nodeId ?? null})
      or exists (
        select
        from polls.public_statement as statement
        join polls.statement_node on statement_node.statement_id = statement.id
        where statement.poll_id = poll.id
          and statement.state = 'shown'
          and statement_node.node_id = ${nodeId ?? null}
      )
    )
`;

/** Open ones first, those that close first before; then those to come, then the last closed. */
export async function listPolls(db: Db, filter: PollFilter = {}): Promise<readonly Poll[]> {
  return await db<Poll[]>`
    select ${columns(db)}
    ${filtered(db, filter)}
    order by polls.is_open(poll) desc, poll.published_at is null desc,
      case when polls.is_open(poll) then poll.closes_at end, poll.opens_at desc, poll.number desc
    limit ${POLL_PAGE}
    offset ${((filter.page ?? 1) - 1) * POLL_PAGE}
  `;
}

export async function countPolls(db: Db, filter: PollFilter = {}): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    ${filtered(db, filter)}
  `;
  return row?.count ?? 0;
}

/** Published, in a process that this person may read; the team reads drafts as well. */
export async function mayReadPoll(db: Db, poll: Poll, viewer: Viewer | null): Promise<boolean> {
  if (isTeam(viewer)) return true;
  return poll.isPublished && (await mayReadProcess(db, poll.process.id, viewer));
}

/** The elements that a question is about, in the order of the text, as the last published edition names them. */
export async function nodesOfPoll(db: Db, id: PollId): Promise<readonly StatementNode[]> {
  return await db<StatementNode[]>`
    select poll_node.node_id as id, here.code, here.title, document.slug as document, edition.number as edition
    from polls.poll_node
    join lateral (
      select edition_node.edition_id, edition_node.code, edition_node.title, edition_node.sort_key
      from documents.edition_node
      join documents.edition on edition.id = edition_node.edition_id
      where edition_node.node_id = poll_node.node_id
        and edition.state = 'published'
      order by edition.number desc
      limit 1
    ) as here on true
    join documents.edition on edition.id = here.edition_id
    join documents.document on document.id = edition.document_id
    where poll_node.poll_id = ${id}
    order by here.sort_key
  `;
}

/** How many people had voted when the last public result was computed; null before the first. */
export type Turnout = { readonly verified: number; readonly guests: number; readonly at: Date };

export async function lastTurnout(db: Db, id: PollId): Promise<Turnout | null> {
  const [row] = await db<Turnout[]>`
    select verified_voters as verified, guest_voters as guests, computed_at as at
    from opinions.run
    where poll_id = ${id}
    order by number desc
    limit 1
  `;
  return row ?? null;
}
