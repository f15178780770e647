import { createHash } from "node:crypto";
import { Conflict, Invalid } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { insertBatch } from "./batch.store.ts";
import { CODERS, makerAs } from "./maker.rules.ts";
import { suggestionIds } from "./suggestion.queries.ts";
import type { Offers, SuggestionAnswer } from "./suggestion.rules.ts";
import { answerSuggestions, deleteOffers, offerFromWords, setDisplay, upsertOffers } from "./suggestion.store.ts";
import { findTheme } from "./theme.queries.ts";

/** What an engine proposes, stored and shown to nobody who did not ask for suggestions. Gives how many were new or changed. */
export async function offerSuggestions(tx: Tx, offers: Offers): Promise<number> {
  return await upsertOffers(tx, offers);
}

/** What an engine proposed before and nobody answered is no longer proposed. */
export async function forgetOffers(tx: Tx, processId: ProcessId, engine: string): Promise<void> {
  await deleteOffers(tx, processId, engine);
}

/** The display is each person's own choice; switched on for the first time, the words of the codebook are looked for. */
export async function switchDisplay(actor: Actor, processId: ProcessId, isOn: boolean): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    await setDisplay(tx, processId, maker.personId, isOn);
    if (isOn) await offerFromWords(tx, processId);
  });
}

/** Looks for the words of the codebook anew: after an edit of the words, or new contributions. */
export async function searchWords(actor: Actor, processId: ProcessId): Promise<number> {
  makerAs(actor.viewer, CODERS);
  return await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    return await offerFromWords(tx, processId);
  });
}

export const idsDigest = (ids: readonly string[]): string => createHash("sha256").update(ids.join(",")).digest("hex");

type Chosen = {
  /** Null for one by itself: the page of a contribution. */
  readonly batchId: string | null;
  readonly processId: ProcessId;
  readonly answer: SuggestionAnswer;
  readonly ids: readonly string[];
};

/** A few at once are a batch like the many: undone as a whole. */
export async function answerChosen(actor: Actor, { batchId, processId, answer, ids }: Chosen): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  if (ids.length === 0) throw new Invalid({ suggestion: "suggestions.error.choose" });
  await actor.sql.begin(async (tx) => {
    if (batchId !== null) {
      const batch = { id: batchId, processId, kind: answer, themeId: null, filter: "", contributionCount: ids.length };
      if (!(await insertBatch(tx, { ...batch, fingerprint: idsDigest(ids.toSorted()) }, maker))) return;
    }
    await answerSuggestions(tx, { processId, ids, answer, batchId }, maker);
  });
}

type WholeTheme = Omit<Chosen, "ids" | "batchId"> & {
  readonly batchId: string;
  readonly theme: string;
  readonly seen: string;
};

/** All that wait for one theme: exactly those of the page that was looked at, or nothing (`Conflict`). */
export async function answerTheme(actor: Actor, { batchId, processId, answer, theme, seen }: WholeTheme) {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    const found = await findTheme(tx, processId, theme);
    if (!found) throw new Conflict("coding.error.themeGone");
    const ids = await suggestionIds(tx, processId, theme);
    const fingerprint = idsDigest(ids);
    const batch = { id: batchId, processId, kind: answer, themeId: found.id, filter: `theme=${theme}`, fingerprint };
    if (!(await insertBatch(tx, { ...batch, contributionCount: ids.length }, maker))) return;
    if (fingerprint !== seen) throw new Conflict("coding.error.selectionChanged");
    await answerSuggestions(tx, { processId, ids, answer, batchId }, maker);
  });
}
