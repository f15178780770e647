import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { DocumentId, PhaseId, ProcessId } from "#kernel/ids.ts";
import { actingRole, type Role } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { lockProcess, moveCircleTo, renameCircleTo, replaceRights, setDescription } from "./circle.store.ts";
import { textFaults } from "./found-process.actions.ts";
import { logRules } from "./log-rules.actions.ts";
import { KEEPERS } from "./phase.actions.ts";
import { type Circle, listCircles, listPhases } from "./phase.queries.ts";
import { type Process, processBySlug } from "./process.queries.ts";
import { insertCircle, insertRights, lockDocument } from "./process.store.ts";
import { hasContributions } from "./proposal.queries.ts";
import type { Description } from "./proposal.rules.ts";
import { type Rights, widened } from "./rights.rules.ts";

function roleOf(actor: Actor): Role {
  const role = actingRole(actor.viewer, ...KEEPERS);
  if (!role) throw new Refused();
  return role;
}

/** Title, summary, authority, follow-up and text; the journal keeps which of them changed. Nothing changed, nothing is written. */
export async function describeProcess(
  actor: Actor,
  process: Process,
  wanted: Description & { readonly documentId: DocumentId | null },
): Promise<void> {
  const role = roleOf(actor);
  await actor.sql.begin(async (tx) => {
    await lockProcess(tx, process.id);
    const now = await processBySlug(tx, process.slug);
    if (!now) throw new NotFound();
    const names = ["title", "summary", "authority", "followUp", "language", "documentId", "needsSecondReader"] as const;
    const changed = names.filter((name) => now[name] !== wanted[name]);
    if (changed.length === 0) return;
    if (changed.includes("documentId")) {
      if (wanted.documentId) await lockDocument(tx, wanted.documentId);
      if (await hasContributions(tx, process.id)) throw new Invalid({ text: "creation.text.kept" });
      const faults = await textFaults(tx, wanted.documentId, process.slug);
      if (Object.keys(faults).length > 0) throw new Invalid(faults);
    }
    await setDescription(tx, process.id, wanted);
    const payload = { slug: process.slug, changed };
    await appendEntry(tx, { kind: "process.revised", subjectId: process.id, actingRole: role, payload });
    await logRules(tx, [process.id]);
  });
}

type CircleName = { readonly name: string; readonly nameEn: string };

async function recordCircles(tx: Tx, processId: ProcessId, role: Role, act: string): Promise<void> {
  const circles = (await listCircles(tx, processId)).map(({ id }) => id);
  const payload = { act, circles };
  await appendEntry(tx, { kind: "process.circles-changed", subjectId: processId, actingRole: role, payload });
  await logRules(tx, [processId]);
}

/** A new circle, just inside the public one, with the rights that everybody has. */
export async function addCircle(actor: Actor, processId: ProcessId, circle: CircleName): Promise<void> {
  const role = roleOf(actor);
  await actor.sql.begin(async (tx) => {
    await lockProcess(tx, processId);
    const circles = await listCircles(tx, processId);
    refuseSameName(circles, circle.name);
    const last = circles.at(-1);
    const end = (last?.position ?? 0) + 1;
    const position = last?.isPublic ? last.position : end;
    if (last?.isPublic) await moveCircleTo(tx, last.id, end);
    const id = await insertCircle(tx, processId, { ...circle, isPublic: false, position });
    for (const phase of await listPhases(tx, processId)) {
      const open = phase.circles.find(({ circleId }) => circleId === last?.id && last.isPublic);
      if (open) await insertRights(tx, phase.id, { ...rightsOf(open), circleId: id });
    }
    await recordCircles(tx, processId, role, "added");
  });
}

export async function renameCircle(
  actor: Actor,
  { processId, circleId, ...name }: CircleName & { readonly processId: ProcessId; readonly circleId: string },
): Promise<void> {
  const role = roleOf(actor);
  await actor.sql.begin(async (tx) => {
    await lockProcess(tx, processId);
    const circles = await listCircles(tx, processId);
    const own = circles.find(({ id }) => id === circleId);
    if (!own) throw new NotFound();
    if (own.name === name.name && own.nameEn === name.nameEn) return;
    refuseSameName(
      circles.filter((circle) => circle !== own),
      name.name,
    );
    await renameCircleTo(tx, circleId, name);
    await recordCircles(tx, processId, role, "renamed");
  });
}

/** One place wider; the public circle stays the widest. */
export async function widenCircle(actor: Actor, processId: ProcessId, circleId: string): Promise<void> {
  const role = roleOf(actor);
  await actor.sql.begin(async (tx) => {
    await lockProcess(tx, processId);
    const circles = await listCircles(tx, processId);
    const at = circles.findIndex(({ id }) => id === circleId);
    const [own, next] = [circles[at], circles[at + 1]];
    if (at < 0 || !own) throw new NotFound();
    if (own.isPublic || !next || next.isPublic) throw new Refused("steering.refused.widest");
    await moveCircleTo(tx, own.id, (circles.at(-1)?.position ?? 0) + 1);
    await moveCircleTo(tx, next.id, own.position);
    await moveCircleTo(tx, own.id, next.position);
    await recordCircles(tx, processId, role, "moved");
  });
}

function refuseSameName(others: readonly Circle[], name: string): void {
  const folded = name.toLowerCase();
  if (others.some((other) => other.name.toLowerCase() === folded)) throw new Invalid({ name: "steering.circle.taken" });
}

const rightsOf = ({ mayRead, mayContribute, mayVote }: Rights): Rights => ({ mayRead, mayContribute, mayVote });

/** What each circle may do in a phase. `may` holds the ids of the circles ticked; wider ones count for narrower ones. */
export async function setPhaseRights(
  actor: Actor,
  on: { readonly processId: ProcessId; readonly phaseId: PhaseId },
  may: Readonly<Record<"read" | "contribute" | "vote", readonly string[]>>,
): Promise<void> {
  const role = roleOf(actor);
  await actor.sql.begin(async (tx) => {
    await lockProcess(tx, on.processId);
    const phase = (await listPhases(tx, on.processId)).find(({ id }) => id === on.phaseId);
    if (!phase) throw new NotFound();
    const circles = (await listCircles(tx, on.processId)).map(({ id }) => ({
      circleId: id,
      mayRead: may.read.includes(id),
      mayContribute: may.contribute.includes(id),
      mayVote: may.vote.includes(id),
    }));
    const rights = widened(circles);
    await replaceRights(tx, on.phaseId, rights);
    const holders = (right: keyof Rights) => rights.filter((one) => one[right]).map(({ circleId }) => circleId);
    const payload = {
      processId: on.processId,
      read: holders("mayRead"),
      contribute: holders("mayContribute"),
      vote: holders("mayVote"),
    };
    await appendEntry(tx, { kind: "phase.rights-changed", subjectId: on.phaseId, actingRole: role, payload });
    await logRules(tx, [on.processId]);
  });
}
