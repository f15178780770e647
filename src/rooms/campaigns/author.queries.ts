import type { Db } from "#platform/db.ts";
import type { AuthorKey } from "./author.rules.ts";

/**
 * The same person: the same account; or the same address given for the answer; or an address that is the account's. Who gave
 * neither is a person of their own for each text.
 */
export async function readAuthorKeys(db: Db, campaignId: string): Promise<readonly AuthorKey[]> {
  return await db<AuthorKey[]>`
    select
      member.contribution_id as id,
      member.author,
      coalesce(
        'account ' || coalesce(contribution.person_id, owner.id),
        'address ' || contact.email,
        'text ' || contribution.id
      ) as key
    from campaigns.member
    join contributions.contribution on contribution.id = member.contribution_id
    left join contributions.contact on contact.contribution_id = contribution.id
    left join accounts.person as owner on owner.email = contact.email
    where member.campaign_id = ${campaignId}
    order by contribution.number
  `;
}
