// Groups of opinion beside references (section 15 of the design): for each conversation what agrees, then what is required over all.
import { createHash } from "node:crypto";
import { type AnalyseOptions, analyse, type OpinionResult, resultText, type VoteTable } from "#engine/opinion/index.ts";
import { plantedVotes, STANDARD } from "../opinion/planted.ts";
import {
  agreement,
  isSameConsensus,
  isSamePlaced,
  largestDifference,
  representativeLists,
  silhouetteOfPeople,
  smallestCosine,
  statisticsDifference,
} from "./opinion-compared.ts";
import { type Conversation, conversationsIn, type Reference } from "./opinion-data.ts";
import { Checks, overAll, say, small, type Told, three } from "./opinion-over-all.ts";

const SEEDS_OF_PLANTED = [1, 2, 3] as const;
/** A platform's labels can be compared when they place the people that the rule places, but for this share, and these are enough. */
const [OWN_DIFFERENCE, OWN_PEOPLE] = [0.05, 50];

const sha256 = (chunks: Iterable<string>): string => {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk, "utf8");
  return hash.digest("hex");
};
const options = (mode: AnalyseOptions["mode"], seed = 0): AnalyseOptions => ({ mode, seed, version: "0", sha256 });

/** Prints a table for each conversation and what is required over all of them; 1 when something is below. */
export async function measure(data: string): Promise<number> {
  const conversations = conversationsIn(data);
  if (conversations.length === 0) {
    console.error(`accuracy: no folder with votes.csv or participants-votes.csv in ${data}`);
    return 2;
  }
  const checks = new Checks();
  const told: Told = {
    own: [],
    silhouettes: { better: 0, all: 0 },
    lists: { withTimes: { same: 0, all: 0 }, byId: { same: 0, all: 0 } },
    seedsAgree: [],
    planted: [],
  };
  for (const one of conversations) await measureOne(one, checks, told);
  await measurePlanted(checks, told);
  overAll(checks, told);
  console.log(
    checks.failed.length === 0
      ? `opinion: ${conversations.length} conversations, ${checks.count} checks, all met`
      : `opinion: ${checks.failed.length} of ${checks.count} checks FAILED`,
  );
  return checks.failed.length === 0 ? 0 : 1;
}

async function measureOne(one: Conversation, checks: Checks, told: Told): Promise<void> {
  const polis = analyse(one.votes, one.facts, options("polis"));
  const improved = analyse(one.votes, one.facts, options("improved"));
  const { participants, statements, votes, hash } = polis.input;
  console.log(`\n${one.name}: ${participants} participants, ${statements} statements, ${votes} votes`);
  if (one.hash) say("hash as listed", String(hash === one.hash));
  if (one.hash) checks.require(hash === one.hash, `${one.name}: hash ${hash}, listed ${one.hash}`);
  const differing = new Set(Object.values(improved.priorities)).size;
  checks.require(differing > Math.min(10, statements / 2), `${one.name}: only ${differing} different priorities`);
  if (one.own) givenLabels(one, one.own, checks, told);
  if (one.cold.reddwarf) coldRun(one, polis, "reddwarf", checks);
  if (one.cold.spec) coldRun(one, polis, "spec", checks);
  groupsOfPolis(one, polis, told);
  groupsOfImproved(one, improved, checks, told);
  repeatable(one, improved, checks);
}

/** Statistics are exact for the groups given. */
function givenLabels(one: Conversation, own: Reference, checks: Checks, told: Told): void {
  const result = withLabels(one, own.labels);
  const statistics = statisticsDifference(result, own);
  const aware = largestDifference(result.groupAwareConsensus, own.group_aware_consensus ?? {});
  const lists = representativeLists(result, own);
  const kept = one.votes.time ? told.lists.withTimes : told.lists.byId;
  kept.same += lists.same;
  kept.all += lists.all;
  const isSame = isSameConsensus(result, own);
  say("own groups: statistics, group-aware consensus", `largest difference ${small(statistics)}, ${small(aware)}`);
  say("own groups: representative lists, consensus", `${lists.same} of ${lists.all}, ${isSame ? "same" : "OTHER"}`);
  checks.require(statistics <= 1e-9 && aware <= 1e-9, `${one.name}: statistics for its own groups differ`);
  checks.require(isSame, `${one.name}: consensus lists differ from its own`);
}

function withLabels(one: Conversation, labels: Reference["labels"]): OpinionResult {
  return analyse(one.votes, one.facts, { ...options("polis"), labels: new Map(Object.entries(labels)) });
}

