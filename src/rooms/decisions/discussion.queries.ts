import type { DecisionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { SELECTION_LIMIT } from "./number-list.rules.ts";

/** Numbers of the arguments about what a decision covers that nobody has decided yet, in order. */
export async function openDiscussion(db: Db, id: DecisionId): Promise<readonly number[]> {
  const rows = await db<{ number: number }[]>`
    select argument.number
    from decisions.covering as subject
    join contributions.contribution as argument on argument.about_contribution_id = subject.contribution_id
    where subject.decision_id = ${id}
      and argument.state = 'published'
      and not exists (
        select from decisions.covering where covering.contribution_id = argument.id and covering.is_in_force
      )
    order by argument.number
    limit ${SELECTION_LIMIT}
  `;
  return rows.map(({ number }) => number);
}
