import type { ContributionId, DraftId, EditionId, NodeId, PassageId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Db, Sql, Tx } from "#platform/db.ts";
import type { Channel } from "./contribution.rules.ts";
import type { Answers } from "./draft.rules.ts";

type NewDraft = {
  readonly id: DraftId;
  readonly processId: ProcessId;
  readonly editionId: EditionId;
  readonly nodeId: NodeId | null;
  readonly passageId: PassageId | null;
  readonly aboutContributionId?: ContributionId | null;
  readonly answers: Answers;
  readonly personId: PersonId | null;
  readonly channel: Channel;
  readonly receiptCode: string;
  readonly language: Lang;
};

export async function insertDraft(db: Db, draft: NewDraft): Promise<void> {
  await db`
    insert into contributions.draft
      (id, process_id, edition_id, node_id, passage_id, about_contribution_id, answers, person_id, channel, receipt_code, language)
    values (
      ${draft.id}, ${draft.processId}, ${draft.editionId}, ${draft.nodeId}, ${draft.passageId},
      ${draft.aboutContributionId ?? null}, ${db.json(draft.answers)}, ${draft.personId}, ${draft.channel}, ${draft.receiptCode}, ${draft.language}
    )
  `;
}

/** Adds answers to those already kept; what is given as undefined keeps its former answer. */
export async function mergeAnswers(db: Db, id: DraftId, answers: Answers): Promise<void> {
  await db`
    update contributions.draft
    set answers = answers || ${db.json(answers)}, updated_at = now()
    where id = ${id}
      and submitted_at is null
  `;
}

/** The answers of a draft not sent yet, held until the end of the transaction: two tabs add their passages one after the other. */
export async function lockAnswers(tx: Tx, id: DraftId): Promise<Answers | null> {
  const [row] = await tx<{ answers: Answers }[]>`
    select answers
    from contributions.draft
    where id = ${id}
      and submitted_at is null
    for update
  `;
  return row?.answers ?? null;
}

/** Drafts untouched for 30 days; those sent hold no words any more, only the way back to their receipt. */
export async function deleteOldDrafts(sql: Sql): Promise<number> {
  const deleted = await sql`
    delete from contributions.draft
    where updated_at < now() - interval '30 days'
  `;
  return deleted.count;
}
