import type { Sql } from "#platform/db.ts";

/** Addresses of guests whose answer was published 90 days ago: nothing more is to be sent to them. */
export async function deleteAnsweredContacts(sql: Sql): Promise<number> {
  const deleted = await sql`
    delete from contributions.contact
    using decisions.covering, decisions.decision
    where covering.contribution_id = contact.contribution_id
      and covering.is_in_force
      and decision.id = covering.decision_id
      and decision.state = 'published'
      and decision.published_at < now() - interval '90 days'
      and contact.given_at < now() - interval '90 days'
  `;
  return deleted.count;
}
