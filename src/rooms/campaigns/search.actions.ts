import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { excerpt } from "#engine/text/excerpt.ts";
import { compareTexts } from "#engine/text/near-index.ts";
import { textSimilarity } from "#engine/text/trigrams.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Sql, Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { countPeople } from "./author.actions.ts";
import { makerOf } from "./campaign.rules.ts";
import { bumpVersion, guessKind, insertAct, insertCampaign, proposeMembers, updateLikeness } from "./campaign.store.ts";
import { type Joining, type Plan, Planner, type Proposal, type Text } from "./plan.rules.ts";
import { changedCampaigns, memberTexts, type ReadText, readRounds, readTexts } from "./search.queries.ts";
import {
  advanceSearch,
  type Claimed,
  claimSearch,
  endSearch,
  insertDueSearches,
  insertSearch,
  markExamined,
} from "./search.store.ts";

/** Texts read at once, texts compared at once, and texts that tell which trigrams are rare. */
const PAGE = 1_000;
const SLICE = 500;
const SAMPLE = 4_000;
const NAME = 90;

/** Texts alike are searched by the worker; asking twice asks once. */
export async function askSearch(actor: Actor, processId: ProcessId): Promise<void> {
  const maker = makerOf(actor.viewer);
  await insertSearch(actor.sql, processId, maker);
}

/** Runs the searches that wait, after asking for those that new texts call for. */
export async function runSearches(sql: Sql): Promise<void> {
  await insertDueSearches(sql);
  for (let claimed = await claimSearch(sql); claimed; claimed = await claimSearch(sql)) {
    try {
      await runSearch(sql, claimed);
      await endSearch(sql, claimed.id, false);
    } catch (error) {
      await endSearch(sql, claimed.id, true);
      throw error;
    }
  }
}

async function runSearch(sql: Sql, { id, processId, startedAt }: Claimed): Promise<void> {
  const texts: ReadText[] = [];
  for (;;) {
    const page = await readTexts(sql, processId, texts.at(-1)?.order ?? 0, PAGE);
    texts.push(...page);
    if (page.length < PAGE) break;
  }
  const step = Math.max(1, Math.ceil(texts.length / SAMPLE));
  const planner = new Planner({
    sample: texts.filter((_, place) => place % step === 0).map(({ words }) => words),
    rounds: await readRounds(sql, processId),
    loose: texts.filter((text) => text.isExamined && !text.isHeld),
    newId: randomUUID,
  });
  await compareAgain(sql, processId);
  const fresh = texts.filter((text) => !text.isExamined);
  for (let from = 0; from < fresh.length; from += SLICE) {
    const slice = fresh.slice(from, from + SLICE);
    const plan = await drained(planner.place(slice.filter(({ isHeld }) => !isHeld)));
    await sql.begin(async (tx) => {
      const members = await writePlan(tx, processId, plan);
      const ids = slice.map((text) => text.id);
      await markExamined(tx, ids, startedAt);
      const done = from + slice.length;
      await advanceSearch(tx, id, { done, total: fresh.length, campaigns: plan.proposals.length, members });
    });
  }
}

/** Long work lets others have their turn. */
async function drained(steps: Generator<void, Plan>): Promise<Plan> {
  for (let count = 0; ; count += 1) {
    const step = steps.next();
    if (step.done) return step.value;
    if (count % 20 === 0) await setImmediate();
  }
}

async function writePlan(tx: Tx, processId: ProcessId, { proposals, joinings }: Plan): Promise<number> {
  let members = 0;
  for (const proposal of proposals) members += await writeProposal(tx, processId, proposal);
  const byRound = Map.groupBy(joinings, ({ roundId }) => roundId);
  for (const [campaignId, joined] of byRound) members += await writeJoinings(tx, campaignId, joined);
  return members;
}

async function writeProposal(tx: Tx, processId: ProcessId, { id, kept, members }: Proposal): Promise<number> {
  await insertCampaign(tx, { id, processId, name: nameOf(kept), keptId: kept.id }, null);
  const actId = await insertAct(tx, { campaignId: id, verb: "propose" }, null);
  const others = members.map(({ textId, similarity, flags }) => ({ id: textId, similarity, flags }));
  const count = await proposeMembers(tx, { campaignId: id, actId }, [
    { id: kept.id, similarity: 1, flags: [] },
    ...others,
  ]);
  await countPeople(tx, id);
  await guessKind(tx, id);
  return count;
}

async function writeJoinings(tx: Tx, campaignId: string, joined: readonly Joining[]): Promise<number> {
  const actId = await insertAct(tx, { campaignId, verb: "propose" }, null);
  const rows = joined.map(({ textId, similarity, flags }) => ({ id: textId, similarity, flags }));
  const count = await proposeMembers(tx, { campaignId, actId }, rows);
  if (count === 0) return 0;
  await countPeople(tx, campaignId);
  await guessKind(tx, campaignId);
  // who reads the page now must not group what came meanwhile without having seen it
  await bumpVersion(tx, campaignId);
  return count;
}

export function nameOf({ words }: Pick<Text, "words">): string {
  return excerpt(words, NAME) || "…";
}

/** Members whose words changed are compared anew; what still says the same needs nobody. */
async function compareAgain(sql: Sql, processId: ProcessId): Promise<void> {
  for (const { id, isKeptChanged } of await changedCampaigns(sql, processId)) {
    await sql.begin(async (tx) => {
      await compareMembers(tx, id, ({ isChanged }) => isKeptChanged || isChanged);
    });
  }
}

type Asked = (member: { readonly isChanged: boolean }) => boolean;

/** Similarity and flags of members with the text shown first. */
export async function compareMembers(tx: Tx, campaignId: string, isAsked: Asked): Promise<void> {
  const [kept, ...others] = await memberTexts(tx, campaignId);
  if (!kept) return;
  const compared = others.filter(isAsked).map(({ id, words, state }) => {
    const likeness = compareTexts(kept.words, words);
    const similarity = likeness?.similarity ?? textSimilarity(kept.words, words);
    return {
      id,
      similarity,
      flags: likeness?.flags ?? ["wording"],
      isSettled: state === "proposed" || (likeness !== null && likeness.flags.length === 0),
    };
  });
  await updateLikeness(tx, campaignId, [{ id: kept.id, similarity: 1, flags: [], isSettled: true }, ...compared]);
}