function coldRun(one: Conversation, polis: OpinionResult, name: "reddwarf" | "spec", checks: Checks): void {
  const reference = one.cold[name];
  if (!reference) return;
  const mean = largestDifference(polis.pca.center, reference.pca?.mean ?? reference.pca?.center ?? {});
  const cosine = smallestCosine(polis, reference);
  const extremities = Object.fromEntries(
    Object.entries(polis.statements).map(([id, { extremity }]) => [id, extremity]),
  );
  const extremity = largestDifference(extremities, reference.extremity ?? reference.comment_extremity ?? {});
  const given = withLabels(one, reference.labels);
  const lists = representativeLists(given, reference);
  const isPlaced = isSamePlaced(polis, reference);
  const isConsensus = isSameConsensus(polis, reference);
  const priorities = Object.fromEntries(Object.keys(polis.statements).map((id) => [id, given.priorities[id] ?? 0]));
  const priority = largestDifference(priorities, reference.priority ?? reference.comment_priorities ?? {}, true);
  const aware = largestDifference(
    given.groupAwareConsensus,
    reference.group_aware_consensus_agree ?? reference.group_aware_consensus ?? {},
  );
  say(`${name}: people placed, consensus`, `${isPlaced ? "same" : "OTHER"}, ${isConsensus ? "same" : "OTHER"}`);
  say(`${name}: means, 1 - |cos|, extremity`, `${small(mean)}, ${small(1 - cosine)}, ${small(extremity)}`);
  say(`${name}, its groups given: lists`, `${lists.same} of ${lists.all}`);
  say(`${name}, its groups given: priorities, consensus`, `${small(priority)} (relative), ${small(aware)}`);
  checks.require(isPlaced, `${one.name}: people placed are not those of ${name}`);
  checks.require(isConsensus, `${one.name}: consensus lists are not those of ${name}`);
  checks.require(mean <= 1e-9 && cosine >= 0.999999, `${one.name}: means or components are not those of ${name}`);
  checks.require(extremity <= 1e-3, `${one.name}: extremities are not those of ${name}`);
  checks.require(priority <= 1e-3, `${one.name}: priorities for the groups of ${name} differ`);
  checks.require(aware <= 1e-9, `${one.name}: group-aware consensus for the groups of ${name} differs`);
  if (name === "reddwarf") {
    checks.require(lists.same === lists.all, `${one.name}: representative lists for the groups of ${name} differ`);
  }
}

function groupsOfPolis(one: Conversation, polis: OpinionResult, told: Told): void {
  const silhouette = silhouetteOfPeople(polis, polis.participants);
  const sizes = polis.groups.map(({ size }) => size).join(", ");
  say("mode polis: groups, silhouette of people", `${sizes}; ${three(silhouette)}`);
  const { reddwarf, spec } = one.cold;
  if (reddwarf) {
    const theirs = silhouetteOfPeople(polis, reddwarf.labels);
    told.silhouettes.all += 1;
    if (silhouette >= theirs - 0.03) told.silhouettes.better += 1;
    say(
      "  red-dwarf: silhouette, ARI with it",
      `${three(theirs)}, ${three(agreement(polis.participants, reddwarf.labels))}`,
    );
  }
  if (spec) say("  second implementation: ARI with it", three(agreement(polis.participants, spec.labels)));
  if (one.own) {
    const isComparable = canCompare(one.own.labels, polis.participants);
    const ari = agreement(polis.participants, one.own.labels);
    const second = spec ? agreement(spec.labels, one.own.labels) : null;
    if (isComparable) told.own.push({ ours: ari, second });
    say(
      "  the platform's own groups: ARI with them",
      `${three(ari)}${isComparable ? "" : " (other people placed, or few: not judged)"}`,
    );
  }
  if (one.truth) say("  planted groups: ARI with them", three(agreement(polis.participants, one.truth)));
}

function canCompare(own: Reference["labels"], participants: OpinionResult["participants"]): boolean {
  const ids = new Set([...Object.keys(own), ...Object.keys(participants)]);
  const isOwn = (id: string) => (own[id] ?? null) !== null;
  const isOurs = (id: string) => (participants[id] ?? null) !== null;
  const placed = [...ids].filter(isOurs).length;
  const other = [...ids].filter((id) => isOwn(id) !== isOurs(id)).length;
  return placed >= OWN_PEOPLE && other <= OWN_DIFFERENCE * placed;
}

