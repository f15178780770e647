import type { Db } from "#platform/db.ts";
import { type CorpusFilter, keepsFew } from "./filter.rules.ts";
import { keptLines } from "./kept.queries.ts";
import type { Line } from "./line.rules.ts";

export const LIST_PAGE = 20;
type Fragment = ReturnType<typeof keptLines>;

export async function countLines(db: Db, filter: CorpusFilter): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*) as count ${keptLines(db, filter)}`;
  return row?.count ?? 0;
}

/** A draw that is made anew each day in Paris. */
function drawn(db: Db, number: Fragment) {
  // asked for once, not at each line
  return db`hashint8extended(${number}, (select (now() at time zone 'Europe/Paris')::date - date '2000-01-01'))`;
}

/** Where the last draft of themes sorted a contribution; what it did not sort comes after. */
function sorted(db: Db, contributionId: Fragment) {
  return db`coalesce(
    (
      select place.sort_place
      from drafts.draft_place as place
      where place.contribution_id = ${contributionId}
        and place.draft_id in (select draft_id from drafts.last_draft)
        and not place.is_stale
    ),
    2147483647
  )`;
}

/** The stated orders, on `line`; the number decides between equals. */
export function lineOrder(db: Db, order: CorpusFilter["order"]) {
  switch (order) {
    case "hasard":
      return db`${drawn(db, db`line.number`)}, line.number`;
    case "recentes":
      return db`line.submitted_at desc, line.number desc`;
    case "anciennes":
      return db`line.submitted_at, line.number`;
    case "ebauche":
      return db`${sorted(db, db`line.contribution_id`)}, line.number`;
    default:
      return order satisfies never;
  }
}

/** An order as it is walked from a contribution: the place of each line, of this one, and both ways. */
export function lineWalk(db: Db, order: CorpusFilter["order"], number: number) {
  const self = db`${number}::bigint`;
  const column = (name: Fragment) => db`(select ${name} from corpus.line where number = ${self})`;
  const keys = (): readonly [Fragment, Fragment] => {
    if (order === "hasard") return [drawn(db, db`line.number`), drawn(db, self)];
    if (order === "ebauche") {
      return [sorted(db, db`line.contribution_id`), sorted(db, column(db`contribution_id`))];
    }
    return [db`line.submitted_at`, column(db`submitted_at`)];
  };
  const [there, here] = keys();
  return {
    place: db`(${there}, line.number)`,
    here: db`(${here}, ${self})`,
    upwards: db`${there}, line.number`,
    downwards: db`${there} desc, line.number desc`,
  };
}

type Neighbours = { readonly previous: number | null; readonly next: number | null };

/**
 * What a filter keeps, as `found`. Where it keeps few of many they are found first: following the order and asking of each
 * line would read them all.
 */
function found(db: Db, filter: CorpusFilter) {
  return db`
    found as ${keepsFew(filter) ? db`materialized` : db`not materialized`} (
      select line.contribution_id, line.number, line.submitted_at
      ${keptLines(db, filter)}
    )
  `;
}

/** What the filter keeps just before and just after a contribution, in its order, whether it keeps that one or not. */
export async function neighboursOf(db: Db, filter: CorpusFilter, number: number): Promise<Neighbours> {
  const { place, here, upwards, downwards } = lineWalk(db, filter.order, number);
  const [row] = await db<{ smaller: number | null; larger: number | null }[]>`
    with ${found(db, filter)}
    select
      (select number from found as line where ${place} < ${here} order by ${downwards} limit 1) as smaller,
      (select number from found as line where ${place} > ${here} order by ${upwards} limit 1) as larger
  `;
  const { smaller = null, larger = null } = row ?? {};
  return filter.order === "recentes" ? { previous: larger, next: smaller } : { previous: smaller, next: larger };
}

/** One page of the list, in the order of the filter, in one query. */
export async function listLines(db: Db, filter: CorpusFilter, page: number): Promise<readonly Line[]> {
  return await linesIn(db, listed(db, filter, page), db``);
}

function listed(db: Db, filter: CorpusFilter, page: number) {
  return db`
    ${found(db, filter)},
    listed as materialized (
      select line.contribution_id, row_number() over () as place
      from (
        select line.contribution_id
        from found as line
        order by ${lineOrder(db, filter.order)}
        limit ${LIST_PAGE}
        offset ${(page - 1) * LIST_PAGE}
      ) as line
    )
  `;
}

/** The same with how many there are in all; what is found by words is looked for once. */
export async function pageOfLines(
  db: Db,
  filter: CorpusFilter,
  page: number,
): Promise<{ readonly count: number; readonly lines: readonly Line[] }> {
  if (!keepsFew(filter)) {
    const [count, lines] = await Promise.all([countLines(db, filter), listLines(db, filter, page)]);
    return { count, lines };
  }
  const lines = await linesIn<{ total: number }>(
    db,
    listed(db, filter, page),
    db`(select count(*) from found) as total,`,
  );
  return { count: lines[0]?.total ?? (page > 1 ? await countLines(db, filter) : 0), lines };
}

/** The lines of these contributions, in the order of their numbers. */
export async function linesOf(db: Db, filter: CorpusFilter, numbers: readonly number[]): Promise<readonly Line[]> {
  const listed = db`
    listed as materialized (
      select line.contribution_id, line.number as place
      from corpus.line as line
      where line.process_id = ${filter.processId}
        and line.number = any (${[...numbers]}::bigint[])
    )
  `;
  return await linesIn(db, listed, db``);
}

async function linesIn<More = unknown>(db: Db, listed: Fragment, more: Fragment): Promise<readonly (Line & More)[]> {
  return await db<(Line & More)[]>`
    with ${listed}
    select
      ${more}
      contribution.id as "contributionId",
      contribution.number,
      contribution.kind,
      contribution.title,
      left(contribution.body, 600) as body,
      contribution.language,
      contribution.is_synthetic as "isSynthetic",
      contribution.submitted_at as "submittedAt",
      contribution.channel,
      contribution.author_name as "authorName",
      contribution.organisation,
      category.name_fr as "categoryFr",
      category.name_en as "categoryEn",
      territory.name as territory,
      document.slug as "documentSlug",
      edition.number as "editionNumber",
      node.code as "nodeCode",
      node.code || '.' || here.position as "passageCode",
      passage.anchor as "passageAnchor",
      line.verdict,
      support.for_count as "forCount",
      support.against_count as "againstCount"
    from listed
    join corpus.line on line.contribution_id = listed.contribution_id
    join contributions.public_contribution as contribution on contribution.id = listed.contribution_id
    join documents.edition on edition.id = contribution.edition_id
    join documents.document on document.id = edition.document_id
    left join processes.actor_category as category on category.code = contribution.category_code
    left join processes.territory on territory.code = contribution.territory_code
    left join documents.edition_passage as here
      on here.edition_id = contribution.edition_id and here.passage_id = contribution.passage_id
    left join documents.edition_node as node
      on node.edition_id = contribution.edition_id and node.node_id = coalesce(contribution.node_id, here.node_id)
    left join documents.passage on passage.id = contribution.passage_id
    cross join lateral (
      select
        count(*) filter (where support.value = 'for') as for_count,
        count(*) filter (where support.value = 'against') as against_count
      from contributions.support
      where support.contribution_id = listed.contribution_id
    ) as support
    order by listed.place
  `;
}

/** The numbers of what a filter keeps, in their order, at most `limit`. */
export async function lineNumbers(db: Db, filter: CorpusFilter, limit: number): Promise<readonly number[]> {
  const rows = await db<{ number: number }[]>`
    select line.number
    ${keptLines(db, filter)}
    order by line.number
    limit ${limit}
  `;
  return rows.map(({ number }) => number);
}

export type Fingerprint = { readonly count: number; readonly digest: string };

/** Says which set a filter keeps at this moment: an act on it applies to exactly what was looked at. */
export async function fingerprint(db: Db, filter: CorpusFilter): Promise<Fingerprint> {
  const [row] = await db<Fingerprint[]>`
    select
      count(*) as count,
      encode(sha256(convert_to(coalesce(string_agg(line.number::text, ',' order by line.number), ''), 'UTF8')), 'hex') as digest
    ${keptLines(db, filter)}
  `;
  return row ?? { count: 0, digest: "" };
}
