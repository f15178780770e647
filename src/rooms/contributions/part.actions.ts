import { Invalid, NotFound } from "#kernel/errors.ts";
import type { DraftId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { PART_LIMIT } from "./contribution.rules.ts";
import { refuseSameWords } from "./draft.actions.ts";
import { findDraft } from "./draft.queries.ts";
import { type DraftPart, partsOf, withPart } from "./draft.rules.ts";
import { lockAnswers, mergeAnswers } from "./draft.store.ts";
import { findPassage } from "./place.queries.ts";

/** One more passage in the same amendment, or other words for one it has. Sent twice, it is there once. */
export async function savePart(actor: Actor, id: DraftId, part: DraftPart): Promise<void> {
  const draft = await findDraft(actor.sql, id, actor.viewer);
  if (draft?.answers.kind !== "amendment" || part.anchor === draft.passageAnchor) throw new NotFound();
  const passage = await findPassage(actor.sql, draft.editionId, part.anchor);
  if (!passage) throw new NotFound();
  refuseSameWords(passage.text, part);
  await actor.sql.begin(async (tx) => {
    const answers = await lockAnswers(tx, id);
    if (!answers) throw new NotFound();
    const parts = withPart(partsOf(answers), part);
    if (parts.length + 1 > PART_LIMIT) throw new Invalid({ operation: "contribute.parts.tooMany" });
    await mergeAnswers(tx, id, { parts });
  });
}

export async function removePart(actor: Actor, id: DraftId, anchor: string): Promise<void> {
  const draft = await findDraft(actor.sql, id, actor.viewer);
  if (!draft) throw new NotFound();
  await actor.sql.begin(async (tx) => {
    const answers = await lockAnswers(tx, id);
    if (!answers) throw new NotFound();
    await mergeAnswers(tx, id, { parts: partsOf(answers).filter((part) => part.anchor !== anchor) });
  });
}
