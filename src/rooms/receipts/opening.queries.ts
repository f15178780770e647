import { toBase64Url } from "#ledger/bytes.ts";
import type { Db } from "#platform/db.ts";
import { processesOfEverybody } from "./open-processes.queries.ts";

/** What opens a commitment, as everybody may fetch it. */
export type PublicOpening = {
  readonly o: string;
  readonly r: number;
  /** base64url, like everything that opens or commits. */
  readonly nonce: string;
  readonly content: string;
  /** Null once the name is detached, and for a text masked by the team. */
  readonly authorNonce: string | null;
  readonly authorLabel: string | null;
};

type Row = Omit<PublicOpening, "nonce" | "authorNonce"> & {
  readonly nonce: Uint8Array;
  readonly authorNonce: Uint8Array | null;
};

/** Leaves of a full bundle of entries. */
const BUNDLE = 256;

/**
 * Openings that everybody may fetch now, of leaves whose index is in a range, or of one revision of one object: the one rule
 * of both addresses. A revision is open while its contribution is published, in a process that everybody may read, once its
 * leaf is published; the last one always, an earlier one when the words after it replaced words that were on display and
 * masked nothing.
 */
async function openings(
  db: Db,
  asked: { readonly from: number; readonly to: number } | { readonly object: string; readonly revision: number },
): Promise<readonly PublicOpening[]> {
  const which =
    "object" in asked
      ? db`leaf.o = ${asked.object} and leaf.r = ${asked.revision}`
      : db`leaf.idx >= ${asked.from} and leaf.idx < ${asked.to}`;
  const rows = await db<Row[]>`
    select
      opening.o, opening.r, opening.nonce, opening.content,
      opening.author_nonce as "authorNonce", opening.author_label as "authorLabel"
    from journal.leaf
    join journal.opening on opening.o = leaf.o and opening.r = leaf.r
    join journal.object on object.o = leaf.o
    join contributions.public_contribution as contribution on contribution.id = leaf.o
    where ${which}
      and leaf.kind in ('contribution.submitted', 'contribution.edited', 'moderation.masked')
      and leaf.idx < (select max(size) from journal.checkpoint)
      and opening.content is not null
      and object.state = 'visible'
      and contribution.process_id in (${processesOfEverybody(db)})
      and (
        opening.r = object.r
        or (
          (
            select count(*)
            from journal.leaf as later
            where later.o = opening.o
              and later.r > opening.r
              and later.kind = 'contribution.edited'
          ) = object.r - opening.r
          and (
            select act.kind
            from journal.leaf as act
            where act.o = opening.o
              and act.r = opening.r
            order by act.idx desc
            limit 1
          ) <> 'moderation.hidden'
        )
      )
    order by leaf.idx
  `;
  return rows.map(({ o, r, nonce, content, authorNonce, authorLabel }) => ({
    o,
    r,
    nonce: toBase64Url(nonce),
    content,
    authorNonce: authorNonce && toBase64Url(authorNonce),
    authorLabel,
  }));
}

export async function openingOf(db: Db, object: string, revision: number): Promise<PublicOpening | null> {
  const [opening] = await openings(db, { object, revision });
  return opening ?? null;
}

/** All openings now public of a bundle of entries, in the order of the log; null where the log has no such bundle. */
export async function openingsOfEntries(db: Db, bundle: number): Promise<readonly PublicOpening[] | null> {
  const from = bundle * BUNDLE;
  const [published] = await db<{ size: number }[]>`select coalesce(max(size), 0) as size from journal.checkpoint`;
  if (!published || from >= published.size) return null;
  return await openings(db, { from, to: from + BUNDLE });
}
