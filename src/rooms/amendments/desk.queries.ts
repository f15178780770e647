import type { EditionId, PassageId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Verdict } from "./list-filter.rules.ts";
import type { Outcome } from "./plan.rules.ts";
import type { DeskState, Operation } from "./words.rules.ts";

export type DeskProcess = {
  readonly id: ProcessId;
  readonly slug: string;
  readonly title: string;
  readonly documentLanguage: string;
  readonly editionId: EditionId;
  readonly editionNumber: number;
  /** Amendments of its text that nothing was done with in the draft. */
  readonly openCount: number;
};

/** An amendment waits while no published decision covers it and nothing was done with it in the draft edition. */
function isOpen(db: Db) {
  return db`
    not exists (
      select
      from decisions.covering
      join decisions.decision on decision.id = covering.decision_id
      where covering.contribution_id = amendment.id
        and covering.is_in_force
        and decision.state = 'published'
    )
    and not exists (
      select
      from amendments.application
      join decisions.decision on decision.id = application.decision_id
      where application.contribution_id = amendment.id
        and application.edition_id = draft.id
        and application.undone_at is null
        and decision.discarded_at is null
    )
  `;
}

/** Processes whose text has an edition being prepared, those with most to do first. */
export async function listDeskProcesses(db: Db): Promise<readonly DeskProcess[]> {
  return await db<DeskProcess[]>`
    select
      process.id,
      process.slug,
      process.title,
      document.language as "documentLanguage",
      draft.id as "editionId",
      draft.number as "editionNumber",
      (
        select count(*)
        from contributions.public_contribution as amendment
        where amendment.process_id = process.id
          and amendment.kind = 'amendment'
          and ${isOpen(db)}
      ) as "openCount"
    from processes.process
    join documents.document on document.id = process.document_id
    join documents.edition as draft on draft.document_id = document.id and draft.state = 'draft'
    order by "openCount" desc, process.title, process.id
  `;
}

export const DESK_PAGE = 10;

export type DeskAmendment = {
  readonly number: number;
  readonly position: number;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
  readonly conflicts: readonly number[];
  readonly outcome: Outcome | null;
  readonly verdict: Verdict | null;
};

export type DeskPassage = {
  readonly passageId: PassageId;
  /** Its code in the draft, else in the edition that the first of the amendments is about. */
  readonly code: string;
  /** Its words in the draft; null when the draft holds it no more. */
  readonly text: string | null;
  readonly amendments: readonly DeskAmendment[];
};

type Asked = { readonly process: DeskProcess; readonly state: DeskState; readonly page: number };

/** The passages that amendments are about, in the order of the draft, those it no longer holds last; one page of them. */
export async function listDeskPassages(
  db: Db,
  { process, state, page }: Asked,
): Promise<{ readonly count: number; readonly passages: readonly DeskPassage[] }> {
  const rows = await db<(DeskPassage & { count: number })[]>`
    with draft as (
      select id from documents.edition where id = ${process.editionId}
    ),
    shown as materialized (
      select part.*, amendment.number as shown_number
      from draft
      cross join contributions.public_contribution as amendment
      join contributions.public_amended_passage as part on part.contribution_id = amendment.id
      where amendment.process_id = ${process.id}
        and amendment.kind = 'amendment'
        and case ${state}
          when 'toutes' then true
          when 'ouvertes' then ${isOpen(db)}
          else exists (
            select
            from amendments.application
            where application.contribution_id = amendment.id
              and application.edition_id = draft.id
              and application.undone_at is null
          )
        end
    ),
    passage as (
      select shown.passage_id, now_there.text, now_node.code || '.' || now_there.position as code,
        now_node.sort_key, now_there.position,
        count(*) over () as count
      from (select distinct passage_id from shown) as shown
      left join documents.edition_passage as now_there
        on now_there.edition_id = ${process.editionId} and now_there.passage_id = shown.passage_id
      left join documents.edition_node as now_node
        on now_node.edition_id = now_there.edition_id and now_node.node_id = now_there.node_id
      order by now_node.sort_key nulls last, now_there.position, shown.passage_id
      limit ${DESK_PAGE}
      offset ${(page - 1) * DESK_PAGE}
    )
    select
      passage.passage_id as "passageId",
      coalesce(passage.code, min(old_node.code || '.' || old.position)) as code,
      passage.text,
      jsonb_agg(
        jsonb_build_object(
          'number', shown.number, 'position', shown.position, 'operation', shown.operation, 'aboutText', shown.about_text,
          'proposedText', shown.proposed_text, 'outcome', application.outcome, 'verdict', decision.verdict,
          'conflicts', coalesce(contested.numbers, '[]')
        )
        order by shown.number
      ) as amendments,
      passage.count
    from passage
    join shown on shown.passage_id = passage.passage_id
    left join documents.edition_passage as old on old.edition_id = shown.edition_id and old.passage_id = shown.passage_id
    left join documents.edition_node as old_node on old_node.edition_id = old.edition_id and old_node.node_id = old.node_id
    left join amendments.application
      on application.contribution_id = shown.contribution_id
      and application.position = shown.position
      and application.edition_id = ${process.editionId}
      and application.undone_at is null
    left join decisions.covering on covering.contribution_id = shown.contribution_id and covering.is_in_force
    left join decisions.decision on decision.id = covering.decision_id and decision.discarded_at is null
    left join lateral (
      select jsonb_agg(other.number order by other.number) as numbers
      from amendments.conflict
      join contributions.public_contribution as other
        on other.id in (conflict.contribution_id, conflict.other_id) and other.id <> shown.contribution_id
      where (conflict.contribution_id = shown.contribution_id and conflict.position = shown.position)
        or (conflict.other_id = shown.contribution_id and conflict.other_position = shown.position)
    ) as contested on true
    group by passage.passage_id, passage.code, passage.text, passage.sort_key, passage.position, passage.count
    order by passage.sort_key nulls last, passage.position, passage.passage_id
  `;
  return { count: rows[0]?.count ?? 0, passages: rows };
}
