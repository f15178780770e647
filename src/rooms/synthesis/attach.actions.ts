import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { findSource, listBatches } from "./attachment.queries.ts";
import {
  insertAttachment,
  insertAttachments,
  insertBatch,
  removeAttachments,
  undoBatch as undo,
} from "./attachment.store.ts";
import { lockClaim } from "./claim.queries.ts";
import { type Claim, makerAs, WRITERS } from "./claim.rules.ts";
import type { Stance } from "./stance.rules.ts";

async function written(tx: Tx, number: number): Promise<Claim> {
  const claim = await lockClaim(tx, number);
  if (!claim) throw new NotFound();
  if (claim.state === "withdrawn") throw new Refused("synthesis.error.withdrawn", { number });
  return claim;
}

export type Attaching = {
  /** Drawn once for the form, so that sending it twice attaches once. */
  readonly batchId: string;
  readonly claim: number;
  readonly stance: Stance;
  /** The address of the filter, and the fingerprint of the set that the person was shown; empty for boxes ticked. */
  readonly filter: string;
  readonly fingerprint: string | null;
  /** The exact set; throws `SetChanged` when the filter finds another one than was shown. */
  readonly numbers: (db: Db) => Promise<readonly number[]>;
};

/** Attaches one, several, or all of a filter. Gives how many were attached now; null when this form was sent before. */
export async function attachContributions(actor: Actor, given: Attaching): Promise<number | null> {
  const maker = makerAs(actor.viewer, WRITERS);
  const numbers = await given.numbers(actor.sql);
  if (numbers.length === 0) throw new Invalid({ contribution: "synthesis.error.selection" });
  return await actor.sql.begin(async (tx) => {
    // a whole consultation at once, perhaps after somebody else's
    await tx`set local statement_timeout = '60s'`;
    const claim = await written(tx, given.claim);
    const { batchId: id, stance, filter, fingerprint } = given;
    const batch = { id, claimId: claim.id, stance, filter, fingerprint };
    if (!(await insertBatch(tx, batch, maker))) return null;
    return await insertAttachments(tx, batch, numbers, maker);
  });
}

/** Takes back what one act attached, as a whole. What was changed one by one since then stays. */
export async function undoBatch(actor: Actor, claim: number, batchId: string): Promise<number> {
  const maker = makerAs(actor.viewer, WRITERS);
  return await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    const found = await lockClaim(tx, claim);
    const batches = found ? await listBatches(tx, found.id) : [];
    if (!batches.some(({ id }) => id === batchId)) throw new NotFound();
    return await undo(tx, batchId, maker);
  });
}

export async function detachContributions(actor: Actor, claim: number, numbers: readonly number[]): Promise<number> {
  const maker = makerAs(actor.viewer, WRITERS);
  if (numbers.length === 0) throw new Invalid({ contribution: "synthesis.error.selection" });
  return await actor.sql.begin(async (tx) => {
    const found = await written(tx, claim);
    return await removeAttachments(tx, found.id, numbers, maker);
  });
}

export type SourceWords = { readonly stance: Stance; readonly quote: string | null };

/** Attaches one contribution, or says otherwise how it stands and which of its words are quoted. The former row stays. */
export async function saveSource(actor: Actor, claim: number, contribution: number, words: SourceWords): Promise<void> {
  const maker = makerAs(actor.viewer, WRITERS);
  await actor.sql.begin(async (tx) => {
    const found = await written(tx, claim);
    const source = await findSource(tx, found, String(contribution));
    if (!source) throw new NotFound();
    const now = source.attachment;
    if (now && !now.isQuoteLost && now.stance === words.stance && now.quote === words.quote) return;
    await removeAttachments(tx, found.id, [contribution], maker);
    const { contributionId } = source;
    try {
      await tx.savepoint((inner) => insertAttachment(inner, { claimId: found.id, contributionId, ...words }, maker));
    } catch (error) {
      if (constraintOf(error) === "quote_is_public") throw new Invalid({ quote: "synthesis.error.quote" });
      throw error;
    }
  });
}

function constraintOf(error: unknown): string | null {
  return error instanceof Error && "constraint_name" in error ? String(error.constraint_name) : null;
}
