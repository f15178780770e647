import type { ContributionId, PersonId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { OwnFacts, OwnLine } from "./own.rules.ts";

export const OWN_PAGE = 50;

/** The contributions an account sent and did not erase, newest first. */
export async function listOwn(db: Db, personId: PersonId, page: number): Promise<readonly OwnLine[]> {
  return await db<OwnLine[]>`
    select contribution.id, contribution.number, contribution.kind, contribution.state, process.title as "processTitle",
      case when length(present.body) > 80 then regexp_replace(left(present.body, 80), '[[:space:]]+[^[:space:]]*$', '') || '…'
        else present.body
      end as excerpt,
      contribution.submitted_at as "submittedAt"
    from contributions.contribution
    join contributions.present_words as present on present.contribution_id = contribution.id
    join processes.process on process.id = contribution.process_id
    where contribution.person_id = ${personId}
    order by contribution.number desc
    limit ${OWN_PAGE}
    offset ${(page - 1) * OWN_PAGE}
  `;
}

export async function countOwn(db: Db, personId: PersonId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from contributions.contribution
    where person_id = ${personId}
  `;
  return row?.count ?? 0;
}

/** Held until the end of the transaction, in one order for everybody. */
export async function lockOwn(tx: Tx, personId: PersonId): Promise<readonly ContributionId[]> {
  const rows = await tx<{ id: ContributionId }[]>`
    select id
    from contributions.contribution
    where person_id = ${personId}
    order by id
    for update
  `;
  return rows.map(({ id }) => id);
}

/** What decides which rights can still be used on a contribution, and what must be said before. */
export async function ownFacts(db: Db, id: ContributionId): Promise<OwnFacts | null> {
  const [row] = await db<OwnFacts[]>`
    select contribution.id, contribution.number, contribution.state, contribution.kind, process.title as "processTitle",
      contribution.author_name as "authorName", contribution.organisation, contribution.category_code as "categoryCode",
      contribution.submitted_at as "submittedAt", contribution.published_at as "publishedAt",
      contribution.detached_at as "detachedAt", contribution.erased_at as "erasedAt",
      exists (select from contributions.contact where contribution_id = contribution.id) as "hasAddress",
      contribution.person_id is not null as "hasAccount",
      exists (
        select
        from amendments.application
        join documents.edition on edition.id = application.edition_id and edition.state = 'published'
        where application.contribution_id = contribution.id
          and application.undone_at is null
          and application.outcome <> 'declined'
      ) as "isInEdition"
    from contributions.contribution
    join processes.process on process.id = contribution.process_id
    where contribution.id = ${id}
  `;
  return row ?? null;
}
