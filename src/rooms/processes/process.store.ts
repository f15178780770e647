import type { DocumentId, PersonId, PhaseId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { PhaseKind } from "./process.rules.ts";

export type NewProcess = {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly authority: string;
  readonly language: string;
  readonly documentId: DocumentId | null;
  readonly followUp: string;
  readonly isDemonstration: boolean;
  readonly needsSecondReader: boolean;
};

/** Null when a process of that address exists. */
export async function insertProcess(tx: Tx, process: NewProcess): Promise<ProcessId | null> {
  const [row] = await tx<{ id: ProcessId }[]>`
    insert into processes.process (
      slug, title, summary, authority, language, document_id, follow_up, is_demonstration, needs_second_reader
    )
    values (
      ${process.slug}, ${process.title}, ${process.summary}, ${process.authority}, ${process.language},
      ${process.documentId}, ${process.followUp}, ${process.isDemonstration}, ${process.needsSecondReader}
    )
    on conflict (slug) do nothing
    returning id
  `;
  return row?.id ?? null;
}

export async function updateDocument(tx: Tx, processId: ProcessId, documentId: DocumentId): Promise<void> {
  await tx`
    update processes.process
    set document_id = ${documentId}
    where id = ${processId}
  `;
}

/** Takes the lock of a text: two processes never begin on it at once. */
export async function lockDocument(tx: Tx, documentId: DocumentId): Promise<void> {
  await tx`select from documents.document where id = ${documentId} for update`;
}

export type NewCircle = { readonly name: string; readonly nameEn: string; readonly isPublic: boolean };

export async function insertCircle(
  tx: Tx,
  processId: ProcessId,
  { position, name, nameEn, isPublic }: NewCircle & { readonly position: number },
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into processes.circle (process_id, position, name, name_en, is_public)
    values (${processId}, ${position}, ${name}, ${nameEn}, ${isPublic})
    returning id
  `;
  return row?.id ?? "";
}

export type NewPhase = {
  readonly kind: PhaseKind;
  readonly title: string;
  readonly titleEn: string;
  readonly plannedOpensAt: Date;
  readonly plannedClosesAt: Date;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
};

export async function insertPhase(
  tx: Tx,
  processId: ProcessId,
  phase: NewPhase & { readonly position: number },
): Promise<PhaseId> {
  const [row] = await tx<{ id: PhaseId }[]>`
    insert into processes.phase
      (process_id, position, kind, title, title_en, planned_opens_at, planned_closes_at, opened_at, closed_at)
    values (
      ${processId}, ${phase.position}, ${phase.kind}, ${phase.title}, ${phase.titleEn}, ${phase.plannedOpensAt},
      ${phase.plannedClosesAt}, ${phase.openedAt}, ${phase.closedAt}
    )
    returning id
  `;
  if (!row) throw new Error("the phase just written did not come back");
  return row.id;
}

export type Rights = { readonly mayRead: boolean; readonly mayContribute: boolean; readonly mayVote: boolean };

export async function insertRights(
  tx: Tx,
  phaseId: PhaseId,
  rights: Rights & { readonly circleId: string },
): Promise<void> {
  await tx`
    insert into processes.phase_circle (phase_id, circle_id, may_read, may_contribute, may_vote)
    values (${phaseId}, ${rights.circleId}, ${rights.mayRead}, ${rights.mayContribute}, ${rights.mayVote})
  `;
}

export async function addMember(tx: Tx, circleId: string, personId: PersonId): Promise<void> {
  await tx`
    insert into processes.circle_member (circle_id, person_id)
    values (${circleId}, ${personId})
    on conflict do nothing
  `;
}

export async function deleteMember(tx: Tx, circleId: string, personId: PersonId): Promise<void> {
  await tx`
    delete from processes.circle_member
    where circle_id = ${circleId}
      and person_id = ${personId}
  `;
}
