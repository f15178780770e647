import type { DraftId } from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Db, Sql } from "#platform/db.ts";
import { gatherer } from "#platform/gather.ts";
import type { Draft } from "./draft.rules.ts";

async function selectDrafts(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Draft>> {
  const rows = await db<Draft[]>`
    select
      draft.id,
      draft.process_id as "processId",
      process.slug as "processSlug",
      process.title as "processTitle",
      process.follow_up as "followUp",
      draft.edition_id as "editionId",
      edition.number as "editionNumber",
      document.slug as "documentSlug",
      document.language as "documentLanguage",
      draft.node_id as "nodeId",
      node.code as "nodeCode",
      node.title as "nodeTitle",
      draft.passage_id as "passageId",
      passage.anchor as "passageAnchor",
      node.code || '.' || here.position as "passageCode",
      here.text as "passageText",
      draft.about_contribution_id as "aboutContributionId",
      subject.number as "aboutNumber",
      draft.answers,
      draft.person_id as "personId",
      draft.channel,
      draft.receipt_code as "receiptCode",
      draft.language,
      draft.submitted_at as "submittedAt"
    from contributions.draft
    join processes.process on process.id = draft.process_id
    join documents.edition on edition.id = draft.edition_id
    join documents.document on document.id = edition.document_id
    left join documents.edition_node as node on node.edition_id = draft.edition_id and node.node_id = draft.node_id
    left join documents.edition_passage as here on here.edition_id = draft.edition_id and here.passage_id = draft.passage_id
    left join documents.passage on passage.id = draft.passage_id
    left join contributions.contribution as subject on subject.id = draft.about_contribution_id
    where draft.id = any (${ids as string[]}::uuid[])
  `;
  return new Map(rows.map((draft) => [draft.id, draft]));
}

/** The random id is the key to a draft; a draft begun by somebody signed in opens for nobody else. */
function openedBy(draft: Draft | null | undefined, viewer: Viewer | null): Draft | null {
  return draft && (draft.personId === null || draft.personId === viewer?.personId) ? draft : null;
}

export async function findDraft(db: Db, id: DraftId, viewer: Viewer | null): Promise<Draft | null> {
  return openedBy((await selectDrafts(db, [id])).get(id), viewer);
}

const gatheredDraft = gatherer(selectDrafts);

/** The same, for many people who send at the same moment: one query for all of them. */
export async function findDraftToSend(sql: Sql, id: DraftId, viewer: Viewer | null): Promise<Draft | null> {
  return openedBy(await gatheredDraft(sql, id), viewer);
}
