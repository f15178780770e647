import type { ContributionId, PersonId } from "#kernel/ids.ts";
import type { Db, Sql } from "#platform/db.ts";
import type { ContributionState, Ground, Verb } from "./moderation.rules.ts";

export type Appeal = {
  readonly id: string;
  readonly contributionId: ContributionId;
  readonly number: number;
  readonly state: ContributionState;
  /** Its author was separated from it: its own words cannot come back. */
  readonly isDetached: boolean;
  /** The words as the author last wrote them: those that would be shown again. */
  readonly body: string;
  readonly proposedText: string | null;
  readonly language: string;
  readonly words: string;
  readonly madeAt: Date;
  readonly verb: Verb;
  readonly ground: Ground | null;
  readonly reason: string | null;
  readonly actMadeBy: PersonId | null;
  readonly actMadeAt: Date;
  readonly outcome: "upheld" | "overturned" | null;
  readonly outcomeReason: string | null;
  readonly decidedAt: Date | null;
};

function selectAppeals(sql: Db) {
  return sql`
    select
      appeal.id, appeal.contribution_id as "contributionId", contribution.number, contribution.state,
      contribution.detached_at is not null as "isDetached", wording.body, contribution.language,
      (
        select string_agg(part.proposed_text, E'\n\n' order by part.position)
        from contributions.present_passage_words as part
        where part.contribution_id = contribution.id
      ) as "proposedText",
      appeal.words, appeal.made_at as "madeAt",
      act.verb, act.ground, act.reason, act.made_by as "actMadeBy", act.made_at as "actMadeAt",
      appeal.outcome, appeal.outcome_reason as "outcomeReason", appeal.decided_at as "decidedAt"
    from moderation.appeal
    join moderation.act on act.id = appeal.act_id
    join contributions.contribution on contribution.id = appeal.contribution_id
    join contributions.present_words as wording on wording.contribution_id = contribution.id
  `;
}

/** Appeals that wait, oldest first. */
export async function waitingAppeals(sql: Sql): Promise<readonly Appeal[]> {
  return await sql<Appeal[]>`
    ${selectAppeals(sql)}
    where appeal.outcome is null
    order by appeal.made_at, appeal.id
    limit 100
  `;
}

export async function appealById(sql: Db, id: string): Promise<Appeal | null> {
  const [row] = await sql<Appeal[]>`
    ${selectAppeals(sql)}
    where appeal.id = ${id}
  `;
  return row ?? null;
}

export type Contestable = {
  readonly actId: string;
  readonly verb: Verb;
  readonly ground: Ground | null;
  readonly reason: string | null;
  readonly madeAt: Date;
  /** An appeal already made against this act. */
  readonly isContested: boolean;
};

/** The act that took a contribution, or words of it, out of sight, as its author may contest it; null when all is in sight. */
export async function contestableAct(sql: Db, id: ContributionId): Promise<Contestable | null> {
  const [row] = await sql<Contestable[]>`
    select
      act.id as "actId", act.verb, act.ground, act.reason, act.made_at as "madeAt",
      exists (select from moderation.appeal where appeal.act_id = act.id) as "isContested"
    from moderation.act
    join contributions.contribution on contribution.id = act.contribution_id
    where act.contribution_id = ${id}
      and (
        (act.verb in ('hide', 'ask_rephrase') and contribution.state in ('hidden', 'rephrase_asked'))
        or (
          act.verb = 'mask'
          and contribution.state = 'published'
          and exists (select from moderation.mask where mask.contribution_id = act.contribution_id and mask.lifted_at is null)
        )
      )
    order by act.made_at desc, act.id desc
    limit 1
  `;
  return row ?? null;
}
