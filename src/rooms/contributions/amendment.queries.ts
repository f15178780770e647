import type { ContributionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Stance } from "./contribution.rules.ts";
import type { Argument, Discussion, PublicPart } from "./public-contribution.rules.ts";

/** The passages of a public amendment in their order, with the conflicts of each and what the last published edition that applied it says. */
export async function listParts(db: Db, id: ContributionId): Promise<readonly PublicPart[]> {
  return await db<PublicPart[]>`
    select
      part.position,
      part.passage_id as "passageId",
      passage.anchor,
      node.code || '.' || here.position as code,
      part.operation,
      part.about_text as "aboutText",
      part.proposed_text as "proposedText",
      coalesce(contested.conflicts, '[]') as conflicts,
      adopted.adoption
    from contributions.public_amended_passage as part
    join documents.passage on passage.id = part.passage_id
    join documents.edition_passage as here on here.edition_id = part.edition_id and here.passage_id = part.passage_id
    join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('number', other.number, 'words', conflict.words) order by other.number) as conflicts
      from amendments.conflict
      join contributions.public_contribution as other
        on other.id in (conflict.contribution_id, conflict.other_id) and other.id <> part.contribution_id
      where (conflict.contribution_id = part.contribution_id and conflict.position = part.position)
        or (conflict.other_id = part.contribution_id and conflict.other_position = part.position)
    ) as contested on true
    left join lateral (
      select jsonb_build_object(
        'outcome', application.outcome, 'edition', edition.number, 'decision', decision.number,
        'verdict', decision.verdict, 'reason', decision.reason, 'text', words.text, 'anchor', adopted_passage.anchor
      ) as adoption
      from amendments.application
      join documents.edition on edition.id = application.edition_id and edition.state = 'published'
      join decisions.decision on decision.id = application.decision_id and decision.state <> 'draft'
      join documents.passage as adopted_passage
        on adopted_passage.id = coalesce(application.added_passage_id, application.passage_id)
      left join documents.edition_passage as words
        on words.edition_id = edition.id and words.passage_id = adopted_passage.id
      where application.contribution_id = part.contribution_id
        and application.position = part.position
        and application.undone_at is null
      order by edition.number desc
      limit 1
    ) as adopted on true
    where part.contribution_id = ${id}
    order by part.position
  `;
}

export const ARGUMENTS_PAGE = 20;

/** What is argued about a contribution, the oldest first; all stances are counted, those of one are listed when it is given. */
export async function readDiscussion(
  db: Db,
  id: ContributionId,
  { stance = null, page = 1 }: { readonly stance?: Stance | null; readonly page?: number } = {},
): Promise<Discussion> {
  const [counted, listed] = await Promise.all([
    db<{ stance: Stance; count: number }[]>`
      select stance, count(*) as count
      from contributions.public_contribution
      where about_contribution_id = ${id}
      group by stance
    `,
    db<Argument[]>`
      select
        argument.number,
        argument.stance,
        argument.body,
        argument.language,
        argument.author_name as "authorName",
        argument.organisation,
        category.name_fr as "categoryFr",
        category.name_en as "categoryEn",
        argument.is_synthetic as "isSynthetic",
        argument.published_at as "publishedAt"
      from contributions.public_contribution as argument
      left join processes.actor_category as category on category.code = argument.category_code
      where argument.about_contribution_id = ${id}
        and (${stance}::text is null or argument.stance = ${stance})
      order by argument.number
      limit ${ARGUMENTS_PAGE}
      offset ${(page - 1) * ARGUMENTS_PAGE}
    `,
  ]);
  const count = (stance: Stance) => counted.find((row) => row.stance === stance)?.count ?? 0;
  return { counts: { for: count("for"), against: count("against"), nuance: count("nuance") }, arguments: listed };
}

/** Numbers of the public arguments about a contribution that no decision covers yet. */
export async function openArguments(db: Db, id: ContributionId): Promise<readonly number[]> {
  const rows = await db<{ number: number }[]>`
    select argument.number
    from contributions.public_contribution as argument
    where argument.about_contribution_id = ${id}
      and not exists (
        select from decisions.covering where covering.contribution_id = argument.id and covering.is_in_force
      )
    order by argument.number
  `;
  return rows.map(({ number }) => number);
}
