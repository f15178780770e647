import type { DecisionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { BasisLine, Batch, Review, Successor, TiedClaim } from "./trace.rules.ts";

/** On what the group was chosen; what was undone before publication is left out. */
export async function listBasis(sql: Db, id: DecisionId): Promise<readonly BasisLine[]> {
  return await sql<BasisLine[]>`
    select basis.kind, basis.reference, basis.words, basis.count, basis.made_at as "madeAt"
    from decisions.basis
    left join decisions.batch on batch.id = basis.batch_id
    where basis.decision_id = ${id}
      and batch.undone_at is null
    order by basis.made_at, basis.id
  `;
}

/** Claims of the synthesis that a decision answers. */
export async function listClaims(sql: Db, id: DecisionId): Promise<readonly TiedClaim[]> {
  return await sql<TiedClaim[]>`
    select claim.number, claim.text, decision_claim.made_at as "madeAt",
      case
        when claim.state = 'published' then (
          select published_claim.text
          from synthesis.published_claim
          join synthesis.publication on publication.id = published_claim.publication_id
          where published_claim.claim_id = claim.id
          order by publication.number desc
          limit 1
        )
      end as "publishedText"
    from decisions.decision_claim
    join synthesis.claim on claim.id = decision_claim.claim_id
    where decision_claim.decision_id = ${id}
      and decision_claim.removed_at is null
    order by claim.number
  `;
}

/** Each act that added contributions, the latest first. */
export async function listBatches(sql: Db, id: DecisionId): Promise<readonly Batch[]> {
  return await sql<Batch[]>`
    select batch.id, batch.words, batch.count, person.display_name as by, batch.made_at as "madeAt",
      batch.undone_at as "undoneAt",
      (select count(*) from decisions.covering where covering.batch_id = batch.id) as left
    from decisions.batch
    left join accounts.person on person.id = batch.made_by
    where batch.decision_id = ${id}
    order by batch.made_at desc, batch.id
    limit 50
  `;
}

/** What the second readers did, in order. */
export async function listReviews(sql: Db, id: DecisionId): Promise<readonly Review[]> {
  return await sql<Review[]>`
    select review.act, review.version, review.note, person.display_name as by, review.acting_role as "actingRole",
      review.made_at as "madeAt"
    from decisions.review
    left join accounts.person on person.id = review.made_by
    where review.decision_id = ${id}
    order by review.made_at, review.id
    limit 200
  `;
}

/** The approvals of the version that was published. */
export async function listApprovals(sql: Db, id: DecisionId, version: number): Promise<readonly Review[]> {
  const reviews = await listReviews(sql, id);
  return reviews.filter((review) => review.act === "approved" && review.version === version);
}

/** Decisions that revise this one, in order; drafts are for the team only. */
export async function listSuccessors(sql: Db, id: DecisionId): Promise<readonly Successor[]> {
  return await sql<Successor[]>`
    select later.number, later.state, later.revision_reason as reason, later.published_at as "publishedAt",
      (select count(*) from decisions.covering where covering.decision_id = later.id) as count
    from decisions.decision as later
    where later.replaces = ${id}
      and later.discarded_at is null
    order by later.number
  `;
}
