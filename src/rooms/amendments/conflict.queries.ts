import type { ContributionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { ComparedPart, Conflict } from "./conflict.rules.ts";

export type Asked = { readonly contributionId: ContributionId; readonly askedAt: string };

/** Amendments whose public words changed since they were last compared, the first asked for first. */
export async function listAsked(db: Db, limit: number): Promise<readonly Asked[]> {
  return await db<Asked[]>`
    select contribution_id as "contributionId", asked_at::text as "askedAt"
    from amendments.to_compare
    order by asked_at, contribution_id
    limit ${limit}
  `;
}

/** All public passages of amendments that share a passage with these contributions, in a fixed order. */
export async function listPartsNear(db: Db, ids: readonly ContributionId[]): Promise<readonly ComparedPart[]> {
  return await db<ComparedPart[]>`
    with passage as (
      select passage_id
      from contributions.contribution
      where id = any (${ids as ContributionId[]}::uuid[])
        and kind = 'amendment'
      union
      select passage_id
      from contributions.amended_passage
      where contribution_id = any (${ids as ContributionId[]}::uuid[])
    )
    select
      part.contribution_id as "contributionId",
      part.position,
      part.passage_id as "passageId",
      part.operation,
      part.about_text as "aboutText",
      part.proposed_text as "proposedText"
    from contributions.public_amended_passage as part
    join passage on passage.passage_id = part.passage_id
    order by part.contribution_id, part.position
  `;
}

/** Every public passage of every amendment that does not wait to be compared. */
export async function listComparedParts(db: Db): Promise<readonly ComparedPart[]> {
  return await db<ComparedPart[]>`
    select
      part.contribution_id as "contributionId",
      part.position,
      part.passage_id as "passageId",
      part.operation,
      part.about_text as "aboutText",
      part.proposed_text as "proposedText"
    from contributions.public_amended_passage as part
    where not exists (select from amendments.to_compare where to_compare.contribution_id = part.contribution_id)
    order by part.contribution_id, part.position
  `;
}

/** The stored conflicts between amendments that do not wait to be compared. */
export async function listStoredConflicts(db: Db): Promise<readonly Conflict[]> {
  return await db<Conflict[]>`
    select
      conflict.contribution_id as "contributionId",
      conflict.position,
      conflict.other_id as "otherId",
      conflict.other_position as "otherPosition",
      conflict.passage_id as "passageId",
      conflict.words
    from amendments.conflict
    where not exists (
      select
      from amendments.to_compare
      where to_compare.contribution_id in (conflict.contribution_id, conflict.other_id)
    )
  `;
}
