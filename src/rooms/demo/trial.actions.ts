import type { NodeId } from "#kernel/ids.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { OPEN_DEMO_PASSWORD } from "#rooms/accounts";
import { listNodes } from "#rooms/documents";
import { importEdition } from "#rooms/imports";
import { appendEntry } from "#rooms/journal";
import { addCircleMember, createProcess, logRules, processBySlug } from "#rooms/processes";
import { listTrials, lockDemo, readClock } from "./demo.queries.ts";
import { loadTrialPoll } from "./load-poll.actions.ts";
import { closeTrial } from "./record.store.ts";
import { readText } from "./seed-files.actions.ts";
import { type DemoTeam, loadTeam } from "./team.actions.ts";
import { TRIAL_DOCUMENT, TRIAL_PROCESS, trialProcess } from "./timeline.rules.ts";

const DAY = 24 * 3_600_000;

/** A copy of the draft on a document of its own, open since yesterday so that people have voted on it already. The first is plain, later ones are numbered. */
export async function openTrial(tx: Tx, team: DemoTeam): Promise<string> {
  const earlier = (await listTrials(tx, TRIAL_PROCESS)).length;
  const suffix = earlier === 0 ? "" : `-${earlier + 1}`;
  const { now, today } = await readClock(tx);
  const yesterday = new Date(now.getTime() - DAY);
  const draft = readText("roadmap-2023-2027-draft.yaml");
  const { documentId, editionId } = await importEdition(tx, {
    imported: {
      ...draft,
      document: `${TRIAL_DOCUMENT}${suffix}`,
      title: `${draft.title} (copie d’essai)`,
      label: "Projet à essayer",
      publishedOn: today,
    },
    createdBy: team.editor,
    actingRole: "editor",
    publish: true,
  });
  const wanted = trialProcess(`${TRIAL_PROCESS}${suffix}`, yesterday);
  const { id, phaseIds, circleIds } = await createProcess(tx, { ...wanted, documentId, actingRole: "administrator" });
  const [drafting, consultation] = phaseIds;
  const entry = (kind: "phase.opened" | "phase.closed", subjectId = "") =>
    ({ kind, subjectId, actingRole: "administrator", payload: { processId: id, phaseId: subjectId } }) as const;
  await appendEntry(
    tx,
    entry("phase.opened", drafting),
    entry("phase.closed", drafting),
    entry("phase.opened", consultation),
  );
  const [core] = circleIds;
  for (const person of [team.administrator, team.editor, team.analyst])
    if (core) await addCircleMember(tx, core, person);
  const nodes = new Map((await listNodes(tx, editionId)).map(({ code, nodeId }) => [code, nodeId]));
  const nodeOf = (code: string): NodeId => {
    const found = nodes.get(code);
    if (!found) throw new Error(`the trial has no element ${code}`);
    return found;
  };
  const { editor, moderator } = team;
  const poll = {
    processId: id,
    editor,
    moderator,
    nodeOf,
    opens: yesterday,
    closes: closing(wanted.phases),
    until: now,
  };
  await loadTrialPoll(tx, poll);
  return wanted.slug;
}

/**
 * A fresh trial. Nothing public is ever deleted, so the one before is closed and stays readable; its contributions keep
 * their numbers. Gives the name of the new one.
 */
export async function resetTrial(sql: Sql, password = OPEN_DEMO_PASSWORD): Promise<string> {
  return await sql.begin(async (tx) => {
    await lockDemo(tx);
    const team = await loadTeam(tx, password);
    const [current] = await listTrials(tx, TRIAL_PROCESS);
    const closed = current ? await closeTrial(tx, current) : [];
    const entries = closed.map((phaseId) => ({
      kind: "phase.closed" as const,
      subjectId: phaseId,
      actingRole: "administrator",
    }));
    await appendEntry(tx, ...entries);
    const former = current ? await processBySlug(tx, current) : null;
    if (former) await logRules(tx, [former.id]);
    return await openTrial(tx, team);
  });
}

type Dated = { readonly kind: string; readonly plannedClosesAt: Date };

/** When the consultation of these phases closes. */
function closing(phases: readonly Dated[]): Date {
  const consultation = phases.find(({ kind }) => kind === "consultation");
  if (!consultation) throw new Error("the trial has no consultation");
  return consultation.plannedClosesAt;
}
