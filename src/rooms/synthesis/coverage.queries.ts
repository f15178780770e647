import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { CoverageLine } from "./coverage.rules.ts";

function isUncovered(sql: Db) {
  return sql`not exists (
    select
    from synthesis.claim_contribution as attachment
    where attachment.contribution_id = line.contribution_id
      and attachment.removed_at is null
  )`;
}

/** Contributions and those under no claim, by the passage or the element they are about, in the order of the text. */
export async function coverageByPlace(sql: Db, processId: ProcessId): Promise<readonly CoverageLine[]> {
  return await sql<CoverageLine[]>`
    with counted as (
      select line.passage_id, line.node_id, count(*) as total, count(*) filter (where ${isUncovered(sql)}) as uncovered
      from corpus.line
      where line.process_id = ${processId}
      group by line.passage_id, line.node_id
    )
    select
      case
        when counted.passage_id is not null then passage.anchor
        else node.code
      end as value,
      case when counted.passage_id is not null then 'passage' else 'element' end as parameter,
      case
        when words.position is not null then node.code || '.' || words.position
        else node.code
      end as code,
      node.title as name,
      counted.total, counted.uncovered
    from counted
    left join documents.passage on passage.id = counted.passage_id
    left join lateral (
      -- the latest published edition that has it
      select edition.id
      from processes.process
      join documents.edition on edition.document_id = process.document_id and edition.state = 'published'
      where process.id = ${processId}
        and (
          exists (select from documents.edition_node as had where had.edition_id = edition.id and had.node_id = counted.node_id)
          or exists (
            select from documents.edition_passage as had where had.edition_id = edition.id and had.passage_id = counted.passage_id
          )
        )
      order by edition.number desc
      limit 1
    ) as edition on true
    left join documents.edition_passage as words
      on words.edition_id = edition.id and words.passage_id = counted.passage_id
    left join documents.edition_node as node
      on node.edition_id = edition.id and node.node_id = coalesce(words.node_id, counted.node_id)
    order by node.sort_key nulls first, words.position nulls first
  `;
}

/** The same by theme; a contribution coded to several counts in each, one coded to none in the last line. */
export async function coverageByTheme(sql: Db, processId: ProcessId): Promise<readonly CoverageLine[]> {
  return await sql<CoverageLine[]>`
    with coded as (
      select distinct line.contribution_id, code.theme_id
      from corpus.line
      left join themes.code on code.contribution_id = line.contribution_id and code.removed_at is null
      where line.process_id = ${processId}
    )
    select theme.code as value, 'theme' as parameter, null as code, theme.name, count(*) as total,
      count(*) filter (where ${isUncovered(sql)}) as uncovered
    from coded as line
    left join themes.theme on theme.id = line.theme_id
    group by theme.id
    order by theme.position nulls last, theme.code
  `;
}
