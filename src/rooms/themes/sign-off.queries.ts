import type { ProcessId, SampleId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

export type SignOff = {
  readonly id: string;
  readonly sampleId: SampleId;
  readonly sample: number;
  readonly codebookHash: string;
  readonly signedBy: string | null;
  readonly actingRole: string;
  readonly signedAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: "edited" | "signed_again" | null;
  /** A draft had sorted texts beforehand, and people made themes or suggestions of it. */
  readonly hasDraft: boolean;
  /** The model of another server whose vectors served such a draft. */
  readonly vectorsModel: string | null;
};

/** The last signature of a codebook, in force or not. */
export async function lastSignOff(db: Db, processId: ProcessId): Promise<SignOff | null> {
  const [row] = await db<SignOff[]>`
    select sign_off.id, sign_off.sample_id as "sampleId", sample.number as sample, sign_off.codebook_hash as "codebookHash",
      person.display_name as "signedBy", sign_off.acting_role as "actingRole", sign_off.signed_at as "signedAt",
      sign_off.ended_at as "endedAt", sign_off.end_reason as "endReason", sign_off.vectors_model as "vectorsModel",
      exists (
        select
        from drafts.draft_act as act
        join drafts.draft on draft.id = act.draft_id
        where draft.process_id = sign_off.process_id
          and act.verb in ('make', 'offer')
          and act.made_at <= sign_off.signed_at
      ) as "hasDraft"
    from themes.sign_off
    join themes.sample on sample.id = sign_off.sample_id
    left join accounts.person on person.id = sign_off.signed_by
    where sign_off.process_id = ${processId}
    order by sign_off.signed_at desc, sign_off.ended_at desc nulls first
    limit 1
  `;
  return row ?? null;
}

/** A signature that this transaction ended by an edit. */
export async function endedJustNow(
  db: Db,
  processId: ProcessId,
): Promise<{ readonly id: string; readonly codebookHash: string; readonly sample: number } | null> {
  const [row] = await db<{ id: string; codebookHash: string; sample: number }[]>`
    select sign_off.id, sign_off.codebook_hash as "codebookHash", sample.number as sample
    from themes.sign_off
    join themes.sample on sample.id = sign_off.sample_id
    where sign_off.process_id = ${processId}
      and sign_off.end_reason = 'edited'
      and sign_off.ended_at = now()
      and not exists (
        select from journal.entry where entry.kind = 'themes.reopened' and entry.subject_id = sign_off.id
      )
  `;
  return row ?? null;
}
