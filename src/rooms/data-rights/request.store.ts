import type { ContributionId, PersonId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Basis, RequestKind, RequestOrigin, RequestTarget } from "./request.rules.ts";

export type NewRequest = {
  readonly kind: RequestKind;
  readonly target: RequestTarget;
  readonly origin: RequestOrigin;
  readonly personId: PersonId | null;
  readonly lang: Lang;
  readonly email?: string | null;
  readonly words?: string | null;
  readonly state?: "confirming" | "received";
  readonly tokenHash?: Uint8Array | null;
};

export type Made = { readonly id: string; readonly number: number };

export async function insertRequest(tx: Tx, row: NewRequest): Promise<Made> {
  const [made] = await tx<Made[]>`
    insert into data_rights.request (kind, target, origin, person_id, language, email, words, state, token_hash)
    values (
      ${row.kind}, ${row.target}, ${row.origin}, ${row.personId}, ${row.lang}, ${row.email ?? null}, ${row.words ?? null},
      ${row.state ?? "received"}, ${row.tokenHash ?? null}
    )
    returning id, number
  `;
  if (!made) throw new Error("no request was made");
  return made;
}

export async function insertObjects(tx: Tx, requestId: string, ids: readonly ContributionId[]): Promise<void> {
  await tx`
    insert into data_rights.request_object (request_id, contribution_id)
    select ${requestId}, id
    from unnest(${[...ids]}::uuid[]) as one (id)
  `;
}

type ActRow = {
  readonly requestId: string;
  readonly verb: "receive" | "confirm" | "do" | "refuse";
  readonly madeBy: PersonId | null;
  readonly actingRole: string;
};

export async function insertAct(tx: Tx, { requestId, verb, madeBy, actingRole }: ActRow): Promise<void> {
  await tx`
    insert into data_rights.act (request_id, verb, made_by, acting_role)
    values (${requestId}, ${verb}, ${madeBy}, ${actingRole})
  `;
}

/** The address is confirmed: the month of the law runs from now on. Null when the link is worth nothing. */
export async function confirmRequest(
  tx: Tx,
  tokenHash: Uint8Array,
): Promise<(Made & { readonly kind: RequestKind }) | null> {
  const [row] = await tx<(Made & { kind: RequestKind })[]>`
    update data_rights.request
    set state = 'received', token_hash = null, version = version + 1
    where token_hash = ${tokenHash}
      and state = 'confirming'
      and received_at > now() - interval '7 days'
    returning id, number, kind
  `;
  return row ?? null;
}

type Closing = {
  readonly id: string;
  readonly state: "done" | "refused";
  readonly basis: Basis | null;
  readonly reason: string | null;
};

/** Answered, once. What was personal in a request that was done goes with it. False when somebody answered it first. */
export async function closeRequest(tx: Tx, { id, state, basis, reason }: Closing): Promise<boolean> {
  const rows = await tx`
    update data_rights.request
    set state = ${state}, basis = ${basis}, reason = ${reason}, closed_at = now(), version = version + 1,
      email = case when ${state} = 'refused' then email end,
      words = case when ${state} = 'refused' then words end
    where id = ${id}
      and state = 'received'
  `;
  return rows.count > 0;
}

/** Name, address, sessions, drafts, mails and rights of an account; its random id stays, which acts and supports name. */
export async function erasePerson(tx: Tx, personId: PersonId): Promise<void> {
  await tx`select data_rights.erase_person(${personId}::uuid)`;
}

/** Refused requests keep what was asked for a year, unconfirmed ones a week. */
export async function purgeRequests(db: Db): Promise<number> {
  const rows = await db`
    update data_rights.request
    set email = null, words = null, token_hash = null
    where num_nonnulls(email, words, token_hash) > 0
      and (
        closed_at < now() - interval '1 year'
        or (state = 'confirming' and received_at < now() - interval '7 days')
      )
  `;
  return rows.count;
}
