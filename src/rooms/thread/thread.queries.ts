import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { KINDS, type Kind, type Knot, type Link, type Strand } from "./thread.rules.ts";

/** Links of one kind shown at once; the page of the thing itself lists them all. */
export const LINKS_SHOWN = 50;

type Row = {
  readonly kind: Kind;
  readonly id: string;
  readonly madeAt: Date;
  readonly actingRole: string;
  readonly count: number;
};

/** What leads to a knot, or what it leads to: in the order the links were made, by kind. */
export async function strandsOf(
  db: Db,
  { kind, id }: Pick<Knot, "kind" | "id">,
  direction: "before" | "after",
): Promise<readonly Strand[]> {
  const rows = await db<Row[]>`
    select ranked.kind, ranked.id, ranked.made_at as "madeAt", ranked.acting_role as "actingRole", ranked.count
    from (
      select link.*, count(*) over same_kind as count, row_number() over (same_kind order by made_at, id) as place
      from (${direction === "after" ? linksFrom(db, kind, id) : linksTo(db, kind, id)}) as link
      window same_kind as (partition by link.kind)
    ) as ranked
    where ranked.place <= ${LINKS_SHOWN}
    order by ranked.place
  `;
  const knots = await describe(db, rows);
  return KINDS.flatMap((one): readonly Strand[] => {
    const own = rows.filter((row) => row.kind === one);
    const [first] = own;
    if (!first) return [];
    const links = own.flatMap(({ id: end, madeAt, actingRole }): readonly Link[] => {
      const knot = knots.get(`${one} ${end}`);
      return knot ? [{ knot, madeAt, actingRole }] : [];
    });
    return [{ kind: one, links, count: first.count }];
  });
}

function linksFrom(db: Db, kind: Kind, id: string) {
  return db`
    select to_kind as kind, to_id as id, made_at, acting_role
    from thread.link
    where from_kind = ${kind}
      and from_id = ${id}
  `;
}

function linksTo(db: Db, kind: Kind, id: string) {
  return db`
    select from_kind as kind, from_id as id, made_at, acting_role
    from thread.link
    where to_kind = ${kind}
      and to_id = ${id}
  `;
}

type Described = Knot & { readonly processId: ProcessId | null; readonly isPublic: boolean };

/** One knot with the process that says who may read it; null when the public record does not hold it. */
export async function findKnot(db: Db, kind: Kind, id: string): Promise<Described | null> {
  const [found] = await readKnots(db, kind, [id]);
  return found ?? null;
}

async function describe(
  db: Db,
  ends: readonly { readonly kind: Kind; readonly id: string }[],
): Promise<ReadonlyMap<string, Knot>> {
  const kinds = KINDS.filter((kind) => ends.some((end) => end.kind === kind));
  const found = await Promise.all(
    kinds.map((kind) =>
      readKnots(
        db,
        kind,
        ends.filter((end) => end.kind === kind).map(({ id }) => id),
      ),
    ),
  );
  // a knot of another text that its readers may not see yet is left out
  const shown = found.flat().filter(({ isPublic }) => isPublic);
  return new Map(shown.map((knot) => [`${knot.kind} ${knot.id}`, knot]));
}

async function readKnots(db: Db, kind: Kind, ids: readonly string[]): Promise<readonly Described[]> {
  return await db<Described[]>`
    select
      ${kind} as kind,
      knot.id,
      knot.number,
      knot.code,
      knot.words,
      process.slug as process,
      document.slug as document,
      knot.edition,
      coalesce(document.language, process.language, 'fr') as language,
      process.id as "processId",
      process.id is null or readable.id is not null as "isPublic"
    from (${knotsOf(db, kind, ids)}) as knot
    left join documents.document on document.id = knot.document_id
    left join lateral (
      select candidate.id, candidate.slug, candidate.language
      from processes.process as candidate
      where candidate.id = knot.process_id
        or (knot.process_id is null and candidate.document_id = knot.document_id)
      order by candidate.created_at desc, candidate.id
      limit 1
    ) as process on true
    left join open_data.readable_process as readable on readable.id = process.id
  `;
}

