import { createHash } from "node:crypto";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { type CorpusFilter, lineNumbers } from "#rooms/corpus";
import { findBatch } from "./batch.queries.ts";
import { BATCH_LIMIT } from "./batch.rules.ts";
import { insertBatch, markUndone } from "./batch.store.ts";
import { chosenThemes } from "./code.actions.ts";
import { freeToCode } from "./code.queries.ts";
import { insertCodes, removeBatchCodes } from "./code.store.ts";
import { CODERS, makerAs } from "./maker.rules.ts";
import { offerAgain } from "./suggestion.store.ts";

type BatchInput = {
  readonly id: string;
  readonly filter: CorpusFilter;
  /** The filter as a person reads it back. */
  readonly filterQuery: string;
  readonly theme: string;
  /** Digest of the set on the page that was looked at. */
  readonly seen: string;
};

/** The same as `fingerprint` of the corpus, of the very list that is written. */
const digestOf = (numbers: readonly number[]): string => createHash("sha256").update(numbers.join(",")).digest("hex");

/**
 * One theme for exactly the contributions that were looked at: when the set changed since, nothing is written (`Conflict`).
 * Contributions of an open sample are left out. The same form sent twice makes one batch.
 */
export async function codeBatch(actor: Actor, { id, filter, filterQuery, theme, seen }: BatchInput): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    const [chosen] = await chosenThemes(tx, filter.processId, [theme]);
    if (!chosen) throw new Invalid({ theme: "coding.error.chooseTheme" });
    const found = await lineNumbers(tx, filter, BATCH_LIMIT + 1);
    if (found.length === 0) throw new Invalid({ theme: "coding.error.emptySelection" });
    if (found.length > BATCH_LIMIT) throw new Invalid({ theme: "coding.error.tooMany" }, { limit: BATCH_LIMIT });
    const numbers = await freeToCode(tx, filter.processId, found);
    const digest = digestOf(found);
    const batch = {
      id,
      processId: filter.processId,
      kind: "code",
      themeId: chosen.id,
      filter: filterQuery,
      fingerprint: digest,
      contributionCount: numbers.length,
    } as const;
    if (!(await insertBatch(tx, batch, maker))) return;
    if (digest !== seen) throw new Conflict("coding.error.selectionChanged");
    const many = { themeId: chosen.id, numbers, origin: "person", batchId: id } as const;
    await insertCodes(tx, filter.processId, many, maker);
  });
}

/** All that the batch made and that still stands ends, each with its date. Undone already: nothing is left to do. */
export async function undoBatch(actor: Actor, processId: ProcessId, number: number): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    const batch = await markUndone(tx, processId, number, maker);
    if (!batch) {
      if (!(await findBatch(tx, processId, number))) throw new NotFound();
      return;
    }
    await removeBatchCodes(tx, batch.id, maker);
    if (batch.kind !== "code") await offerAgain(tx, batch.id, maker);
  });
}
