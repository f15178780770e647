import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Draft, ShownDraftAct } from "./draft-row.rules.ts";

export const DRAFT_PAGE = 20;
type Which = { readonly processId: ProcessId; readonly number?: number; readonly page?: number };

/** The latest first. */
export async function listDrafts(db: Db, { processId, number, page = 1 }: Which): Promise<readonly Draft[]> {
  return await db<Draft[]>`
    select draft.id, draft.number, draft.theme_count as "themeCount",
      coalesce(jsonb_array_length(draft.seeds), 0) as "seedCount", draft.wants_vectors as "wantsVectors", draft.language,
      draft.seed, person.display_name as "askedBy", draft.acting_role as "actingRole", draft.asked_at as "askedAt",
      draft.started_at as "startedAt", draft.finished_at as "finishedAt", draft.failed_at as "failedAt",
      draft.engine_version as version, draft.input_hash as "inputHash", draft.options, draft.text_count as "textCount",
      draft.vectors_model as "vectorsModel", draft.vectors_dimensions as "vectorsDimensions",
      draft.vectors_fault as "vectorsFault"
    from drafts.draft
    left join accounts.person on person.id = draft.asked_by
    where draft.process_id = ${processId}
      and (${number ?? null}::bigint is null or draft.number = ${number ?? null})
    order by draft.number desc
    limit ${DRAFT_PAGE}
    offset ${(page - 1) * DRAFT_PAGE}
  `;
}

export async function countDrafts(db: Db, processId: ProcessId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count from drafts.draft where process_id = ${processId}
  `;
  return row?.count ?? 0;
}

export async function findDraft(db: Db, processId: ProcessId, number: number): Promise<Draft | null> {
  const [draft] = await listDrafts(db, { processId, number });
  return draft ?? null;
}

/** What a draft asked for now would read: for the form that asks. */
export async function countReadable(db: Db, processId: ProcessId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count from corpus.line where process_id = ${processId}
  `;
  return row?.count ?? 0;
}

export const DRAFT_ACTS_SHOWN = 50;

/** What people did with it, last act first. */
export async function listDraftActs(db: Db, draftId: string): Promise<readonly ShownDraftAct[]> {
  return await db<ShownDraftAct[]>`
    select act.id, act.verb, shelf.position as shelf, act.after, person.display_name as "madeBy",
      act.acting_role as "actingRole", act.made_at as "madeAt"
    from drafts.draft_act as act
    left join drafts.draft_theme as shelf on shelf.id = act.draft_theme_id
    left join accounts.person on person.id = act.made_by
    where act.draft_id = ${draftId}
    order by act.id desc
    limit ${DRAFT_ACTS_SHOWN}
  `;
}
