import type { Db } from "#platform/db.ts";
import { LEAVES_PER_PAGE, type LeafLine } from "./leaves.rules.ts";

/** Leaves in the published tree. */
export async function findPublishedSize(db: Db): Promise<number> {
  const [row] = await db<{ size: number }[]>`select coalesce(max(size), 0) as size from journal.checkpoint`;
  return row?.size ?? 0;
}

/** The last leaves before an index, the newest first. */
export async function listLeaves(db: Db, before: number): Promise<readonly LeafLine[]> {
  return await db<LeafLine[]>`
    with leaf as (
      select idx, data, leaf_hash, kind, o
      from journal.leaf
      where idx < ${before}
        and idx >= ${before - LEAVES_PER_PAGE}
    )
    ${withSubjects(db)}
    order by leaf.idx desc
  `;
}

/** The published leaves of a fingerprint: one, unless two hashes begin alike. */
export async function findByFingerprint(db: Db, start: Buffer, size: number): Promise<readonly LeafLine[]> {
  return await db<LeafLine[]>`
    with leaf as (
      select idx, data, leaf_hash, kind, o
      from journal.leaf
      where substring(leaf_hash from 1 for 10) = ${start}
        and idx < ${size}
    )
    ${withSubjects(db)}
    order by leaf.idx
  `;
}

/** A consultation that visitors without account may not read lends no number of its contributions. */
function withSubjects(db: Db) {
  return db`
    select leaf.idx as index, leaf.leaf_hash as "leafHash", convert_from(leaf.data, 'UTF8') as text, leaf.kind,
      contribution.number as contribution, decision.number as decision, poll.number as poll, document.slug as document
    from leaf
    left join lateral (
      select number
      from contributions.public_contribution
      where id = leaf.o
        and (
          not exists (
            select from processes.phase_circle join processes.phase on phase.id = phase_circle.phase_id
            where phase.process_id = public_contribution.process_id
          )
          or exists (
            select
            from processes.phase
            join processes.phase_circle on phase_circle.phase_id = phase.id
            join processes.circle on circle.id = phase_circle.circle_id
            where phase.process_id = public_contribution.process_id
              and now() >= coalesce(phase.opened_at, phase.planned_opens_at)
              and phase_circle.may_read
              and processes.holds(circle, null)
          )
        )
    ) as contribution on true
    left join decisions.decision on decision.id = leaf.o and decision.state <> 'draft'
    left join polls.poll on poll.id = leaf.o and poll.published_at is not null
    left join documents.document on document.id = leaf.o
  `;
}
