import type { Db } from "#platform/db.ts";
import type { LoggedForgetting } from "./proof.rules.ts";
import type { RequestTarget } from "./request.rules.ts";

export type ProofOf = { readonly request: string } | { readonly object: string };

export const PROOF_LIMIT = 500;

export async function listForgettings(db: Db, of: ProofOf): Promise<readonly LoggedForgetting[]> {
  const isAsked =
    "object" in of
      ? db`contribution.id = ${of.object}`
      : db`contribution.id in (select contribution_id from data_rights.request_object where request_id = ${of.request})`;
  return await db<LoggedForgetting[]>`
    select
      forgotten.id, forgotten.number, forgotten.what, forgotten.at, forgotten.basis,
      coalesce(logged.leaf, waiting.leaf) as leaf,
      encode(sha256(decode('00', 'hex') || convert_to(coalesce(logged.leaf, waiting.leaf), 'UTF8')), 'hex') as "leafHash",
      logged.idx as index,
      coalesce(logged.idx < (select max(size) from journal.checkpoint), false) as "isCovered"
    from (
      select contribution.id, contribution.number,
        case when contribution.state = 'erased' then 'erase' else 'detach' end as what,
        coalesce(contribution.erased_at, contribution.detached_at) as at,
        contribution.erasure_basis as basis,
        case when contribution.state = 'erased' then 'erasure.performed' else 'author.detached' end as kind
      from contributions.contribution
      where ${isAsked}
        and coalesce(contribution.erased_at, contribution.detached_at) is not null
      order by contribution.number
      limit ${PROOF_LIMIT}
    ) as forgotten
    left join lateral (
      select leaf.idx, convert_from(leaf.data, 'UTF8') as leaf
      from journal.leaf
      where leaf.o = forgotten.id
        and leaf.kind = forgotten.kind
      order by leaf.idx desc
      limit 1
    ) as logged on true
    left join lateral (
      select convert_from(queue.data, 'UTF8') as leaf
      from journal.queue
      where logged.leaf is null
        and convert_from(queue.data, 'UTF8') like '%' || forgotten.id || '%'
        and convert_from(queue.data, 'UTF8') like '%"k":"' || forgotten.kind || '"%'
      limit 1
    ) as waiting on true
    order by forgotten.number
  `;
}

/** What an answered request was about; null when there is none of this id. */
export async function answeredTarget(db: Db, id: string): Promise<RequestTarget | null> {
  const [row] = await db<{ target: RequestTarget }[]>`
    select target
    from data_rights.request
    where id = ${id}
      and state = 'done'
  `;
  return row?.target ?? null;
}
