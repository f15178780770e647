import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { PublicStatement, Statement, StatementState } from "./statement.rules.ts";

export const STATEMENT_PAGE = 50;

/** The elements of the text of a statement, as the last published edition names them. */
const nodes = (db: Db) => db`
  coalesce(
    (
      select jsonb_agg(
        jsonb_build_object(
          'id', statement_node.node_id, 'code', here.code, 'title', here.title, 'document', here.slug, 'edition', here.number
        )
        order by here.sort_key
      )
      from polls.statement_node
      join lateral (
        select edition_node.code, edition_node.title, edition_node.sort_key, edition.number, document.slug
        from documents.edition_node
        join documents.edition on edition.id = edition_node.edition_id
        join documents.document on document.id = edition.document_id
        where edition_node.node_id = statement_node.node_id
          and edition.state = 'published'
        order by edition.number desc
        limit 1
      ) as here on true
      where statement_node.statement_id = statement.id
    ),
    '[]'
  ) as nodes
`;

const columns = (db: Db) => db`
  statement.id, statement.number, statement.text, statement.language, statement.origin, statement.state,
  statement.hidden_reason as "hiddenReason", statement.hidden_note as "hiddenNote", statement.is_meta as "isMeta",
  statement.version, statement.proposed_at as "proposedAt", statement.contribution_id as "contributionId",
  contribution.number as "contributionNumber", replacing.number as "replacedBy", ${nodes(db)}
`;

/** All statements of a question, whatever their state, by number: for the team and the analysis. */
export async function listStatements(db: Db, pollId: PollId): Promise<readonly Statement[]> {
  return await db<Statement[]>`
    select ${columns(db)}
    from polls.statement
    left join contributions.contribution on contribution.id = statement.contribution_id
    left join polls.statement as replacing on replacing.id = statement.replaced_by
    where statement.poll_id = ${pollId}
    order by statement.number
  `;
}

/** One page of those in a state, by number: for the team. */
export async function statementsPaged(
  db: Db,
  pollId: PollId,
  { state, page }: { readonly state: StatementState; readonly page: number },
): Promise<readonly Statement[]> {
  return await db<Statement[]>`
    select ${columns(db)}
    from polls.statement
    left join contributions.contribution on contribution.id = statement.contribution_id
    left join polls.statement as replacing on replacing.id = statement.replaced_by
    where statement.poll_id = ${pollId}
      and statement.state = ${state}
    order by statement.number
    limit ${STATEMENT_PAGE}
    offset ${(page - 1) * STATEMENT_PAGE}
  `;
}

/** Those people vote on, by number. */
export async function shownStatements(db: Db, pollId: PollId): Promise<readonly Statement[]> {
  return await db<Statement[]>`
    select ${columns(db)}
    from polls.statement
    left join contributions.contribution on contribution.id = statement.contribution_id
    left join polls.statement as replacing on replacing.id = statement.replaced_by
    where statement.poll_id = ${pollId}
      and statement.state = 'shown'
    order by statement.number
  `;
}

export async function statementByNumber(db: Db, pollId: PollId, number: number): Promise<Statement | null> {
  const [row] = await db<Statement[]>`
    select ${columns(db)}
    from polls.statement
    left join contributions.contribution on contribution.id = statement.contribution_id
    left join polls.statement as replacing on replacing.id = statement.replaced_by
    where statement.poll_id = ${pollId}
      and statement.number = ${number}
  `;
  return row ?? null;
}

export type StatementCounts = { readonly shown: number; readonly hidden: number; readonly waiting: number };

export async function countStatements(db: Db, pollId: PollId): Promise<StatementCounts> {
  const [row] = await db<StatementCounts[]>`
    select
      count(*) filter (where state = 'shown') as shown,
      count(*) filter (where state = 'hidden') as hidden,
      count(*) filter (where state = 'waiting') as waiting
    from polls.statement
    where poll_id = ${pollId}
  `;
  return row ?? { shown: 0, hidden: 0, waiting: 0 };
}

/** What everybody reads of a question: those shown or those hidden, by number. */
export async function publicStatements(
  db: Db,
  pollId: PollId,
  { state, page }: { readonly state: "shown" | "hidden"; readonly page: number },
): Promise<readonly PublicStatement[]> {
  return await db<PublicStatement[]>`
    select
      statement.id, statement.number, statement.text, statement.language, statement.origin, statement.state,
      statement.hidden_reason as "hiddenReason", statement.hidden_note as "hiddenNote", statement.is_meta as "isMeta",
      statement.proposed_at as "proposedAt", contribution.number as "contributionNumber",
      statement.replaced_by as "replacedBy", ${nodes(db)}
    from polls.public_statement as statement
    left join contributions.contribution on contribution.id = statement.contribution_id
    where statement.poll_id = ${pollId}
      and statement.state = ${state}
    order by statement.number
    limit ${STATEMENT_PAGE}
    offset ${(page - 1) * STATEMENT_PAGE}
  `;
}
