import type { ContributionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { HistoryEvent, PublicAnswer } from "./public-contribution.rules.ts";

/** The published decision in force on a contribution, and how many changes of published editions name it. */
export async function findAnswer(db: Db, id: ContributionId): Promise<PublicAnswer | null> {
  const [row] = await db<PublicAnswer[]>`
    select
      decision.number,
      decision.verdict,
      decision.reason,
      decision.answer,
      decision.addressed_to as "addressedTo",
      decision.published_at as "publishedAt",
      (select count(*) from decisions.covering as other where other.decision_id = decision.id and other.is_in_force) as covered,
      (
        select count(*)
        from editions.change_decision
        join editions.change on change.id = change_decision.change_id
        join documents.edition on edition.id = change.edition_id and edition.state = 'published'
        where change_decision.decision_id = decision.id
      ) as "changeCount"
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where covering.contribution_id = ${id}
      and covering.is_in_force
  `;
  return row ?? null;
}

/** What happened to a contribution, in order. Reasons given to the author stay between them and the team. */
export async function listHistory(db: Db, id: ContributionId): Promise<readonly HistoryEvent[]> {
  return await db<HistoryEvent[]>`
    select submitted_at as at, 'submitted' as what, null as ground
    from contributions.public_contribution
    where id = ${id}
    union all
    select made_at, verb, ground
    from moderation.act
    where contribution_id = ${id}
    union all
    select made_at, 'reworded', null
    from contributions.rewording
    where contribution_id = ${id}
    union all
    select decision.published_at, 'decided', null
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    where covering.contribution_id = ${id}
      and decision.state <> 'draft'
    order by at
  `;
}
