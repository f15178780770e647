import type { DocumentId, PhaseId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { insertRights, type Rights } from "./process.store.ts";

/** Takes the lock of a process: its description, circles and rights change one after the other. */
export async function lockProcess(tx: Tx, processId: ProcessId): Promise<void> {
  await tx`select from processes.process where id = ${processId} for update`;
}

export type NewDescription = {
  readonly title: string;
  readonly summary: string;
  readonly authority: string;
  readonly followUp: string;
  readonly needsSecondReader: boolean;
  readonly language: string;
  readonly documentId: DocumentId | null;
};

export async function setDescription(tx: Tx, processId: ProcessId, wanted: NewDescription): Promise<void> {
  await tx`
    update processes.process
    set title = ${wanted.title}, summary = ${wanted.summary}, authority = ${wanted.authority},
      follow_up = ${wanted.followUp}, needs_second_reader = ${wanted.needsSecondReader}, language = ${wanted.language}, document_id = ${wanted.documentId}
    where id = ${processId}
  `;
}

export async function renameCircleTo(
  tx: Tx,
  circleId: string,
  { name, nameEn }: { readonly name: string; readonly nameEn: string },
): Promise<void> {
  await tx`
    update processes.circle
    set name = ${name}, name_en = ${nameEn}
    where id = ${circleId}
  `;
}

/** The place must be free: two circles never share one. */
export async function moveCircleTo(tx: Tx, circleId: string, position: number): Promise<void> {
  await tx`
    update processes.circle
    set position = ${position}
    where id = ${circleId}
  `;
}

/** The rights of a phase, whole: circles that may nothing have no row. */
export async function replaceRights(
  tx: Tx,
  phaseId: PhaseId,
  rights: readonly (Rights & { readonly circleId: string })[],
): Promise<void> {
  await tx`
    delete from processes.phase_circle
    where phase_id = ${phaseId}
  `;
  for (const one of rights) if (one.mayRead || one.mayContribute || one.mayVote) await insertRights(tx, phaseId, one);
}
