import type { DecisionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { AnswerFacts } from "./answer-document.rules.ts";

/** With the digest that the log holds of it: null when it is not there yet. */
export type LoggedAnswer = AnswerFacts & { readonly logged: Uint8Array | null };

/** Published answers, in the order in which they were published; drafts are left out. */
export async function listAnswers(db: Db, ids: readonly DecisionId[]): Promise<readonly LoggedAnswer[]> {
  return await db<LoggedAnswer[]>`
    select decision.id, decision.process_id as "processId", decision.number, decision.verdict,
      decision.addressed_to as "addressedTo", decision.reason, decision.answer, decision.published_at as "publishedAt",
      decision.replaces, decision.revision_reason as "revisionReason", object.hash as logged,
      coalesce(later.ids, '[]') as "revisedBy", coalesce(covered.list, '[]') as contributions
    from decisions.decision
    left join journal.object on object.o = decision.id
    left join lateral (
      select jsonb_agg(revision.id order by revision.number) as ids
      from decisions.decision as revision
      where revision.replaces = decision.id
        and revision.state <> 'draft'
    ) as later on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', contribution.id, 'number', contribution.number) order by contribution.number) as list
      from decisions.covering
      join contributions.contribution on contribution.id = covering.contribution_id
      where covering.decision_id = decision.id
        and covering.is_in_force
    ) as covered on true
    where decision.id = any (${ids as DecisionId[]}::uuid[])
      and decision.state <> 'draft'
    order by decision.published_at, decision.number
  `;
}
