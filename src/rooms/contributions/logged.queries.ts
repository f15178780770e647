import type { ContributionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { LoggedContribution } from "./logged-act.rules.ts";

/**
 * Contributions as the log commits to them: the words of their author, those that a mask shows instead, what hides them, and
 * whether the log knows them. In the order in which they came; what is erased is left out, nothing of it can be said any more.
 */
export async function listLogged(db: Db, ids: readonly ContributionId[]): Promise<readonly LoggedContribution[]> {
  return await db<LoggedContribution[]>`
    select
      contribution.id, contribution.process_id as "processId", contribution.kind, contribution.edition_id as "editionId",
      contribution.node_id as "nodeId", contribution.passage_id as "passageId",
      contribution.about_contribution_id as "aboutContributionId", contribution.stance,
      contribution.category_code as "categoryCode", contribution.title, words.body, contribution.operation,
      words.proposed_text as "proposedText", contribution.author_name as "authorName", contribution.organisation,
      contribution.state, contribution.detached_at is not null as "isDetached",
      exists (select from journal.object where o = contribution.id) as "isLogged",
      coalesce(part.parts, '[]') as parts,
      case
        when mask.contribution_id is not null then jsonb_build_object(
          'body', mask.body,
          'proposedText', coalesce(mask.proposed_text, words.proposed_text),
          'parts', coalesce(part.masked, '[]')
        )
      end as masked,
      (
        select jsonb_build_object('ground', act.ground, 'role', act.acting_role, 'personId', act.made_by)
        from moderation.act
        where act.contribution_id = contribution.id
          and act.verb = 'mask'
          and mask.contribution_id is not null
        order by act.made_at desc, act.id desc
        limit 1
      ) as masking,
      (
        select jsonb_build_object('ground', act.ground, 'role', act.acting_role, 'personId', act.made_by)
        from moderation.act
        where act.contribution_id = contribution.id
          and act.verb in ('hide', 'ask_rephrase')
          and contribution.state in ('hidden', 'rephrase_asked')
        order by act.made_at desc, act.id desc
        limit 1
      ) as hiding
    from contributions.contribution
    join contributions.present_words as words on words.contribution_id = contribution.id
    left join lateral (
      select contribution_id, version, body, proposed_text
      from moderation.mask
      where mask.contribution_id = contribution.id
        and mask.lifted_at is null
      order by version desc
      limit 1
    ) as mask on true
    left join lateral (
      select
        jsonb_agg(
          jsonb_build_object('passageId', present.passage_id, 'operation', present.operation, 'proposedText', present.proposed_text)
          order by present.position
        ) as parts,
        jsonb_agg(
          jsonb_build_object(
            'passageId', present.passage_id, 'operation', present.operation,
            'proposedText', coalesce(masked.proposed_text, present.proposed_text)
          )
          order by present.position
        ) as masked
      from contributions.present_passage_words as present
      left join moderation.masked_passage as masked
        on masked.contribution_id = present.contribution_id
        and masked.version = mask.version
        and masked.position = present.position
      where present.contribution_id = contribution.id
        and present.position > 1
        and contribution.part_count > 1
    ) as part on true
    where contribution.id = any (${ids as ContributionId[]}::uuid[])
      and contribution.state <> 'erased'
    order by contribution.number
  `;
}
