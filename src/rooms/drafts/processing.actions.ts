import { Invalid } from "#kernel/errors.ts";
import { digest } from "#ledger/digest.ts";
import type { Tx } from "#platform/db.ts";
import type { EmbeddingsSettings } from "#platform/embeddings.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { type Maker, makerAs } from "#rooms/themes";
import { entryInForce } from "./processing.queries.ts";
import { hostOf, isSameProcessing, REGISTRARS } from "./processing.rules.ts";
import {
  endProcessingEntry,
  insertProcessingEntry,
  lockRegister,
  type NewProcessingEntry,
} from "./processing.store.ts";

type Written = Pick<NewProcessingEntry, "recipient" | "legalBasis" | "retention">;

/**
 * Enters in the register what the settings of the installation describe, and so lets drafts ask that server. What was in force
 * before ends at the same moment. `seen` is the server, model and purpose that the person read.
 */
export async function enterProcessing(
  actor: Actor,
  settings: EmbeddingsSettings | null,
  { seen, ...written }: Written & { readonly seen: string },
): Promise<void> {
  const maker = makerAs(actor.viewer, REGISTRARS);
  if (!settings || seen !== processingMark(settings)) throw new Invalid({ recipient: "processing.error.settings" });
  await actor.sql.begin(async (tx) => {
    await lockRegister(tx);
    const inForce = await entryInForce(tx);
    // a second click finds it entered
    if (inForce && isSameProcessing(settings, inForce)) return;
    await end(tx, maker);
    const { model, purpose } = settings;
    const host = hostOf(settings.url);
    const subjectId = await insertProcessingEntry(tx, { host, model, purpose, ...written }, maker);
    const payload = { host, model, purpose };
    await appendEntry(tx, { kind: "drafts.processing-entered", subjectId, actingRole: maker.role, payload });
  });
}

/** Nothing is sent any more from this moment on. */
export async function endProcessing(actor: Actor): Promise<void> {
  const maker = makerAs(actor.viewer, REGISTRARS);
  await actor.sql.begin(async (tx) => {
    await lockRegister(tx);
    await end(tx, maker);
  });
}

async function end(tx: Tx, maker: Maker): Promise<void> {
  const subjectId = await endProcessingEntry(tx, maker);
  if (subjectId === null) return;
  await appendEntry(tx, { kind: "drafts.processing-ended", subjectId, actingRole: maker.role });
}

/** Says which settings a page showed. */
export function processingMark({ url, model, purpose }: EmbeddingsSettings): string {
  return digest({ host: hostOf(url), model, purpose });
}
