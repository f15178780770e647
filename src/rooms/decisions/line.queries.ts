import type { Db } from "#platform/db.ts";

/** Columns of a `ContributionLine`, from `line` (contributions.public_contribution) and the joins below. */
export function lineColumns(sql: Db) {
  return sql`
    line.id, line.number, line.kind, line.title, left(line.body, 1000) as words, line.language,
    line.about_text as "aboutText", line.proposed_text as "proposedText", line.operation,
    case when about_passage.passage_id is null then about_node.code else about_node.code || '.' || about_passage.position end
      as code,
    line.channel, line.organisation, line.author_name as "authorName", about_territory.name as territory,
    line.submitted_at as "submittedAt", line.is_synthetic as "isSynthetic"
  `;
}

/** What `line` is about, in the edition it was written on. */
export function lineJoins(sql: Db) {
  return sql`
    left join documents.edition_passage as about_passage
      on about_passage.edition_id = line.edition_id
      and about_passage.passage_id = line.passage_id
    left join documents.edition_node as about_node
      on about_node.edition_id = line.edition_id
      and about_node.node_id = coalesce(about_passage.node_id, line.node_id)
    left join processes.territory as about_territory on about_territory.code = line.territory_code
  `;
}
