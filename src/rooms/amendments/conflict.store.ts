import type { Tx } from "#platform/db.ts";
import type { Asked } from "./conflict.queries.ts";
import type { Conflict } from "./conflict.rules.ts";

/** One comparison at a time: two that run at once would each miss what the other found. */
export async function lockComparing(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('amendments compared', 0))`;
}

/** The conflicts of these amendments become exactly those found; what was asked again meanwhile stays asked. */
export async function replaceConflicts(tx: Tx, asked: readonly Asked[], found: readonly Conflict[]): Promise<void> {
  const ids = asked.map(({ contributionId }) => contributionId);
  await tx`
    delete from amendments.conflict
    where contribution_id = any (${ids}::uuid[])
      or other_id = any (${ids}::uuid[])
  `;
  await tx`
    insert into amendments.conflict (contribution_id, position, other_id, other_position, passage_id, words)
    select "contributionId", "position", "otherId", "otherPosition", "passageId", "words"
    from jsonb_to_recordset(${tx.json(found)}) as found (
      "contributionId" uuid, "position" smallint, "otherId" uuid, "otherPosition" smallint, "passageId" uuid, "words" text
    )
  `;
  await tx`
    delete from amendments.to_compare
    using jsonb_to_recordset(${tx.json(asked)}) as done ("contributionId" uuid, "askedAt" timestamptz)
    where to_compare.contribution_id = done."contributionId"
      and to_compare.asked_at = done."askedAt"
  `;
}
