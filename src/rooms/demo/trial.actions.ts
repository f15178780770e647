import type { Sql, Tx } from "#platform/db.ts";
import { OPEN_DEMO_PASSWORD } from "#rooms/accounts";
import { importEdition } from "#rooms/imports";
import { appendEntry } from "#rooms/journal";
import { addCircleMember, createProcess } from "#rooms/processes";
import { listTrials, lockDemo, readClock } from "./demo.queries.ts";
import { closeTrial } from "./record.store.ts";
import { readText } from "./seed-files.actions.ts";
import { type DemoTeam, loadTeam } from "./team.actions.ts";
import { TRIAL_DOCUMENT, TRIAL_PROCESS, trialProcess } from "./timeline.rules.ts";

/** A copy of the draft on a document of its own, open from now. The first is plain, later ones are numbered. */
export async function openTrial(tx: Tx, team: DemoTeam): Promise<string> {
  const earlier = (await listTrials(tx, TRIAL_PROCESS)).length;
  const suffix = earlier === 0 ? "" : `-${earlier + 1}`;
  const { now, today } = await readClock(tx);
  const draft = readText("roadmap-2023-2027-draft.yaml");
  const { documentId } = await importEdition(tx, {
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
  const wanted = trialProcess(`${TRIAL_PROCESS}${suffix}`, now);
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
    return await openTrial(tx, team);
  });
}
