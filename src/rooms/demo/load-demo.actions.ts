import type { PersonId } from "#kernel/ids.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { OPEN_DEMO_PASSWORD } from "#rooms/accounts";
import { appendEntry } from "#rooms/journal";
import {
  addCircleMember,
  type CreatedProcess,
  createProcess,
  importCategories,
  importTerritories,
  linkDocument,
} from "#rooms/processes";
import { hasProcess, lockDemo } from "./demo.queries.ts";
import { loadCampaign } from "./load-campaign.actions.ts";
import { loadClaims, loadOpinions, tieDecisions } from "./load-claims.actions.ts";
import { loadCoding } from "./load-coding.actions.ts";
import { loadPoll } from "./load-poll.actions.ts";
import { loadContributions, loadDecisions, loadNextEdition, loadSupports } from "./load-record.actions.ts";
import { loadTexts } from "./load-texts.actions.ts";
import { categoryGroups, territoryRows } from "./seed.rules.ts";
import { readActors, readTerritories } from "./seed-files.actions.ts";
import { type DemoTeam, loadTeam } from "./team.actions.ts";
import { CONSULTATION_END, DRAFT_PUBLICATION, REAL_PROCESS, realProcess } from "./timeline.rules.ts";
import { openTrial } from "./trial.actions.ts";

/** Told after each step, one line. */
export type Say = (line: string) => void;

/**
 * The whole demonstration in one transaction: all of it or nothing. A database that has it already is left alone.
 * True when it was loaded now.
 */
export async function loadDemo(sql: Sql, say: Say, password = OPEN_DEMO_PASSWORD): Promise<boolean> {
  return await sql.begin(async (tx) => {
    await lockDemo(tx);
    if (await hasProcess(tx, REAL_PROCESS)) return false;
    await loadAll(tx, say, password);
    return true;
  });
}

async function loadAll(tx: Tx, say: Say, password: string): Promise<void> {
  const territories = territoryRows(readTerritories());
  await importTerritories(tx, territories);
  const { actors, englishNames } = readActors();
  const groups = categoryGroups(actors, englishNames);
  await importCategories(tx, groups);
  say(`demo: ${territories.length} territories, ${groups.flatMap(({ children }) => children).length} actor categories`);
  const team = await loadTeam(tx, password);
  say(`demo: ${team.accounts.length} accounts`);
  const draft = await loadTexts(tx, team.editor);
  say("demo: three texts, with the draft of December 2022");
  const process = await createProcess(tx, {
    ...realProcess,
    documentId: draft.documentId,
    actingRole: "administrator",
  });
  await linkDocument(tx, process.id, draft.documentId);
  await recordPhases(tx, process);
  await fillCircles(tx, process.circleIds, team);
  const [, consultation] = process.phaseIds;
  if (!consultation) throw new Error("the demonstration has no consultation");
  const { editor, moderator, participant } = team;
  const scene = { processId: process.id, phaseId: consultation, draft, editor, moderator, participant };
  const corpus = await loadContributions(tx, scene);
  say(`demo: ${corpus.rows.length} contributions`);
  say(`demo: ${await loadSupports(tx, corpus)} supports`);
  say(`demo: a text that ${await loadCampaign(tx, scene, corpus, team.analyst)} people sent`);
  const coded = await loadCoding(tx, scene, corpus, { analyst: team.analyst, second: team.editor });
  say(`demo: ${coded.themes.size} themes, coded by two people and signed`);
  const synthesis = await loadClaims(tx, scene, corpus, coded);
  say(`demo: a synthesis of ${synthesis.claims.length} claims`);
  const decisions = await loadDecisions(tx, scene, corpus.ids);
  await tieDecisions(tx, scene, synthesis, decisions);
  say(`demo: ${decisions.seeds.length} decisions`);
  say(`demo: edition 2 with ${await loadNextEdition(tx, scene, decisions)} changes`);
  say(`demo: ${await loadOpinions(tx, corpus, decisions)} authors said what they think of their answer`);
  const poll = await loadPoll(tx, {
    ...{ processId: process.id, editor: team.editor, moderator: team.moderator, nodeOf: draft.nodeOf },
    ...{ opens: DRAFT_PUBLICATION, closes: CONSULTATION_END, until: CONSULTATION_END, contributions: corpus.ids },
  });
  say(`demo: a question put to the vote, ${poll.voters.length} people voted`);
  await openTrial(tx, team);
  say("demo: a trial copy open to everybody");
}

/** What happened to the phases before they came here reaches the journal too. */
async function recordPhases(tx: Tx, { id, phaseIds }: CreatedProcess): Promise<void> {
  const entries = realProcess.phases.flatMap(({ openedAt, closedAt }, index) => {
    const subjectId = phaseIds[index] ?? "";
    const entry = (kind: "phase.opened" | "phase.closed", at: Date) => ({
      kind,
      subjectId,
      actingRole: "administrator",
      payload: { processId: id, phaseId: subjectId, at: at.toISOString() },
    });
    return [entry("phase.opened", openedAt), ...(closedAt ? [entry("phase.closed", closedAt)] : [])];
  });
  await appendEntry(tx, ...entries);
}

/** The core holds the team; the other closed circles hold who speaks for them. */
async function fillCircles(tx: Tx, [core, , field]: readonly string[], team: DemoTeam): Promise<void> {
  const add = async (circle: string | undefined, people: readonly (PersonId | null)[]): Promise<void> => {
    for (const person of people) if (circle && person) await addCircleMember(tx, circle, person);
  };
  await add(core, [team.administrator, team.editor, team.analyst]);
  await add(field, [team.facilitator]);
}
