import type { Invariant } from "#platform/invariant.ts";

export const editionsInvariants: readonly Invariant[] = [
  {
    id: "editions.every-difference-has-its-change",
    rule: 2,
    sentence:
      "Every passage of an edition that differs from the one before belongs to exactly one change, and every change names a decision or gives an editorial reason.",
    check: async (sql) => {
      const rows = await sql<{ slug: string; number: number; problem: string; object: string }[]>`
        select document.slug, edition.number, problems.problem, coalesce(passage.anchor, problems.node_id::text) as object
        from documents.edition
        join documents.document on document.id = edition.document_id
        cross join lateral editions.problems(edition.id) as problems
        left join documents.passage on passage.id = problems.passage_id
        where edition.state = 'published'
        order by document.slug, edition.number
        limit 200
      `;
      return rows.map(({ slug, number, problem, object }) => `${slug}, edition ${number}: ${problem} ${object}`);
    },
  },
  {
    id: "editions.changes-name-public-decisions",
    rule: 2,
    sentence: "A change of a published edition names only decisions that everybody can read.",
    check: async (sql) => {
      const rows = await sql<{ change: number; decision: number }[]>`
        select change.number as change, decision.number as decision
        from editions.change
        join documents.edition on edition.id = change.edition_id and edition.state = 'published'
        join editions.change_decision on change_decision.change_id = change.id
        join decisions.decision on decision.id = change_decision.decision_id
        where decision.state = 'draft'
        order by change.number
        limit 200
      `;
      return rows.map(({ change, decision }) => `change ${change}: decision ${decision} is a draft`);
    },
  },
];
