import type { ContributionId } from "#kernel/ids.ts";
import type { Db, Sql, Tx } from "#platform/db.ts";
import type { FoundContribution, RequestCounts, RequestLine, WholeRequest } from "./request.rules.ts";

export const REQUESTS_PAGE = 40;

type Listed = { readonly isOpen: boolean; readonly page: number };

/** Those that wait, the one due first on top; or those answered, the last one on top. Unconfirmed ones wait for nobody. */
export async function listRequests(db: Db, { isOpen, page }: Listed): Promise<readonly RequestLine[]> {
  return await db<RequestLine[]>`
    select id, number, kind, target, origin, state, received_at as "receivedAt", due_at as "dueAt", closed_at as "closedAt",
      closed_at is null and due_at < now() as "isLate",
      (select count(*) from data_rights.request_object where request_id = request.id) as "objectCount"
    from data_rights.request
    where ${isOpen ? db`state = 'received'` : db`closed_at is not null`}
    order by case when ${isOpen} then due_at end, closed_at desc, number desc
    limit ${REQUESTS_PAGE}
    offset ${(page - 1) * REQUESTS_PAGE}
  `;
}

export async function countRequests(db: Db): Promise<RequestCounts> {
  const [row] = await db<RequestCounts[]>`
    select
      count(*) filter (where state = 'received') as waiting,
      count(*) filter (where state = 'received' and due_at < now()) as late,
      count(*) filter (where closed_at is not null) as closed,
      min(received_at) filter (where state = 'received') as oldest
    from data_rights.request
  `;
  return row ?? { waiting: 0, late: 0, closed: 0, oldest: null };
}

export async function requestByNumber(db: Db, number: number): Promise<WholeRequest | null> {
  const [row] = await db<WholeRequest[]>`
    select request.id, request.number, request.kind, request.target, request.origin, request.state,
      request.received_at as "receivedAt", request.due_at as "dueAt", request.closed_at as "closedAt",
      request.closed_at is null and request.due_at < now() as "isLate", request.person_id as "personId", request.email,
      request.words, request.language, request.basis, request.reason,
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'id', contribution.id, 'number', contribution.number, 'state', contribution.state,
              'isSameAddress', coalesce(request.email in (contact.email, person.email), false)
            )
            order by contribution.number
          )
          from data_rights.request_object
          join contributions.contribution on contribution.id = request_object.contribution_id
          left join contributions.contact on contact.contribution_id = contribution.id
          left join accounts.person on person.id = contribution.person_id
          where request_object.request_id = request.id
        ),
        '[]'
      ) as objects
    from data_rights.request
    where request.number = ${number}
      and request.state <> 'confirming'
  `;
  return row ?? null;
}

/** Held until the end of the transaction: two officers answer one after the other. */
export async function lockRequest(tx: Tx, number: number): Promise<boolean> {
  const rows = await tx`
    select
    from data_rights.request
    where number = ${number}
    for update
  `;
  return rows.count > 0;
}

/** Contributions of these numbers; numbers of none are left out. */
export async function idsOfNumbers(db: Db, numbers: readonly number[]): Promise<readonly ContributionId[]> {
  const rows = await db<{ id: ContributionId }[]>`
    select id
    from contributions.contribution
    where number = any (${[...numbers]}::bigint[])
    order by id
  `;
  return rows.map(({ id }) => id);
}

export type Searched = { readonly number: number } | { readonly receiptHash: Uint8Array } | { readonly email: string };

const FOUND = 100;

/** For the officer: by number, by tracking code, or by the address left or of the account. */
export async function searchContributions(sql: Sql, asked: Searched): Promise<readonly FoundContribution[]> {
  let isAsked = sql`false`;
  if ("number" in asked) isAsked = sql`contribution.number = ${asked.number}`;
  else if ("receiptHash" in asked) isAsked = sql`contribution.receipt_hash = ${asked.receiptHash}`;
  else isAsked = sql`${asked.email} in (contact.email, person.email)`;
  return await sql<FoundContribution[]>`
    select contribution.id, contribution.number, contribution.state, contribution.kind,
      contribution.detached_at is not null as "isDetached", contribution.submitted_at as "submittedAt"
    from contributions.contribution
    left join contributions.contact on contact.contribution_id = contribution.id
    left join accounts.person on person.id = contribution.person_id
    where ${isAsked}
    order by contribution.number desc
    limit ${FOUND}
  `;
}
