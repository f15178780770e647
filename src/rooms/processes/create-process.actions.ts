import { NotFound } from "#kernel/errors.ts";
import type { DocumentId, PersonId, PhaseId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import { type NewCategory, type NewTerritory, upsertCategories, upsertTerritories } from "./lists.store.ts";
import { logRules } from "./log-rules.actions.ts";
import { listCircles, listPhases } from "./phase.queries.ts";
import { processBySlug } from "./process.queries.ts";
import {
  addMember,
  insertCircle,
  insertPhase,
  insertProcess,
  insertRights,
  type NewCircle,
  type NewPhase,
  type NewProcess,
  updateDocument,
} from "./process.store.ts";

export type ProcessInput = Omit<NewProcess, "language" | "documentId" | "isDemonstration" | "needsSecondReader"> & {
  readonly language?: string;
  readonly documentId?: DocumentId | null;
  readonly isDemonstration?: boolean;
  readonly needsSecondReader?: boolean;
  /** In widening order; exactly one is public. */
  readonly circles: readonly (Omit<NewCircle, "isPublic"> & { readonly isPublic?: boolean })[];
  /** `read: 4` lets the first four circles read, `read: 0` nobody; the same for contribute and vote. */
  readonly phases: readonly (Omit<NewPhase, "openedAt" | "closedAt"> & {
    readonly openedAt?: Date | null;
    readonly closedAt?: Date | null;
    readonly read: number;
    readonly contribute: number;
    readonly vote: number;
  })[];
};

export type CreatedProcess = {
  readonly id: ProcessId;
  /** False when a process of that address was already there: nothing was written. */
  readonly isNew: boolean;
  readonly phaseIds: readonly PhaseId[];
  readonly circleIds: readonly string[];
};

/** A process with its circles and phases; the same address twice makes one. The caller has checked who acts. */
export async function createProcess(
  tx: Tx,
  input: ProcessInput & { readonly actingRole: string },
): Promise<CreatedProcess> {
  const { language = "fr", documentId = null, isDemonstration = false, needsSecondReader = false } = input;
  const id = await insertProcess(tx, { ...input, language, documentId, isDemonstration, needsSecondReader });
  if (!id) return await existing(tx, input.slug);
  const circleIds: string[] = [];
  for (const [index, circle] of input.circles.entries()) {
    circleIds.push(await insertCircle(tx, id, { isPublic: false, ...circle, position: index + 1 }));
  }
  const phaseIds: PhaseId[] = [];
  for (const [index, phase] of input.phases.entries()) {
    const phaseId = await insertPhase(tx, id, { openedAt: null, closedAt: null, ...phase, position: index + 1 });
    phaseIds.push(phaseId);
    for (const [at, circleId] of circleIds.entries()) {
      const rights = { mayRead: at < phase.read, mayContribute: at < phase.contribute, mayVote: at < phase.vote };
      if (rights.mayRead || rights.mayContribute || rights.mayVote)
        await insertRights(tx, phaseId, { circleId, ...rights });
    }
  }
  const payload = { slug: input.slug };
  await appendEntry(tx, { kind: "process.created", subjectId: id, actingRole: input.actingRole, payload });
  await logRules(tx, [id]);
  return { id, isNew: true, phaseIds, circleIds };
}

async function existing(tx: Tx, slug: string): Promise<CreatedProcess> {
  const process = await processBySlug(tx, slug);
  if (!process) throw new NotFound();
  const [phases, circles] = [await listPhases(tx, process.id), await listCircles(tx, process.id)];
  return {
    id: process.id,
    isNew: false,
    phaseIds: phases.map((phase) => phase.id),
    circleIds: circles.map((circle) => circle.id),
  };
}

/** Ties a process to the text it builds. */
export async function linkDocument(tx: Tx, processId: ProcessId, documentId: DocumentId): Promise<void> {
  await updateDocument(tx, processId, documentId);
  await logRules(tx, [processId]);
}

export async function addCircleMember(tx: Tx, circleId: string, personId: PersonId): Promise<void> {
  await addMember(tx, circleId, personId);
}

/** Territories, wider ones first; those already there are updated. */
export async function importTerritories(
  tx: Tx,
  territories: readonly (Omit<NewTerritory, "timeZone" | "agency"> &
    Partial<Pick<NewTerritory, "timeZone" | "agency">>)[],
): Promise<void> {
  await upsertTerritories(
    tx,
    territories.map((territory) => ({ timeZone: "Europe/Paris", agency: null, ...territory })),
  );
}

/** The two-level list of who speaks; codes already there are renamed and moved. */
export async function importCategories(
  tx: Tx,
  groups: readonly {
    readonly code: string;
    readonly nameFr: string;
    readonly nameEn: string;
    readonly children: readonly { readonly code: string; readonly nameFr: string; readonly nameEn: string }[];
  }[],
): Promise<void> {
  const rows = groups.flatMap(({ children, ...group }, index): NewCategory[] => [
    { ...group, parentCode: null, position: index + 1 },
    ...children.map((child, at) => ({ ...child, parentCode: group.code, position: at + 1 })),
  ]);
  await upsertCategories(tx, rows);
}
