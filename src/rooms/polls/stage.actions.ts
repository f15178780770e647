import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { preparerOf } from "./poll.actions.ts";
import { lockPoll } from "./poll.queries.ts";
import type { Maker, Poll } from "./poll.rules.ts";
import { insertAct } from "./poll.store.ts";
import { type Stage, stageByCode } from "./stage.queries.ts";
import { deleteStage, insertStage, type StageInput, updateStage } from "./stage.store.ts";

async function onPoll(
  actor: Actor,
  number: number,
  act: (tx: Tx, poll: Poll, maker: Maker) => Promise<void>,
): Promise<void> {
  const maker = preparerOf(actor);
  await actor.sql
    .begin(async (tx) => {
      const poll = await lockPoll(tx, number);
      if (!poll) throw new NotFound();
      await act(tx, poll, maker);
    })
    .catch((error: unknown) => {
      const { constraint_name: name } = error as { readonly constraint_name?: string };
      throw name === "stage_territory_code_fkey" ? new Invalid({ territory: "polls.error.territory" }) : error;
    });
}

const factsOf = ({ name, heldOn, territoryCode }: Omit<StageInput, "code">) => ({ name, heldOn, territoryCode });
const isSame = (a: Stage, b: StageInput) => JSON.stringify(factsOf(a)) === JSON.stringify(factsOf(b));

/** A gathering gets its own address. Asked twice for the same, it is there once. */
export async function addStage(actor: Actor, number: number, stage: StageInput): Promise<void> {
  await onPoll(actor, number, async (tx, poll, maker) => {
    await addStageAs(tx, poll, { maker, stage });
  });
}

export async function addStageAs(
  tx: Tx,
  poll: Pick<Poll, "id">,
  { maker, stage }: { readonly maker: Maker; readonly stage: StageInput },
): Promise<void> {
  if (await insertStage(tx, poll.id, stage)) {
    await insertAct(tx, { pollId: poll.id, verb: "stage_add", after: { code: stage.code, ...factsOf(stage) } }, maker);
    return;
  }
  const known = await stageByCode(tx, poll.id, stage.code);
  if (known && !isSame(known, stage)) throw new Invalid({ code: "polls.error.stageTaken" });
}

export async function changeStage(actor: Actor, number: number, stage: StageInput): Promise<void> {
  await onPoll(actor, number, async (tx, poll, maker) => {
    const known = await stageByCode(tx, poll.id, stage.code);
    if (!known) throw new Conflict("polls.error.actedSince");
    if (isSame(known, stage)) return;
    await updateStage(tx, known.id, stage);
    const [before, after] = [
      { code: known.code, ...factsOf(known) },
      { code: stage.code, ...factsOf(stage) },
    ];
    await insertAct(tx, { pollId: poll.id, verb: "stage_edit", before, after }, maker);
  });
}

/** While nobody entered by it. */
export async function removeStage(actor: Actor, number: number, code: string): Promise<void> {
  await onPoll(actor, number, async (tx, poll, maker) => {
    const known = await stageByCode(tx, poll.id, code);
    if (!known) return;
    if (!(await deleteStage(tx, known.id))) throw new Refused("polls.error.stageUsed");
    await insertAct(tx, { pollId: poll.id, verb: "stage_remove", before: { code, ...factsOf(known) } }, maker);
  });
}
