import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** Decisions that a feed holds: readers ask often and keep what they read. */
export const FEED_LENGTH = 50;

export type FeedDecision = {
  readonly number: number;
  readonly verdict: string;
  readonly reason: string;
  readonly answer: string;
  readonly actingRole: string;
  readonly publishedAt: Date;
  readonly covers: number;
};

/** The decisions published last, those since replaced included: a feed tells what happened. */
export async function latestDecisions(db: Db, processId: ProcessId): Promise<readonly FeedDecision[]> {
  return await db<FeedDecision[]>`
    select
      decision.number,
      decision.verdict,
      decision.reason,
      decision.answer,
      decision.acting_role as "actingRole",
      decision.published_at as "publishedAt",
      (
        select count(*)
        from decisions.covering
        join contributions.contribution
          on contribution.id = covering.contribution_id
          and contribution.state = 'published'
        where covering.decision_id = decision.id
      ) as covers
    from decisions.decision
    where decision.process_id = ${processId}
      and decision.published_at is not null
    order by decision.published_at desc, decision.number desc
    limit ${FEED_LENGTH}
  `;
}
