import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

/** Splits and merges of passages: a split has its origin in the edition before, a merge its end in this one. */
async function unsoundPassages(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ slug: string; number: number; problem: string; anchors: string }[]>`
    with
    link as (
      select passage_lineage.*, edition.number,
        (
          select former.id
          from documents.edition as former
          where former.document_id = edition.document_id
            and former.number < edition.number
          order by former.number desc
          limit 1
        ) as former_id
      from documents.passage_lineage
      join documents.edition on edition.id = passage_lineage.edition_id
    )
    select document.slug, link.number, origin.anchor || ' to ' || target.anchor as anchors,
      case
        when before.passage_id is null then 'comes from a passage that the edition before does not have'
        when here.passage_id is null then 'leads to a passage that the edition does not have'
        else 'is merged and still stands'
      end as problem
    from link
    join documents.document on document.id = link.document_id
    join documents.passage as origin on origin.id = link.from_passage_id
    join documents.passage as target on target.id = link.to_passage_id
    left join documents.edition_passage as before
      on before.edition_id = link.former_id and before.passage_id = link.from_passage_id
    left join documents.edition_passage as here
      on here.edition_id = link.edition_id and here.passage_id = link.to_passage_id
    left join documents.edition_passage as still
      on still.edition_id = link.edition_id and still.passage_id = link.from_passage_id
    where before.passage_id is null
      or here.passage_id is null
      or (link.kind = 'merged' and still.passage_id is not null)
    order by document.slug, link.number, anchors
    limit 200
  `;
  return rows.map(({ slug, number, anchors, problem }) => `${slug}, edition ${number}: ${anchors} ${problem}`);
}

/** Statements in force that contradict each other, and elements that stand in no edition of their document. */
async function unsoundLineage(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ from: string; to: string; kind: string; problem: string }[]>`
    select old.slug as from, new.slug as to, lineage.kind,
      case
        when clash.id is not null then 'is contradicted by ' || clash.kind
        else 'names an element that its text does not have'
      end as problem
    from documents.lineage
    join documents.document as old on old.id = lineage.from_document_id
    join documents.document as new on new.id = lineage.to_document_id
    left join documents.lineage as clash
      on clash.id <> lineage.id
      and clash.removed_at is null
      and clash.edition_id is null
      and lineage.edition_id is null
      and clash.from_document_id = lineage.from_document_id
      and clash.to_document_id = lineage.to_document_id
      and (
        (clash.from_node_id = lineage.from_node_id and (clash.kind = 'dropped') <> (lineage.kind = 'dropped'))
        or (clash.to_node_id = lineage.to_node_id and (clash.kind = 'new') <> (lineage.kind = 'new'))
      )
    where lineage.removed_at is null
      and (
        clash.id is not null
        or (
          lineage.from_node_id is not null
          and not exists (
            select
            from documents.edition_node
            where edition_node.node_id = lineage.from_node_id
              and edition_node.document_id = lineage.from_document_id
          )
        )
        or (
          lineage.to_node_id is not null
          and not exists (
            select
            from documents.edition_node
            where edition_node.node_id = lineage.to_node_id
              and edition_node.document_id = lineage.to_document_id
          )
        )
      )
    order by old.slug, new.slug, lineage.made_at
    limit 200
  `;
  return rows.map(({ from, to, kind, problem }) => `${from} to ${to}: ${kind} ${problem}`);
}

async function lineageOutOfJournal(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select lineage.id
    from documents.lineage
    where lineage.edition_id is null
      and (
        not exists (
          select from journal.entry where entry.kind = 'lineage.stated' and entry.subject_id = lineage.id
        )
        or (
          lineage.removed_at is not null
          and not exists (
            select from journal.entry where entry.kind = 'lineage.withdrawn' and entry.subject_id = lineage.id
          )
        )
      )
    order by lineage.made_at
    limit 200
  `;
  return rows.map(({ id }) => `lineage ${id}: not in the journal`);
}

export const lineageInvariants: readonly Invariant[] = [
  {
    id: "documents.splits-and-merges-are-sound",
    rule: 7,
    sentence:
      "Each passage that was split or merged comes from the edition before and leads to a passage of its edition.",
    check: unsoundPassages,
  },
  {
    id: "documents.lineage-is-sound",
    rule: 7,
    sentence: "Lineage names elements of its two texts, and says of none both that it is dropped and that it goes on.",
    check: unsoundLineage,
  },
  {
    id: "documents.lineage-in-the-journal",
    rule: 11,
    sentence: "Each statement of lineage between two texts, and each withdrawal, is in the journal.",
    check: lineageOutOfJournal,
  },
];