/** What names the knots of one kind, from the table that owns them: published ones only. */
function knotsOf(db: Db, kind: Kind, ids: readonly string[]) {
  switch (kind) {
    case "contribution":
      return db`
        select id, number, null as code, left(coalesce(title, body), 200) as words, process_id, null::uuid as document_id,
          null::integer as edition
        from contributions.public_contribution
        where id = any (${ids}::uuid[])
      `;
    case "theme":
      return db`
        select theme.id, null::bigint as number, theme.code, theme.name as words, theme.process_id,
          null::uuid as document_id, null::integer as edition
        from themes.theme
        join themes.standing on standing.theme_id = theme.id and standing.standing in ('counts', 'indicative')
        where theme.id = any (${ids}::uuid[])
      `;
    case "claim":
      return db`
        select distinct on (claim.id) claim.id, claim.number, published.kind as code, published.text as words,
          claim.process_id, null::uuid as document_id, null::integer as edition
        from synthesis.claim
        join synthesis.published_claim as published on published.claim_id = claim.id
        join synthesis.publication on publication.id = published.publication_id
        where claim.id = any (${ids}::uuid[])
        order by claim.id, publication.number desc
      `;
    case "decision":
      return db`
        select id, number, verdict as code, left(reason, 200) as words, process_id, null::uuid as document_id,
          null::integer as edition
        from decisions.decision
        where id = any (${ids}::uuid[])
          and published_at is not null
      `;
    case "change":
      return db`
        select change.id, change.number, change.kind as code,
          coalesce(node.code, here.code || '.' || words.position, old.code || '.' || former.position) as words,
          null::uuid as process_id, edition.document_id, edition.number as edition
        from editions.change
        join documents.edition on edition.id = change.edition_id and edition.state = 'published'
        left join documents.edition as earlier
          on earlier.document_id = edition.document_id
          and earlier.number = edition.number - 1
        left join documents.edition_node as node
          on node.node_id = change.node_id
          and node.edition_id = case change.kind when 'node_removed' then earlier.id else edition.id end
        left join documents.edition_passage as words
          on words.edition_id = edition.id
          and words.passage_id = change.passage_id
        left join documents.edition_node as here on here.edition_id = edition.id and here.node_id = words.node_id
        left join documents.edition_passage as former
          on former.edition_id = earlier.id
          and former.passage_id = change.passage_id
        left join documents.edition_node as old on old.edition_id = earlier.id and old.node_id = former.node_id
        where change.id = any (${ids}::uuid[])
      `;
    case "edition":
      return db`
        select id, number, label as code, title as words, null::uuid as process_id, document_id, number as edition
        from documents.edition
        where id = any (${ids}::uuid[])
          and state = 'published'
      `;
    case "node":
      return db`
        select distinct on (node.node_id) node.node_id as id, null::bigint as number, node.code, node.title as words,
          null::uuid as process_id, node.document_id, edition.number as edition
        from documents.edition_node as node
        join documents.edition on edition.id = node.edition_id and edition.state = 'published'
        where node.node_id = any (${ids}::uuid[])
        order by node.node_id, edition.number desc
      `;
    case "measure":
      return db`
        select thread.figure_id(figure.edition_id, figure.node_id, figure.kind, figure.position) as id,
          null::bigint as number, node.code,
          trim_scale(figure.value)::text || ' ' || figure.unit as words, null::uuid as process_id, edition.document_id,
          edition.number as edition
        from documents.edition_figure as figure
        join documents.edition on edition.id = figure.edition_id and edition.state = 'published'
        join documents.edition_node as node on node.edition_id = figure.edition_id and node.node_id = figure.node_id
        where thread.figure_id(figure.edition_id, figure.node_id, figure.kind, figure.position) = any (${ids}::uuid[])
      `;
    default:
      return kind satisfies never;
  }
}
