import { Conflict, Invalid } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { activeThemes, CODERS, makerAs } from "#rooms/themes";
import { seedsOf } from "./draft.rules.ts";
import { insertDraft, insertDraftAct } from "./draft.store.ts";

type Ask = {
  readonly processId: ProcessId;
  readonly language: string;
  readonly themeCount: number | null;
  readonly usesSeeds: boolean;
  readonly wantsVectors: boolean;
};

/** A draft is made by the worker. While one waits or is being made, another is not asked (`Conflict`). */
export async function askDraft(actor: Actor, { usesSeeds, ...ask }: Ask): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    const seeds = usesSeeds ? seedsOf(await activeThemes(tx, ask.processId)) : [];
    if (ask.themeCount !== null && ask.themeCount < seeds.length) {
      throw new Invalid({ count: "drafts.error.fewerThanSeeds" }, { count: seeds.length });
    }
    const draftId = await insertDraft(tx, { ...ask, seeds: seeds.length > 0 ? seeds : null }, maker);
    if (draftId === null) throw new Conflict("drafts.error.alreadyAsked");
    const after = { count: ask.themeCount, seeds: seeds.length, vectors: ask.wantsVectors };
    await insertDraftAct(tx, { draftId, shelfId: null, verb: "ask", after }, maker);
  });
}
