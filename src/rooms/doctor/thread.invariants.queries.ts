import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

/** A passage belongs to one change of an edition: the unique index says so, and is looked at here as if it were gone. */
async function doubleChanges(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ slug: string; number: number; changes: string }[]>`
    select document.slug, edition.number, string_agg(change.number::text, ', ' order by change.number) as changes
    from editions.change
    join documents.edition on edition.id = change.edition_id
    join documents.document on document.id = edition.document_id
    group by document.slug, edition.number, change.passage_id, change.node_id
    having count(*) > 1
    order by document.slug, edition.number
  `;
  return rows.map(({ slug, number, changes }) => `${slug}, edition ${number}: changes ${changes} about the same place`);
}

async function changesByOtherDecisions(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ change: number; decision: number }[]>`
    select change.number as change, decision.number as decision
    from editions.change_decision as link
    join editions.change on change.id = link.change_id
    join documents.edition on edition.id = change.edition_id
    join decisions.decision on decision.id = link.decision_id
    join processes.process on process.id = decision.process_id
    where process.document_id is distinct from edition.document_id
    order by change.number, decision.number
  `;
  return rows.map(({ change, decision }) => `change ${change}: decision ${decision} is about another text`);
}

async function strayCoverings(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ contribution: number; decision: number }[]>`
    select contribution.number as contribution, decision.number as decision
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    join contributions.contribution on contribution.id = covering.contribution_id
    where decision.process_id <> contribution.process_id
    order by contribution.number
  `;
  return rows.map(
    ({ contribution, decision }) => `contribution ${contribution}: decision ${decision} of another process`,
  );
}

export const threadInvariants: readonly Invariant[] = [
  {
    id: "thread.one-change-a-place",
    rule: 2,
    sentence: "A passage or an element belongs to one change of an edition.",
    check: doubleChanges,
  },
  {
    id: "thread.changes-and-decisions-share-a-text",
    rule: 2,
    sentence: "A change names decisions of a process on the same text.",
    check: changesByOtherDecisions,
  },
  {
    id: "thread.decisions-cover-their-process",
    rule: 3,
    sentence: "A decision covers contributions of its own process only.",
    check: strayCoverings,
  },
];
