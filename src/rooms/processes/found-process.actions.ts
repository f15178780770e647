import { Invalid, Refused } from "#kernel/errors.ts";
import type { DocumentId } from "#kernel/ids.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { type CreatedProcess, createProcess } from "./create-process.actions.ts";
import { DEFAULT_CIRCLES, defaultPhases, type PlannedCircle, type PlannedPhase } from "./default-plan.rules.ts";
import { KEEPERS } from "./phase.actions.ts";
import { processBySlug } from "./process.queries.ts";
import { lockDocument } from "./process.store.ts";
import { listProposableTexts, readNow } from "./proposal.queries.ts";
import type { Description, Faults, Span } from "./proposal.rules.ts";

export type Founding = Description & {
  readonly slug: string;
  readonly documentId: DocumentId | null;
  readonly circles: readonly PlannedCircle[];
  readonly phases: readonly PlannedPhase[];
};

/** May a process on this text begin now? The message of the field `text` otherwise. */
export async function textFaults(sql: Db, documentId: DocumentId | null, ownSlug?: string): Promise<Faults> {
  if (documentId === null) return {};
  const text = (await listProposableTexts(sql)).find(({ id }) => id === documentId);
  if (!text) return { text: "creation.text.unknown" };
  return text.runningSlug === null || text.runningSlug === ownSlug ? {} : { text: "creation.text.taken" };
}

/** What stands in the way of a new process: its address, its text. */
export async function foundingFaults(
  sql: Db,
  { slug, documentId }: Pick<Founding, "slug" | "documentId">,
): Promise<Faults> {
  const taken: Faults = (await processBySlug(sql, slug)) ? { slug: "creation.slug.taken" } : {};
  return { ...taken, ...(await textFaults(sql, documentId)) };
}

/** A new process, never an existing one. The caller has checked who acts. */
export async function establishProcess(tx: Tx, founding: Founding, role: string): Promise<CreatedProcess> {
  if (founding.documentId) await lockDocument(tx, founding.documentId);
  const faults = await foundingFaults(tx, founding);
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  const made = await createProcess(tx, { ...founding, actingRole: role });
  // somebody took the address while this was written
  if (!made.isNew) throw new Invalid({ slug: "creation.slug.taken" });
  return made;
}

export type Proposal = Description & Pick<Founding, "slug" | "documentId"> & { readonly span: Span };

/** A process with the usual circles and phases. The same form sent twice makes one. */
export async function foundProcess(actor: Actor, { span, ...proposal }: Proposal): Promise<void> {
  const role = actingRole(actor.viewer, ...KEEPERS);
  if (!role) throw new Refused();
  await actor.sql.begin(async (tx) => {
    const same = await processBySlug(tx, proposal.slug);
    const texts = ["title", "summary", "authority", "followUp", "documentId"] as const;
    if (same && texts.every((name) => same[name] === proposal[name])) return;
    const phases = defaultPhases(span, await readNow(tx), DEFAULT_CIRCLES.length);
    await establishProcess(tx, { ...proposal, circles: DEFAULT_CIRCLES, phases }, role);
  });
}
