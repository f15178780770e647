import type { ProcessId } from "#kernel/ids.ts";
import { isUuid } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { ContributionLine } from "./contribution-line.rules.ts";
import { lineColumns, lineJoins } from "./line.queries.ts";
import { SELECTION_LIMIT } from "./number-list.rules.ts";

export const WAITING_PAGE = 50;

/** An empty text leaves a filter out. */
export type WaitingFilter = {
  readonly processId: ProcessId;
  /** Id of an element: those below it are counted in. */
  readonly element: string;
  /** Anchor or number of a passage, in lower case. */
  readonly passage: string;
  readonly kind: string;
  readonly channel: string;
  /** Code of a category: those below it are counted in. */
  readonly category: string;
  /** Code of a territory: those below it are counted in. */
  readonly territory: string;
  readonly text: string;
};

/** The one definition of "waits for a decision", with the filters. Reads `line` (contributions.public_contribution). */
function isWaiting(sql: Db, filter: WaitingFilter) {
  const { element, text } = filter;
  return sql`
    line.process_id = ${filter.processId}
    and not exists (
      select
      from decisions.covering
      where covering.contribution_id = line.id
        and covering.is_in_force
    )
    ${element === "" ? sql`` : isAboutElement(sql, element)}
    ${filter.passage === "" ? sql`` : isOnPassage(sql, filter.passage)}
    ${filter.kind === "" ? sql`` : sql`and line.kind = ${filter.kind}`}
    ${filter.channel === "" ? sql`` : sql`and line.channel = ${filter.channel}`}
    ${
      filter.category === ""
        ? sql``
        : sql`
    and line.category_code in (
      select code
      from processes.actor_category
      where ${filter.category} in (code, parent_code)
    )`
    }
    ${
      filter.territory === ""
        ? sql``
        : sql`
    and line.territory_code in (
      select code
      from processes.territory
      where ${filter.territory} in (code, parent_code)
    )`
    }
    ${text === "" ? sql`` : saysWords(sql, text)}
  `;
}

/** Named by its anchor, or by the number it has or had in an edition. */
function isOnPassage(sql: Db, name: string) {
  return sql`
    and line.passage_id in (
      select passage.id
      from documents.passage
      where passage.anchor = ${name}
      union all
      select edition_passage.passage_id
      from documents.edition_passage
      join documents.edition_node
        on edition_node.edition_id = edition_passage.edition_id
        and edition_node.node_id = edition_passage.node_id
      where lower(edition_node.code) || '.' || edition_passage.position = ${name}
    )
  `;
}

function isAboutElement(sql: Db, element: string) {
  return sql`
    and coalesce(
      line.node_id,
      (
        select edition_passage.node_id
        from documents.edition_passage
        where edition_passage.edition_id = line.edition_id
          and edition_passage.passage_id = line.passage_id
      )
    ) in (
      select inside.node_id
      from documents.edition_node as root
      join documents.edition_node as inside on inside.edition_id = root.edition_id
      where root.node_id = ${isUuid(element) ? element : null}
        and (inside.sort_key = root.sort_key or inside.sort_key like root.sort_key || '.%')
    )
  `;
}

/** Found by the index on the words as typed; where the public words differ, they alone count. */
function saysWords(sql: Db, typed: string) {
  const text = typed.normalize("NFC");
  return sql`
    and (
      line.is_reworded
      or line.id in (select id from contributions.contribution where search @@ websearch_to_tsquery('french', ${text}))
    )
    and (
      not (line.is_reworded or line.is_masked)
      or to_tsvector('french', normalize(concat_ws(' ', line.title, line.body, line.proposed_text), nfc))
        @@ websearch_to_tsquery('french', ${text})
    )
  `;
}

export async function countWaiting(sql: Db, filter: WaitingFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count
    from contributions.public_contribution as line
    where ${isWaiting(sql, filter)}
  `;
  return row?.count ?? 0;
}

/** Oldest first: nobody waits for ever. */
export async function listWaiting(sql: Db, filter: WaitingFilter, page: number): Promise<readonly ContributionLine[]> {
  return await sql<ContributionLine[]>`
    select ${lineColumns(sql)}
    from contributions.public_contribution as line
    ${lineJoins(sql)}
    where ${isWaiting(sql, filter)}
    order by line.number
    limit ${WAITING_PAGE}
    offset ${(page - 1) * WAITING_PAGE}
  `;
}

/** Numbers of all that a filter finds, at most one more than a decision may cover. */
export async function waitingNumbers(sql: Db, filter: WaitingFilter): Promise<readonly number[]> {
  const rows = await sql<{ number: number }[]>`
    select line.number
    from contributions.public_contribution as line
    where ${isWaiting(sql, filter)}
    order by line.number
    limit ${SELECTION_LIMIT + 1}
  `;
  return rows.map(({ number }) => number);
}

/** The first lines of a selection, to be read again before deciding. */
export async function linesOf(
  sql: Db,
  processId: ProcessId,
  numbers: readonly number[],
  limit: number,
): Promise<readonly ContributionLine[]> {
  return await sql<ContributionLine[]>`
    select ${lineColumns(sql)}
    from contributions.public_contribution as line
    ${lineJoins(sql)}
    where line.process_id = ${processId}
      and line.number = any (${numbers}::bigint[])
    order by line.number
    limit ${limit}
  `;
}

/** How much waits in all processes, and since when. */
export async function waitingSummary(sql: Db): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(contribution.published_at) as oldest
    from contributions.contribution
    where contribution.state = 'published'
      and not exists (
        select
        from decisions.covering
        where covering.contribution_id = contribution.id
          and covering.is_in_force
      )
  `;
  return row ?? { count: 0, oldest: null };
}

export type DeskProcess = {
  readonly id: ProcessId;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly waiting: number;
  readonly drafts: number;
  readonly published: number;
};

/** Processes of the desk: where most waits comes first. */
export async function listDeskProcesses(sql: Db): Promise<readonly DeskProcess[]> {
  return await sql<DeskProcess[]>`
    select process.id, process.slug, process.title, process.language,
      (
        select count(*)
        from contributions.contribution
        where contribution.process_id = process.id
          and contribution.state = 'published'
          and not exists (
            select from decisions.covering where covering.contribution_id = contribution.id and covering.is_in_force
          )
      ) as waiting,
      (select count(*) from decisions.decision where process_id = process.id and state = 'draft') as drafts,
      (select count(*) from decisions.decision where process_id = process.id and state = 'published') as published
    from processes.process
    order by waiting desc, drafts desc, process.created_at desc, process.slug
  `;
}

/** Elements of the text of a process, as its latest published edition names them. */
export async function listElements(
  sql: Db,
  processId: ProcessId,
): Promise<readonly { id: string; code: string; title: string; level: number }[]> {
  return await sql<{ id: string; code: string; title: string; level: number }[]>`
    select edition_node.node_id as id, edition_node.code, edition_node.title,
      array_length(string_to_array(edition_node.sort_key, '.'), 1) as level
    from documents.edition_node
    where edition_node.edition_id = (
      select edition.id
      from processes.process
      join documents.edition on edition.document_id = process.document_id
      where process.id = ${processId}
        and edition.state = 'published'
      order by edition.number desc
      limit 1
    )
    order by edition_node.sort_key
  `;
}

/** Drafts of all processes, and since when the oldest waits. */
export async function draftSummary(sql: Db): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(decided_at) as oldest
    from decisions.decision
    where state = 'draft'
  `;
  return row ?? { count: 0, oldest: null };
}
