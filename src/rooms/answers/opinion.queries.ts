import type { ContributionId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { AnswerToJudge, Opinion, OpinionProcess, ToldOpinion } from "./opinion.rules.ts";

/** The published answer in force for a contribution, with what its author said of it. Null while there is none. */
export async function findAnswer(db: Db, id: ContributionId): Promise<AnswerToJudge | null> {
  const [row] = await db<AnswerToJudge[]>`
    select
      contribution.number,
      decision.id as "decisionId",
      decision.number as "decisionNumber",
      decision.verdict,
      decision.reason,
      decision.answer,
      process.language,
      decision.published_at as "publishedAt",
      opinion.value,
      opinion.why
    from contributions.contribution
    join processes.process on process.id = contribution.process_id
    join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
    join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    left join answers.opinion
      on opinion.contribution_id = contribution.id
      and opinion.decision_id = decision.id
    where contribution.id = ${id}
      and contribution.state = 'published'
  `;
  return row ?? null;
}

export const OPINIONS_PAGE = 50;

/** What authors said of the answers of a process, the unhappy first, then the latest. For the team. */
export async function listOpinions(
  db: Db,
  processId: ProcessId,
  value: Opinion | null,
  page: number,
): Promise<readonly ToldOpinion[]> {
  return await db<ToldOpinion[]>`
    select
      contribution.number as contribution,
      decision.number as decision,
      decision.verdict,
      opinion.value,
      opinion.why,
      coalesce(opinion.changed_at, opinion.given_at) as at
    from answers.opinion
    join decisions.decision on decision.id = opinion.decision_id
    join contributions.contribution
      on contribution.id = opinion.contribution_id
      and contribution.state = 'published'
    where decision.process_id = ${processId}
      ${value === null ? db`` : db`and opinion.value = ${value}`}
    order by array_position(array['no', 'partly', 'yes'], opinion.value), at desc, contribution.number
    limit ${OPINIONS_PAGE}
    offset ${(page - 1) * OPINIONS_PAGE}
  `;
}

/** Processes whose answers were judged, and how often. */
export async function listOpinionProcesses(db: Db): Promise<readonly OpinionProcess[]> {
  return await db<OpinionProcess[]>`
    select process.id, process.slug, process.title, process.language, count(opinion.decision_id) as opinions
    from processes.process
    left join decisions.decision on decision.process_id = process.id
    left join answers.opinion on opinion.decision_id = decision.id
    group by process.id
    order by opinions desc, process.created_at desc, process.slug
    limit 100
  `;
}

export async function countOpinions(db: Db, processId: ProcessId, value: Opinion | null): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from answers.opinion
    join decisions.decision on decision.id = opinion.decision_id
    join contributions.contribution
      on contribution.id = opinion.contribution_id
      and contribution.state = 'published'
    where decision.process_id = ${processId}
      ${value === null ? db`` : db`and opinion.value = ${value}`}
  `;
  return row?.count ?? 0;
}

/** Authors who were not answered, for the team's home: how many in the last thirty days, and since when. */
export async function unansweredSummary(db: Db): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await db<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(coalesce(opinion.changed_at, opinion.given_at)) as oldest
    from answers.opinion
    join decisions.covering
      on covering.decision_id = opinion.decision_id
      and covering.contribution_id = opinion.contribution_id
      and covering.is_in_force
    where opinion.value = 'no'
      and coalesce(opinion.changed_at, opinion.given_at) > now() - interval '30 days'
  `;
  return row ?? { count: 0, oldest: null };
}
