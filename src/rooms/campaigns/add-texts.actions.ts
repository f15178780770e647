import { compareTexts } from "#engine/text/near-index.ts";
import { textSimilarity } from "#engine/text/trigrams.ts";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { countPeople } from "./author.actions.ts";
import { actOn, type Read, saidAsHeld } from "./campaign.actions.ts";
import { type Candidate, findCampaignNumber, readCandidates, readMembers } from "./campaign.queries.ts";
import { HeldElsewhere, makerOf } from "./campaign.rules.ts";
import { addMembers, insertAct, insertCampaign, type NewMember } from "./campaign.store.ts";
import { wordsById } from "./member.queries.ts";
import { nameOf } from "./search.actions.ts";

/** A person adds texts by their numbers, alike or not: nothing is refused but what is not public or is grouped already. */
export async function addTexts(actor: Actor, read: Read, numbers: readonly number[]): Promise<void> {
  const maker = makerOf(actor.viewer);
  await actOn(actor, read, async (tx, campaign) => {
    if (campaign.state === "refused") throw new Conflict("campaigns.error.refused");
    const known = await readMembers(tx, campaign.id, numbers);
    const inside = new Set(known.filter(({ state }) => state === "in").map(({ number }) => number));
    const wanted = numbers.filter((number) => !inside.has(number));
    if (wanted.length === 0) return null;
    const members = await likenesses(tx, campaign.keptId, await freeTexts(tx, campaign.processId, wanted));
    return {
      verb: "add",
      also: async (inner, actId) => {
        await addMembers(inner, { campaignId: campaign.id, actId }, members, maker);
        await countPeople(inner, campaign.id);
      },
    };
  });
}

export type NewGroup = {
  /** Drawn with the form: the same form sent twice makes one group. */
  readonly id: string;
  readonly processId: ProcessId;
  /** The first is shown first. */
  readonly numbers: readonly number[];
};

/** A group made by hand, to be confirmed like the others. Gives its number. */
export async function createCampaign(actor: Actor, { id, processId, numbers }: NewGroup): Promise<number> {
  const maker = makerOf(actor.viewer);
  const make = async (tx: Tx): Promise<number> => {
    const known = await findCampaignNumber(tx, id);
    if (known !== null) return known;
    const texts = await freeTexts(tx, processId, numbers);
    const kept = texts.find(({ number }) => number === numbers[0]);
    if (!kept || texts.length < 2) throw new Invalid({ numeros: "campaigns.error.twoNumbers" });
    const words = await wordsById(tx, [kept.id]);
    const name = nameOf({ words: words.get(kept.id) ?? "" });
    await insertCampaign(tx, { id, processId, name, keptId: kept.id }, maker);
    const actId = await insertAct(tx, { campaignId: id, verb: "create" }, maker);
    await addMembers(tx, { campaignId: id, actId }, await likenesses(tx, kept.id, texts), maker);
    await countPeople(tx, id);
    const number = await findCampaignNumber(tx, id);
    if (number === null) throw new NotFound();
    return number;
  };
  return await actor.sql.begin(make).catch(saidAsHeld);
}

/** Throws when one of the numbers is no public text of the process, or is in a group already. */
async function freeTexts(tx: Tx, processId: ProcessId, numbers: readonly number[]): Promise<readonly Candidate[]> {
  const texts = await readCandidates(tx, processId, numbers);
  const missing = numbers.find((number) => !texts.some((text) => text.number === number));
  if (missing !== undefined) throw new Invalid({ numeros: "campaigns.error.unknownNumber" }, { number: missing });
  const held = texts.flatMap(({ number, heldBy }) => (heldBy === null ? [] : [{ number, campaign: heldBy }]));
  if (held.length > 0) throw new HeldElsewhere(held);
  return texts;
}

async function likenesses(tx: Tx, keptId: string, texts: readonly Candidate[]): Promise<readonly NewMember[]> {
  const words = await wordsById(tx, [keptId, ...texts.map(({ id }) => id)]);
  const kept = words.get(keptId) ?? "";
  return texts.map(({ id }) => {
    if (id === keptId) return { id, similarity: 1, flags: [] };
    const own = words.get(id) ?? "";
    const likeness = compareTexts(kept, own);
    return { id, similarity: likeness?.similarity ?? textSimilarity(kept, own), flags: likeness?.flags ?? ["wording"] };
  });
}
