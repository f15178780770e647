import type { Db } from "#platform/db.ts";

/** Kinds of leaves that carry a text or a public document: what a proof can be about. */
const TEXTS = ["contribution.submitted", "contribution.edited", "moderation.masked"];
export const DOCUMENTS: readonly string[] = [
  "answer.published",
  "answer.revised",
  "roadmap.version",
  "measure.published",
  "measure.revised",
  "poll.tallied",
];

export type LeafOfRevision = {
  readonly isText: boolean;
  readonly data: Uint8Array;
  /** Its place in the tree; null while it waits in the outbox. */
  readonly index: number | null;
  /** When it was received: as the outbox says, else the end of the minute that the leaf says. */
  readonly receivedAt: string;
};

/** The leaf that logged a revision of an object, in the tree or waiting. */
export async function leafOfRevision(db: Db, object: string, revision: number): Promise<LeafOfRevision | null> {
  const [row] = await db<LeafOfRevision[]>`
    with found as (
      select leaf.kind, leaf.data, leaf.idx, convert_from(leaf.data, 'UTF8')::jsonb ->> 't' as t, null::timestamptz as at
      from journal.leaf
      where leaf.o = ${object}
        and leaf.r = ${revision}
      union all
      select act.fields ->> 'k', queue.data, null, null, queue.at
      from journal.queue
      cross join lateral (select convert_from(queue.data, 'UTF8')::jsonb as fields) as act
      where act.fields ->> 'o' = ${object}
        and act.fields ->> 'r' = ${String(revision)}
    )
    select
      kind = any(${TEXTS}) as "isText",
      data,
      idx as index,
      to_char(
        coalesce(at, least(now(), date_trunc('minute', t::timestamptz) + interval '59 seconds')) at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS"Z"'
      ) as "receivedAt"
    from found
    where kind = any(${[...TEXTS, ...DOCUMENTS]})
    limit 1
  `;
  return row ?? null;
}

export type OpeningOfText = { readonly nonce: Uint8Array; readonly content: string };

/** What opens the commitment to a text; null once it is erased. */
export async function openingOfText(db: Db, object: string, revision: number): Promise<OpeningOfText | null> {
  const [row] = await db<OpeningOfText[]>`
    select nonce, content
    from journal.opening
    where o = ${object}
      and r = ${revision}
      and nonce is not null
  `;
  return row ?? null;
}
