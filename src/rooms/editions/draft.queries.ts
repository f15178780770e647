import type { DocumentId, EditionId, NodeId, PassageId, ProcessId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { TiedDecision } from "./difference.rules.ts";

export type DeskDocument = {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly latestId: EditionId | null;
  readonly latestNumber: number | null;
  readonly draftId: EditionId | null;
  readonly draftNumber: number | null;
  readonly editions: readonly { readonly number: number; readonly label: string; readonly publishedOn: string }[];
};

/** Documents with their published editions and their draft, those being drafted first. */
export async function listDeskDocuments(sql: Db): Promise<readonly DeskDocument[]> {
  return await sql<DeskDocument[]>`
    select document.slug, document.title, document.language, latest.id as "latestId", latest.number as "latestNumber",
      draft.id as "draftId", draft.number as "draftNumber",
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('number', edition.number, 'label', edition.label, 'publishedOn', edition.published_on)
            order by edition.number
          ),
          '[]'
        )
        from documents.edition
        where edition.document_id = document.id
          and edition.state = 'published'
      ) as editions
    from documents.document
    left join documents.edition as draft on draft.document_id = document.id and draft.state = 'draft'
    left join lateral (
      select edition.id, edition.number
      from documents.edition
      where edition.document_id = document.id
        and edition.state = 'published'
      order by edition.number desc
      limit 1
    ) as latest on true
    order by draft.id is null, document.title, document.slug
  `;
}

export type DraftHead = {
  readonly id: EditionId;
  readonly documentId: DocumentId;
  readonly number: number;
  readonly state: "draft" | "published";
  readonly title: string;
  readonly subtitle: string | null;
  readonly label: string;
  readonly note: string | null;
  readonly document: string;
  readonly documentTitle: string;
  readonly language: string;
  /** The process whose text it is; the youngest when there are several. */
  readonly processId: ProcessId | null;
  readonly processSlug: string | null;
  readonly today: string;
};

export async function findDraft(sql: Db, editionId: EditionId): Promise<DraftHead | null> {
  const [row] = await sql<DraftHead[]>`
    select edition.id, edition.document_id as "documentId", edition.number, edition.state, edition.title, edition.subtitle, edition.label, edition.note,
      document.slug as document, document.title as "documentTitle", document.language,
      process.id as "processId", process.slug as "processSlug",
      to_char(now() at time zone 'Europe/Paris', 'YYYY-MM-DD') as today
    from documents.edition
    join documents.document on document.id = edition.document_id
    left join lateral (
      select process.id, process.slug
      from processes.process
      where process.document_id = document.id
      order by process.created_at desc, process.id
      limit 1
    ) as process on true
    where edition.id = ${editionId}
  `;
  return row ?? null;
}

/** Held until the end of the transaction: nobody saves into a draft while it is being published. */
export async function lockEdition(tx: Tx, editionId: EditionId): Promise<"draft" | "published" | null> {
  const [row] = await tx<{ state: "draft" | "published" }[]>`
    select state
    from documents.edition
    where id = ${editionId}
    for update
  `;
  return row?.state ?? null;
}

export type DecisionChoice = TiedDecision & {
  readonly reason: string;
  readonly coverCount: number;
  readonly isNear: boolean;
};

/** The decisions worth tying to a change: those tied, those about this place of the text, those a search finds. */
export async function listDecisionChoices(
  sql: Db,
  processId: ProcessId,
  place: {
    readonly passageId: PassageId | null;
    readonly nodeId: NodeId | null;
    readonly tied: readonly number[];
    readonly words: string;
    readonly verdict?: string;
  },
): Promise<readonly DecisionChoice[]> {
  const { passageId, nodeId, tied, words, verdict = "" } = place;
  const number = /^\d{1,15}$/.test(words) ? Number(words) : null;
  return await sql<DecisionChoice[]>`
    with near as (
      select distinct covering.decision_id
      from contributions.contribution
      join decisions.covering on covering.contribution_id = contribution.id
      where contribution.process_id = ${processId}
        and (
          contribution.passage_id = ${passageId}
          or contribution.id in (select contribution_id from contributions.amended_passage where passage_id = ${passageId})
          or (${passageId}::uuid is null and contribution.node_id = ${nodeId})
          or (
            contribution.passage_id is null
            and contribution.node_id in (select node_id from documents.edition_passage where passage_id = ${passageId})
          )
        )
    )
    select decision.id, decision.number, decision.verdict, decision.state, left(decision.reason, 400) as reason,
      (select count(*) from decisions.covering where covering.decision_id = decision.id) as "coverCount",
      decision.id in (select decision_id from near) as "isNear"
    from decisions.decision
    where decision.process_id = ${processId}
      and (
        decision.number = any (${tied}::bigint[])
        or (
          decision.state <> 'replaced'
          and decision.discarded_at is null
          and (${verdict} = '' or decision.verdict = ${verdict})
          and case
            when ${words} = '' and ${verdict} <> '' then true
            when ${words} = '' then decision.id in (select decision_id from near)
            when ${number}::bigint is not null then decision.number = ${number}
            else to_tsvector('french', decision.reason || ' ' || decision.answer) @@ websearch_to_tsquery('french', ${words})
          end
        )
      )
    order by decision.number = any (${tied}::bigint[]) desc, "isNear" desc, decision.number
    limit 60
  `;
}

/** Contributions of a process still without a published answer: how many, and the first of them. */
export async function listUnanswered(
  sql: Db,
  processId: ProcessId,
  drafts: readonly string[],
): Promise<{ readonly count: number; readonly numbers: readonly number[] }> {
  const rows = await sql<{ number: number; count: number }[]>`
    select contribution.number, count(*) over () as count
    from contributions.contribution
    where contribution.process_id = ${processId}
      and contribution.state = 'published'
      and not exists (
        select
        from decisions.covering
        join decisions.decision on decision.id = covering.decision_id
        where covering.contribution_id = contribution.id
          and (
            (covering.is_in_force and decision.state = 'published')
            or decision.id = any (${drafts}::uuid[])
          )
      )
    order by contribution.number
    limit 20
  `;
  return { count: rows[0]?.count ?? 0, numbers: rows.map(({ number }) => number) };
}

/** Decisions that the changes of an edition name. */
export async function listTiedDecisions(sql: Db, editionId: EditionId): Promise<readonly TiedDecision[]> {
  return await sql<TiedDecision[]>`
    select distinct decision.id, decision.number, decision.verdict, decision.state
    from editions.change
    join editions.change_decision on change_decision.change_id = change.id
    join decisions.decision on decision.id = change_decision.decision_id
    where change.edition_id = ${editionId}
    order by decision.number
  `;
}

/** Draft decisions that changes of an edition name and that a second person has still to approve. */
export async function listUnreadDecisions(sql: Db, editionId: EditionId): Promise<readonly number[]> {
  const rows = await sql<{ number: number }[]>`
    select distinct decision.number
    from editions.change
    join editions.change_decision on change_decision.change_id = change.id
    join decisions.decision on decision.id = change_decision.decision_id
    join processes.process on process.id = decision.process_id
    where change.edition_id = ${editionId}
      and decision.state = 'draft'
      and decision.review <> 'approved'
      and (process.needs_second_reader or decision.review <> 'none')
    order by decision.number
  `;
  return rows.map(({ number }) => number);
}

/** The identity behind an anchor, whether or not the draft still holds it. */
export async function findPassageId(sql: Db, document: string, anchor: string): Promise<PassageId | null> {
  const [row] = await sql<{ id: PassageId }[]>`
    select passage.id
    from documents.passage
    join documents.document on document.id = passage.document_id
    where document.slug = ${document}
      and passage.anchor = ${anchor}
  `;
  return row?.id ?? null;
}
