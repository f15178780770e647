import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { lastAct, lockCampaign, movedBy, readMembers } from "./campaign.queries.ts";
import {
  ActedSince,
  type Campaign,
  type CampaignKind,
  HeldElsewhere,
  type Maker,
  type MemberState,
  makerOf,
} from "./campaign.rules.ts";
import { type Facts, insertAct, markLooked, moveMembers, updateCampaign } from "./campaign.store.ts";
import { compareMembers } from "./search.actions.ts";

/** The campaign as the person read it. */
export type Read = { readonly number: number; readonly version: number };

type Moves = readonly { readonly to: MemberState; readonly ids: readonly string[] }[];
type Change = {
  readonly verb: string;
  readonly facts?: Partial<Facts>;
  readonly moves?: Moves;
  readonly undoes?: string;
  /** What else is written, with the id of the act. */
  readonly also?: (tx: Tx, actId: string) => Promise<void>;
};

/**
 * One act on one campaign: who may, what it is now, what has to change. Nothing to change: done already, by this person's first
 * click or by somebody who thought the same. Something to change after somebody else acted: `ActedSince`.
 */
export async function actOn(
  actor: Actor,
  { number, version }: Read,
  decide: (tx: Tx, campaign: Campaign) => Promise<Change | null>,
): Promise<void> {
  const maker = makerOf(actor.viewer);
  const act = async (tx: Tx): Promise<void> => {
    // ten thousand texts are moved at once
    await tx`set local statement_timeout = '60s'`;
    const campaign = await lockCampaign(tx, number);
    if (!campaign) throw new NotFound();
    const change = await decide(tx, campaign);
    if (!change) return;
    if (campaign.version !== version) throw new ActedSince();
    await write(tx, campaign, change, maker);
  };
  await actor.sql.begin(act).catch(saidAsHeld);
}

/** Somebody put one of these texts in another group in the same moment: the index of the database decided. */
export function saidAsHeld(error: unknown): never {
  const { constraint_name: name } = error as { readonly constraint_name?: string };
  throw name === "in_one_campaign" ? new Conflict("campaigns.error.heldSince") : error;
}

async function write(tx: Tx, campaign: Campaign, change: Change, maker: Maker): Promise<void> {
  const { id, name, kind, state, keptId } = campaign;
  const now: Facts = { name, kind, state, keptId };
  const next: Facts = { ...now, ...change.facts };
  const changed = Object.keys(change.facts ?? {}) as (keyof Facts)[];
  const only = (facts: Facts) => Object.fromEntries(changed.map((key) => [key, facts[key]]));
  const undoes = change.undoes === undefined ? {} : { undoes: change.undoes };
  const act = { campaignId: id, verb: change.verb, before: only(now), after: only(next), ...undoes };
  const actId = await insertAct(tx, act, maker);
  for (const { to, ids } of change.moves ?? []) {
    if (ids.length > 0) await moveMembers(tx, { campaignId: id, actId, to }, ids, maker);
  }
  await updateCampaign(tx, id, next, maker);
  await change.also?.(tx, actId);
  await record(tx, campaign, next, maker);
}

/** What the public sees change is in the journal. */
async function record(tx: Tx, before: Campaign, after: Facts, maker: Maker): Promise<void> {
  const wasPublic = before.state === "confirmed";
  const isPublic = after.state === "confirmed";
  if (!wasPublic && !isPublic) return;
  const kind = isPublic ? publicKind(wasPublic) : "campaign.reopened";
  const members = (await readMembers(tx, before.id, null)).filter(({ state }) => state === "in");
  if (isPublic && members.length < 2) throw new Refused("campaigns.error.tooFew");
  await appendEntry(tx, {
    kind,
    subjectId: before.id,
    actingRole: maker.role,
    payload: { number: before.number, contributions: isPublic ? members.length : 0 },
  });
}

const publicKind = (wasPublic: boolean) => (wasPublic ? "campaign.changed" : "campaign.confirmed");

/** Groups the text shown first, what a person accepted, and every proposed text without a flag. Flagged ones wait for their own decision. */
export async function confirmCampaign(actor: Actor, read: Read): Promise<void> {
  await actOn(actor, read, async (tx, campaign) => {
    if (campaign.state === "refused") throw new Conflict("campaigns.error.refused");
    const members = await readMembers(tx, campaign.id, null);
    const joining = members.filter(
      ({ id, state, isFlagged, isPublished, heldBy }) =>
        state === "proposed" && heldBy === null && isPublished && (id === campaign.keptId || !isFlagged),
    );
    if (joining.length === 0 && campaign.state === "confirmed") return null;
    const count = joining.length + members.filter(({ state }) => state === "in").length;
    if (count < 2) throw new Refused("campaigns.error.tooFew");
    const kept = members.find(({ id }) => id === campaign.keptId);
    if (kept?.state !== "in" && !joining.some(({ id }) => id === campaign.keptId)) {
      throw new Refused("campaigns.error.keptHidden");
    }
    return {
      verb: "confirm",
      facts: { state: "confirmed" },
      moves: [{ to: "in", ids: joining.map(({ id }) => id) }],
    };
  });
}