function groupsOfImproved(one: Conversation, improved: OpinionResult, checks: Checks, told: Told): void {
  const sizes = improved.groups.map(({ size }) => size).join(", ");
  const best = Math.max(0, ...Object.values(improved.silhouettes));
  say("mode improved: groups, silhouette, verdict", `${sizes}; ${three(best)}; ${improved.structure}`);
  smallestGroup(one.name, improved, checks);
  if (improved.structure === "clear") {
    const other = analyse(one.votes, one.facts, options("improved", 1));
    const ari = agreement(improved.participants, other.participants);
    told.seedsAgree.push(ari);
    say("  another seed: ARI with it", three(ari));
  }
  if (!one.truth) return;
  const groups = new Set(Object.values(one.truth)).size;
  plantedRun(one.name, { groups, result: improved, truth: one.truth }, checks, told);
}

function smallestGroup(name: string, { groups, participants }: OpinionResult, checks: Checks): void {
  const placed = Object.values(participants).filter((group) => group !== null).length;
  const fewest = Math.max(3, Math.ceil(0.02 * placed));
  const isMet = groups.length < 2 || groups.every(({ size }) => size >= fewest);
  checks.require(isMet, `${name}: a group under ${fewest} people`);
}

type Run = {
  readonly groups: number;
  readonly result: OpinionResult;
  readonly truth: Readonly<Record<string, number>>;
};

function plantedRun(name: string, { groups, result, truth }: Run, checks: Checks, told: Told): void {
  if (groups < 2) {
    say("  nothing planted: verdict", `${result.structure}`);
    checks.require(result.structure !== "clear", `${name}: groups found where none were planted`);
    return;
  }
  const ari = agreement(result.participants, truth);
  told.planted.push({ groups, k: result.k, ari });
  say("  planted groups: how many, found, ARI", `${groups}, ${result.k}, ${three(ari)}`);
}

/** The same bytes from shuffled lines, and the same numbers from a log and from a matrix. */
function repeatable(one: Conversation, improved: OpinionResult, checks: Checks): void {
  const text = ({ timings: _, ...result }: OpinionResult): string => [...resultText(result as OpinionResult)].join("");
  const shuffled = analyse(shuffledLines(one.votes), one.facts, options("improved"));
  // without times the order of the lines is the time: a shuffled log is another log
  const canShuffle = one.votes.time !== null || improved.input.replacedVotes === 0;
  const isTied = improved.input.warnings.length > 0;
  const isSame = text(shuffled) === text(improved);
  if (canShuffle && !isTied) checks.require(isSame, `${one.name}: shuffled lines give another result`);
  say("shuffled lines", isSame ? "same bytes" : "OTHER");
  if (!one.matrix) return;
  const fromMatrix = analyse(one.matrix.votes, one.matrix.facts, options("improved"));
  const comparable = (result: OpinionResult) =>
    text({ ...result, input: { ...result.input, kind: "log", replacedVotes: 0, warnings: [] }, repness: {} });
  const isAlike = comparable(fromMatrix) === comparable(improved);
  say("the matrix instead of the log", isAlike ? "same bytes, but kind, replaced votes and lists" : "OTHER");
  checks.require(isAlike, `${one.name}: the matrix gives another result than the log`);
}

function shuffledLines(votes: VoteTable): VoteTable {
  let state = 7;
  const order = Int32Array.from(votes.vote.keys());
  for (let last = order.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return {
    ...votes,
    statement: order.map((line) => votes.statement[line] ?? 0),
    participant: order.map((line) => votes.participant[line] ?? 0),
    vote: Int8Array.from(order, (line) => votes.vote[line] ?? 0),
    time: votes.time && Float64Array.from(order, (line) => votes.time?.[line] ?? 0),
  };
}

/** The standard set under several seeds, made here. */
async function measurePlanted(checks: Checks, told: Told): Promise<void> {
  console.log("\nplanted here, mode improved");
  for (const plan of STANDARD) {
    for (const seed of SEEDS_OF_PLANTED) {
      const { votes, truth } = plantedVotes({ ...plan, seed });
      const result = analyse(votes, new Map(), options("improved"));
      const name = `${plan.people} x ${plan.statements}, ${plan.groups} groups, seed ${seed}`;
      console.log(` ${name}: ${result.structure}`);
      smallestGroup(name, result, checks);
      plantedRun(name, { groups: plan.groups, result, truth: Object.fromEntries(truth) }, checks, told);
    }
  }
}
