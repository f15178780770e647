import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { type AnswerLine, DELAYS, type DelayName, type Figures } from "./figures.rules.ts";
import type { OpinionCounts } from "./opinion.rules.ts";

type Answered = {
  readonly verdict: string | null;
  readonly delay: DelayName | null;
  readonly count: number;
  readonly oldest: Date | null;
};

const [MONTH, QUARTER, HALF] = DELAYS.map(({ days }) => days);

/** Everything the public page of answers counts, in three queries over the rows themselves. */
export async function readFigures(db: Db, processId: ProcessId): Promise<Figures> {
  const [rows, [median], [opinions]] = await Promise.all([
    db<Answered[]>`
      select
        answered.verdict,
        case
          when answered.days is null then null
          when answered.days <= ${MONTH ?? 0} then 'month'
          when answered.days <= ${QUARTER ?? 0} then 'quarter'
          when answered.days <= ${HALF ?? 0} then 'half'
          else 'longer'
        end as delay,
        count(*) as count,
        min(answered.published_at) filter (where answered.verdict is null) as oldest
      from (${answeredLines(db, processId)}) as answered
      group by 1, 2
    `,
    db<{ days: number | null }[]>`
      select percentile_cont(0.5) within group (order by answered.days)::float8 as days
      from (${answeredLines(db, processId)}) as answered
      where answered.days is not null
    `,
    db<OpinionCounts[]>`
      select
        count(*) filter (where opinion.value = 'yes') as yes,
        count(*) filter (where opinion.value = 'partly') as partly,
        count(*) filter (where opinion.value = 'no') as no
      from answers.opinion
      join decisions.decision on decision.id = opinion.decision_id
      join contributions.contribution
        on contribution.id = opinion.contribution_id
        and contribution.state = 'published'
      where decision.process_id = ${processId}
    `,
  ]);
  const sum = (keep: (row: Answered) => boolean): number =>
    rows.filter(keep).reduce((total, { count }) => total + count, 0);
  const verdicts = [...new Set(rows.flatMap(({ verdict }) => verdict ?? []))];
  return {
    total: sum(() => true),
    answered: sum(({ verdict }) => verdict !== null),
    oldestWaiting: rows.find(({ verdict }) => verdict === null)?.oldest ?? null,
    medianDays: median?.days ?? null,
    opinions: opinions ?? { yes: 0, partly: 0, no: 0 },
    verdicts: verdicts.map((verdict) => ({ verdict, count: sum((row) => row.verdict === verdict) })),
    delays: DELAYS.map(({ name }) => ({ name, count: sum(({ delay }) => delay === name) })),
  };
}

/** Each published contribution with the verdict of its published answer, and the days from sending to the first answer. */
function answeredLines(db: Db, processId: ProcessId) {
  return db`
    select contribution.published_at, decision.verdict, contribution.category_code,
      extract(epoch from first_answer.at - contribution.submitted_at) / 86400 as days
    from contributions.contribution
    left join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
    left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    left join lateral (
      select min(earlier.published_at) as at
      from decisions.covering as any_covering
      join decisions.decision as earlier on earlier.id = any_covering.decision_id and earlier.state in ('published', 'replaced')
      where any_covering.contribution_id = contribution.id
        and decision.id is not null
    ) as first_answer on true
    where contribution.process_id = ${processId}
      and contribution.state = 'published'
  `;
}

/** Published and answered contributions by category of actor, the largest first; with the categories below them. */
export async function readByCategory(db: Db, processId: ProcessId, lang: "fr" | "en"): Promise<readonly AnswerLine[]> {
  return await db<AnswerLine[]>`
    select
      ${lang === "en" ? db`coalesce(top.name_en, top.name_fr)` : db`top.name_fr`} as label,
      count(*) as total,
      count(answered.verdict) as answered
    from (${answeredLines(db, processId)}) as answered
    join processes.actor_category as category on category.code = answered.category_code
    join processes.actor_category as top on top.code = coalesce(category.parent_code, category.code)
    group by top.code
    order by total desc, label
  `;
}

/**
 * Published and answered contributions by theme, the largest first; a contribution of two themes counts in both. Null while no
 * theme is signed with an agreement that lets it be counted.
 */
export async function readByTheme(db: Db, processId: ProcessId): Promise<readonly AnswerLine[] | null> {
  const lines = await db<AnswerLine[]>`
    select theme.name as label, count(line.contribution_id) as total, count(decision.id) as answered
    from themes.standing
    join themes.theme on theme.id = standing.theme_id
    left join (
      select distinct code.theme_id, code.contribution_id
      from themes.code
      join contributions.contribution on contribution.id = code.contribution_id and contribution.state = 'published'
      where code.removed_at is null
    ) as line on line.theme_id = theme.id
    left join decisions.covering on covering.contribution_id = line.contribution_id and covering.is_in_force
    left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where standing.process_id = ${processId}
      and standing.standing in ('counts', 'indicative')
    group by theme.id
    order by total desc, label
  `;
  return lines.length > 0 ? lines : null;
}
