import type { ContributionId, NodeId, PersonId, PollId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry } from "#rooms/journal";
import { computeRun } from "#rooms/opinions";
import { groupOfViews, type SeedPoll, type SeedVoter, seedVoters } from "./poll.rules.ts";
import { groupsOfVoters, insertPoll, insertTitles, insertVoters } from "./poll.store.ts";
import { categoryGroups, territoryRows } from "./seed.rules.ts";
import { readActors, readPoll, readTerritories } from "./seed-files.actions.ts";

const PEOPLE = 480;
const TRIAL_PEOPLE = 124;
/** When results of the open question were kept. */
const RESULT_DAYS = [new Date("2023-01-16T06:00:00+01:00"), new Date("2023-03-01T06:00:00+01:00")];

export type LoadedPoll = { readonly id: PollId; readonly number: number; readonly voters: readonly SeedVoter[] };

export type PollScene = {
  readonly processId: ProcessId;
  readonly editor: PersonId;
  readonly moderator: PersonId;
  readonly nodeOf: (code: string) => NodeId;
  readonly opens: Date;
  readonly closes: Date;
  /** The moment up to which people have voted. */
  readonly until: Date;
  /** By the id of the corpus; left out: no statement comes from a contribution. */
  readonly contributions?: ReadonlyMap<string, ContributionId>;
};

/** The question that was put to the vote during the consultation: all its voters, results of two days, the final ones. */
export async function loadPoll(tx: Tx, scene: PollScene): Promise<LoadedPoll> {
  const loaded = await load(tx, scene, { people: PEOPLE, seed: "poll-2023", withStages: true, withWaiting: false });
  for (const at of RESULT_DAYS) await compute(tx, loaded.id, { kind: "daily", at });
  await compute(tx, loaded.id, { kind: "final", at: scene.closes });
  await nameGroups(tx, loaded, scene);
  return loaded;
}

/** The same question on the trial copy, open: people voted already, a statement waits for a moderator. */
export async function loadTrialPoll(tx: Tx, scene: PollScene): Promise<LoadedPoll> {
  const size = { people: TRIAL_PEOPLE, seed: "poll-trial", withStages: false, withWaiting: true };
  const loaded = await load(tx, scene, size);
  await compute(tx, loaded.id, { kind: "live", at: scene.until });
  return loaded;
}

async function compute(
  tx: Tx,
  pollId: PollId,
  { kind, at }: { readonly kind: "live" | "daily" | "final"; readonly at: Date },
) {
  const computed = await computeRun(tx, pollId, kind, { at });
  if (computed.made === null) throw new Error(`the demonstration has no results: ${computed.why}`);
}

/** The editor reads what distinguishes each group and gives it a title. */
async function nameGroups(tx: Tx, { id, number, voters }: LoadedPoll, { editor, closes }: PollScene): Promise<void> {
  const { titles } = readPoll();
  const groups = groupOfViews(voters, await groupsOfVoters(tx, id, voters.length));
  const given = [...groups].map(([view, group]) => ({ group, ...titles[view] }));
  await insertTitles(tx, id, given, { personId: editor, at: new Date(closes.getTime() + 2 * 24 * 3_600_000) });
  const entries = given.map(({ group }) => ({
    kind: "opinions.group-titled" as const,
    subjectId: id,
    actingRole: "editor",
    payload: { poll: number, subject: `group:${group}`, isTitled: true },
  }));
  await appendEntry(tx, ...entries);
}

type Size = {
  readonly people: number;
  readonly seed: string;
  readonly withStages: boolean;
  readonly withWaiting: boolean;
};

async function load(tx: Tx, scene: PollScene, { people, seed, withStages, withWaiting }: Size): Promise<LoadedPoll> {
  const poll = readPoll();
  const { processId, nodeOf, opens, closes } = scene;
  const contributionId = scene.contributions?.get(poll.later.contribution) ?? null;
  const { id, number } = await insertPoll(tx, {
    ...{ processId, poll, nodeOf, withStages, withWaiting, contributionId },
    ...{ opensAt: opens, closesAt: closes, publishedAt: opens, madeBy: scene.editor, moderator: scene.moderator },
  });
  const payload = {
    number,
    statements: poll.statements.length,
    opensAt: opens.toISOString(),
    closesAt: closes.toISOString(),
  };
  await appendEntry(tx, { kind: "poll.opened", subjectId: id, actingRole: "editor", payload });
  const voters = votersOf(poll, {
    ...{ people, seed, withStages, opens },
    closes: scene.until,
    withLater: contributionId !== null,
  });
  const stages = withStages ? poll.stages.map(({ code }) => code) : [];
  await insertVoters(tx, id, voters, stages);
  return { id, number, voters };
}

type Drawn = Omit<Size, "withWaiting"> & { readonly opens: Date; readonly closes: Date; readonly withLater: boolean };

/** People of some regions only, so that a region has enough of them to be shown. */
function votersOf(poll: SeedPoll, drawn: Drawn): readonly SeedVoter[] {
  const { actors, englishNames } = readActors();
  const groups = categoryGroups(actors, englishNames);
  const within = (...codes: readonly string[]): readonly string[] =>
    groups.filter(({ code }) => codes.includes(code)).flatMap(({ children }) => children.map(({ code }) => code));
  const known = new Set(territoryRows(readTerritories()).map(({ code }) => code));
  return seedVoters(poll, {
    ...drawn,
    territories: ["R53", "R53", "R84", "R32", "R11", "R76"].filter((code) => known.has(code)),
    categories: {
      nearby: within("usagers", "usagers", "collectivites"),
      users: within("usagers", "entreprises", "institutions", "recherche"),
      field: within("professionnels", "etablissements"),
    },
  });
}
