import type { DecisionId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { codeOfChange } from "./change-code.queries.ts";
import type { ContributionLine } from "./contribution-line.rules.ts";
import type { CausedChange, CoveredLine, Decision, DecisionState, VerdictCount } from "./decision.rules.ts";
import { lineColumns, lineJoins } from "./line.queries.ts";
import type { ReviewState } from "./review.rules.ts";
import type { Verdict } from "./verdict.rules.ts";

export const DECISION_PAGE = 15;

/** What a decision covers is counted once for both of its figures. */
function coveredCounts(sql: Db) {
  return sql`
    cross join lateral (
      select count(*) as "coverCount", count(covering.ended_by) as "endedCount"
      from decisions.covering
      join corpus.line on line.contribution_id = covering.contribution_id
      where covering.decision_id = decision.id
    ) as covered
  `;
}

function decisionColumns(sql: Db) {
  return sql`
    decision.id, decision.number, decision.process_id as "processId", process.slug as "processSlug",
    process.title as "processTitle", process.language, decision.verdict, decision.reason, decision.answer,
    decision.addressed_to as "addressedTo", decision.state, decision.acting_role as "actingRole",
    decision.decided_at as "decidedAt", decision.published_at as "publishedAt", decision.version,
    (select number from decisions.decision as earlier where earlier.id = decision.replaces) as replaces,
    decision.revision_reason as "revisionReason", decision.review, process.needs_second_reader as "needsSecondReader",
    decision.decided_by as "decidedBy",
    (select display_name from accounts.person where person.id = decision.decided_by) as "decidedByName", decision.written_by as "writtenBy", decision.discarded_at as "discardedAt",
    covered."coverCount", covered."endedCount"
  `;
}

/** Drafts included: public pages refuse them. */
export async function findDecision(sql: Db, number: string | undefined): Promise<Decision | null> {
  if (!/^[1-9]\d{0,14}$/.test(number ?? "")) return null;
  const [row] = await sql<Decision[]>`
    select ${decisionColumns(sql)}
    from decisions.decision
    join processes.process on process.id = decision.process_id
    ${coveredCounts(sql)}
    where decision.number = ${Number(number)}
  `;
  return row ?? null;
}

type ListOptions = {
  readonly state: DecisionState;
  readonly verdict: Verdict | null;
  readonly page: number;
  readonly review?: ReviewState | null;
  /** Drafts that were put aside, instead of those in use. */
  readonly discarded?: boolean;
};

/** Of one process and one state; the youngest first. */
export async function listDecisions(
  sql: Db,
  processId: ProcessId,
  { state, verdict, page, review = null, discarded = false }: ListOptions,
): Promise<readonly Decision[]> {
  return await sql<Decision[]>`
    select ${decisionColumns(sql)}
    from decisions.decision
    join processes.process on process.id = decision.process_id
    ${coveredCounts(sql)}
    where decision.process_id = ${processId}
      and decision.state = ${state}
      and (decision.discarded_at is not null) = ${discarded}
      and (${review}::text is null or decision.review = ${review})
      and (${verdict}::text is null or decision.verdict = ${verdict})
    order by decision.number desc
    limit ${DECISION_PAGE}
    offset ${(page - 1) * DECISION_PAGE}
  `;
}

export async function listDecisionsById(sql: Db, ids: readonly DecisionId[]): Promise<readonly Decision[]> {
  return await sql<Decision[]>`
    select ${decisionColumns(sql)}
    from decisions.decision
    join processes.process on process.id = decision.process_id
    ${coveredCounts(sql)}
    where decision.id = any (${ids}::uuid[])
    order by decision.number
  `;
}

/** Published decisions in force by verdict, and the contributions they answer. */
export async function countByVerdict(sql: Db, processId: ProcessId): Promise<readonly VerdictCount[]> {
  return await sql<VerdictCount[]>`
    select decision.verdict, count(distinct decision.id) as decisions, count(line.contribution_id) as contributions
    from decisions.decision
    left join decisions.covering on covering.decision_id = decision.id and covering.is_in_force
    left join corpus.line on line.contribution_id = covering.contribution_id
    where decision.process_id = ${processId}
      and decision.state = 'published'
    group by decision.verdict
  `;
}

/** Public contributions that a decision covers, or covered before it was replaced. The page is cut before words are read. */
export async function listCovered(sql: Db, decisionId: DecisionId, page: number): Promise<readonly CoveredLine[]> {
  return await sql<CoveredLine[]>`
    with chosen as materialized (
      select kept.contribution_id as id, covering.ended_by, covering.ended_at
      from decisions.covering
      join corpus.line as kept on kept.contribution_id = covering.contribution_id
      where covering.decision_id = ${decisionId}
      order by kept.number
      limit ${DECISION_PAGE}
      offset ${(page - 1) * DECISION_PAGE}
    )
    select ${lineColumns(sql)}, later.number as "endedBy", chosen.ended_at as "endedAt"
    from chosen
    join contributions.public_contribution as line on line.id = chosen.id
    left join decisions.decision as later on later.id = chosen.ended_by
    ${lineJoins(sql)}
    order by line.number
  `;
}

/** What a decision changed in the text, published editions first. Drafts are for the team only. */
export async function listCausedChanges(sql: Db, decisionId: DecisionId): Promise<readonly CausedChange[]> {
  return await sql<CausedChange[]>`
    select change.number, change.kind, edition.number as edition, document.slug as document,
      document.title as "documentTitle", change_decision.made_at as "madeAt", edition.state = 'published' as "isPublished",
      ${codeOfChange(sql)} as code
    from editions.change_decision
    join editions.change on change.id = change_decision.change_id
    join documents.edition on edition.id = change.edition_id
    join documents.document on document.id = edition.document_id
    where change_decision.decision_id = ${decisionId}
    order by edition.number, change.number
    limit 200
  `;
}

/** Addresses that a mail would reach if these decisions were published: one for each author, however many contributions. */
export async function countAddresses(sql: Db, decisionIds: readonly DecisionId[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct coalesce(contact.email, person.email)) as count
    from decisions.covering
    join contributions.contribution on contribution.id = covering.contribution_id
    left join contributions.contact on contact.contribution_id = contribution.id
    left join accounts.person on person.id = contribution.person_id and person.status = 'active'
    where covering.decision_id = any (${decisionIds}::uuid[])
      and contribution.state = 'published'
  `;
  return row?.count ?? 0;
}

/** Public meter: published contributions of a process, and those with a published answer. */
export async function readMeter(
  sql: Db,
  processId: ProcessId,
): Promise<{ readonly answered: number; readonly total: number }> {
  const [row] = await sql<{ answered: number; total: number }[]>`
    select count(*) as total, count(decision.id) as answered
    from corpus.line
    left join decisions.covering on covering.contribution_id = line.contribution_id and covering.is_in_force
    left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where line.process_id = ${processId}
  `;
  return row ?? { answered: 0, total: 0 };
}

type Behind = { readonly page: number; readonly size: number; readonly first: { readonly passageId: string | null } };

/** Public contributions that some decisions cover or covered, each once; those on one passage first. */
export async function listCoveredBy(
  sql: Db,
  decisionIds: readonly DecisionId[],
  { page, size, first }: Behind,
): Promise<{ readonly count: number; readonly lines: readonly ContributionLine[] }> {
  const rows = await sql<(ContributionLine & { total: number })[]>`
    with chosen as materialized (
      select contribution.id, count(*) over () as total,
        contribution.passage_id is not distinct from ${first.passageId}::uuid as is_first
      from contributions.contribution
      where contribution.state = 'published'
        and contribution.id in (
          select contribution_id
          from decisions.covering
          where decision_id = any (${decisionIds}::uuid[])
        )
      order by is_first desc, contribution.number
      limit ${size}
      offset ${(page - 1) * size}
    )
    select ${lineColumns(sql)}, chosen.total
    from chosen
    join contributions.public_contribution as line on line.id = chosen.id
    ${lineJoins(sql)}
    order by chosen.is_first desc, line.number
  `;
  return { count: rows[0]?.total ?? 0, lines: rows.map(({ total: _, ...line }) => line) };
}
