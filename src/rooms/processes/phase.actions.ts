import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { PersonId, PhaseId, ProcessId } from "#kernel/ids.ts";
import { actingRole, type Role } from "#kernel/viewer.ts";
import type { Sql, Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { lockProcess } from "./circle.store.ts";
import { logRules } from "./log-rules.actions.ts";
import { listDueProcesses } from "./logged.queries.ts";
import {
  countUnanswered,
  findPersonByEmail,
  isClockAhead,
  listCircles,
  listPhases,
  type Phase,
} from "./phase.queries.ts";
import {
  lockPhase,
  recordClosings,
  recordOpenings,
  setAnswered,
  setClosed,
  setOpened,
  setPlanned,
} from "./phase.store.ts";
import { mayOpenNow, type PlannedDates, phaseState, plannedDateFaults, whyNotAnswered } from "./process.rules.ts";
import { addMember, deleteMember } from "./process.store.ts";
import { lockProcesses } from "./rules.store.ts";

/** Who keeps the dates, the phases and the circles. */
export const KEEPERS = ["administrator", "editor"] as const satisfies readonly Role[];

function roleOf(actor: Actor): Role {
  const role = actingRole(actor.viewer, ...KEEPERS);
  if (!role) throw new Refused();
  return role;
}

type OnPhase = { readonly processId: ProcessId; readonly phaseId: PhaseId };

async function lockedPhase(tx: Tx, { processId, phaseId }: OnPhase): Promise<Phase> {
  await lockProcess(tx, processId);
  await lockPhase(tx, phaseId);
  const phase = (await listPhases(tx, processId)).find(({ id }) => id === phaseId);
  if (!phase) throw new NotFound();
  return phase;
}

export async function openPhase(actor: Actor, on: OnPhase): Promise<void> {
  const role = roleOf(actor);
  await actor.sql.begin(async (tx) => {
    const phase = await lockedPhase(tx, on);
    if (!mayOpenNow(phase)) {
      throw new Refused(phase.isOpen ? "steering.refused.alreadyOpen" : "steering.refused.plannedEndPast");
    }
    await setOpened(tx, on.phaseId);
    await appendEntry(tx, { kind: "phase.opened", subjectId: on.phaseId, actingRole: role, payload: on });
    await logRules(tx, [on.processId]);
  });
}

export async function closePhase(actor: Actor, on: OnPhase): Promise<void> {
  const role = roleOf(actor);
  await actor.sql.begin(async (tx) => {
    const phase = await lockedPhase(tx, on);
    if (!phase.isOpen) throw new Refused("steering.refused.notOpen");
    await setClosed(tx, on.phaseId);
    await appendEntry(tx, { kind: "phase.closed", subjectId: on.phaseId, actingRole: role, payload: on });
    await logRules(tx, [on.processId]);
  });
}

/** Invariant 4: a consultation is said answered only when every published contribution has its published answer. */
export async function markAnswered(actor: Actor, on: OnPhase): Promise<void> {
  const role = roleOf(actor);
  await actor.sql.begin(async (tx) => {
    const phase = await lockedPhase(tx, on);
    const unanswered = await countUnanswered(tx, on.processId);
    const why = whyNotAnswered({ kind: phase.kind, state: phaseState(phase), unanswered });
    if (why !== null) throw new Refused(`steering.refused.${why}`, { count: unanswered });
    await setAnswered(tx, on.phaseId);
    await appendEntry(tx, { kind: "phase.answered", subjectId: on.phaseId, actingRole: role, payload: on });
  });
}

/** Planned dates move; the journal keeps what they were. What really happened is not rewritten. */
export async function reschedulePhase(actor: Actor, input: OnPhase & PlannedDates): Promise<void> {
  const role = roleOf(actor);
  const faults = plannedDateFaults(input);
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  const { processId, phaseId, opensAt, closesAt } = input;
  await actor.sql.begin(async (tx) => {
    const phase = await lockedPhase(tx, input);
    if (phase.openedAt === null && phase.closedAt !== null && phase.closedAt < opensAt) {
      throw new Invalid({ opens: "steering.dates.afterClosing" });
    }
    await setPlanned(tx, phaseId, { opensAt, closesAt });
    await appendEntry(tx, {
      kind: "phase.rescheduled",
      subjectId: phaseId,
      actingRole: role,
      payload: {
        processId,
        opensAt: opensAt.toISOString(),
        closesAt: closesAt.toISOString(),
        opensAtBefore: phase.plannedOpensAt.toISOString(),
        closesAtBefore: phase.plannedClosesAt.toISOString(),
      },
    });
    await logRules(tx, [processId]);
  });
}

type OnCircle = { readonly processId: ProcessId; readonly circleId: string };

async function ownCircle(tx: Tx, { processId, circleId }: OnCircle): Promise<void> {
  const circle = (await listCircles(tx, processId)).find(({ id }) => id === circleId);
  if (!circle) throw new NotFound();
  if (circle.isPublic) throw new Refused("steering.refused.publicCircle");
}

export async function addMemberByEmail(actor: Actor, input: OnCircle & { readonly email: string }): Promise<void> {
  roleOf(actor);
  await actor.sql.begin(async (tx) => {
    await ownCircle(tx, input);
    const person = await findPersonByEmail(tx, input.email);
    if (!person) throw new Invalid({ email: "steering.members.unknown" });
    await addMember(tx, input.circleId, person.id);
  });
}

export async function removeMember(actor: Actor, input: OnCircle & { readonly personId: PersonId }): Promise<void> {
  roleOf(actor);
  await actor.sql.begin(async (tx) => {
    await ownCircle(tx, input);
    await deleteMember(tx, input.circleId, input.personId);
  });
}

/** Writes down the openings and closings that the clock of the database has made. Safe to run twice. */
export async function recordPhaseClock(sql: Sql): Promise<{ readonly opened: number; readonly closed: number }> {
  if (!(await isClockAhead(sql))) return { opened: 0, closed: 0 };
  return await sql.begin(async (tx) => {
    const due = await listDueProcesses(tx);
    await lockProcesses(tx, due);
    const opened = await recordOpenings(tx);
    const closed = await recordClosings(tx);
    const entry = (kind: "phase.opened" | "phase.closed") => (subjectId: PhaseId) => ({
      kind,
      subjectId,
      actingRole: "clock",
    });
    await appendEntry(tx, ...opened.map(entry("phase.opened")), ...closed.map(entry("phase.closed")));
    await logRules(tx, due);
    return { opened: opened.length, closed: closed.length };
  });
}