/** These texts are no group. They stay as they are, each by itself, and are not proposed together again. */
export async function refuseCampaign(actor: Actor, read: Read): Promise<void> {
  await actOn(actor, read, async (tx, campaign) => {
    if (campaign.state === "refused") return null;
    const members = await readMembers(tx, campaign.id, null);
    const ids = members.filter(({ state }) => state !== "out").map(({ id }) => id);
    return { verb: "refuse", facts: { state: "refused" }, moves: [{ to: "out", ids }] };
  });
}

export type Choices = { readonly accepted: readonly number[]; readonly takenOut: readonly number[] };

/** A person decided on texts one by one: the same text, or another. */
export async function decideMembers(actor: Actor, read: Read, { accepted, takenOut }: Choices): Promise<void> {
  await actOn(actor, read, async (tx, campaign) => {
    if (campaign.state === "refused") throw new Conflict("campaigns.error.refused");
    const members = await readMembers(tx, campaign.id, [...accepted, ...takenOut]);
    const joining = members.filter(({ number, state }) => accepted.includes(number) && state !== "in");
    const leaving = members.filter(({ number, state }) => takenOut.includes(number) && state !== "out");
    if (joining.length + leaving.length === 0) return null;
    if (leaving.some(({ id }) => id === campaign.keptId)) throw new Refused("campaigns.error.keptStays");
    const held = joining.flatMap(({ number, heldBy }) => (heldBy === null ? [] : [{ number, campaign: heldBy }]));
    if (held.length > 0) throw new HeldElsewhere(held);
    return {
      verb: joining.length > 0 ? "accept" : "take_out",
      moves: [
        { to: "in", ids: joining.map(({ id }) => id) },
        { to: "out", ids: leaving.map(({ id }) => id) },
      ],
    };
  });
}

export async function renameCampaign(
  actor: Actor,
  read: Read,
  { name, kind }: { readonly name: string; readonly kind: CampaignKind },
): Promise<void> {
  await actOn(actor, read, async (_, campaign) => {
    if (campaign.name === name && campaign.kind === kind) return null;
    return { verb: "rename", facts: { name, kind } };
  });
}

/** Another text is shown first: every member is compared with it anew. */
export async function keepText(actor: Actor, read: Read, contribution: number): Promise<void> {
  await actOn(actor, read, async (tx, campaign) => {
    const [member] = await readMembers(tx, campaign.id, [contribution]);
    if (!member || member.state === "out" || !member.isPublished) throw new NotFound();
    if (member.id === campaign.keptId) return null;
    if (campaign.state === "confirmed" && member.state !== "in") throw new Refused("campaigns.error.keepInside");
    return {
      verb: "keep",
      facts: { keptId: member.id },
      also: async (inside) => await compareMembers(inside, campaign.id, () => true),
    };
  });
}

/** The new words were read: the texts stay where they are. */
export async function markRead(actor: Actor, read: Read, numbers: readonly number[]): Promise<void> {
  await actOn(actor, read, async (tx, campaign) => {
    const members = await readMembers(tx, campaign.id, numbers);
    if (members.length === 0) return null;
    const ids = members.map(({ id }) => id);
    return {
      verb: "look",
      also: async (inside, actId) => await markLooked(inside, { campaignId: campaign.id, actId }, ids),
    };
  });
}

/** Puts back what the last act changed; that act and this one both stay in the history. */
export async function undoAct(actor: Actor, read: Read, actId: string): Promise<void> {
  await actOn(actor, read, async (tx, campaign) => {
    const last = await lastAct(tx, campaign.id);
    if (last?.id !== actId) return null;
    const moved = await movedBy(tx, last.id);
    const held = await heldElsewhere(tx, campaign, moved);
    if (held.length > 0) throw new HeldElsewhere(held);
    const backTo = (to: MemberState) => moved.filter(({ before }) => (before ?? "out") === to).map(({ id }) => id);
    const isMoved = moved.some(({ before, after }) => before !== after);
    const facts = last.before as Partial<Facts>;
    return {
      verb: "undo",
      undoes: last.id,
      facts,
      moves: isMoved ? (["proposed", "in", "out"] as const).map((to) => ({ to, ids: backTo(to) })) : [],
      also: async (inside) => {
        if (facts.keptId !== undefined) await compareMembers(inside, campaign.id, () => true);
      },
    };
  });
}

async function heldElsewhere(tx: Tx, { id }: Campaign, moved: readonly { id: string; before: string | null }[]) {
  const returning = new Set(moved.filter(({ before }) => before === "in").map((member) => member.id));
  return (await readMembers(tx, id, null)).flatMap((member) =>
    returning.has(member.id) && member.heldBy !== null ? [{ number: member.number, campaign: member.heldBy }] : [],
  );
}
