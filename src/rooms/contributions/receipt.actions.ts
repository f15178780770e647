import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { type ContributionId, isUuid } from "#kernel/ids.ts";
import { parseReceipt } from "#kernel/receipt.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry } from "#rooms/journal";
import { canRephrase, canWithdraw } from "./contribution.rules.ts";
import { deleteContact, insertRewording } from "./contribution.store.ts";
import { setContributionState } from "./corpus.actions.ts";
import { logContribution } from "./log.actions.ts";
import {
  countWrongCodes,
  findOwned,
  listProposing,
  lockOwned,
  type OwnedState,
  type ReceiptKey,
} from "./receipt.queries.ts";
import { proposedField } from "./receipt.rules.ts";
import { bareReceipt, receiptHash } from "./receipt-code.actions.ts";

/** Wrong codes taken from one network before it must wait; who holds a right code is rarely refused for it. */
const WRONG_CODES = { limit: 30, minutes: 10 };

/** A typed code in any of the ways people write it; for the account that sent it, its id does as well. */
function keyOf(typed: string, viewer: Viewer | null): ReceiptKey | null {
  if (viewer && isUuid(typed)) return { id: typed, viewer };
  const code = parseReceipt(typed);
  return code ? { hash: receiptHash(bareReceipt(code)) } : null;
}

/** The contribution of a receipt. `NotFound` when there is none, `Refused` after too many wrong codes. */
export async function findByReceipt(actor: Actor, typed: string): Promise<OwnedState> {
  const key = keyOf(typed, actor.viewer);
  if (!key) throw new NotFound();
  const counter = `receipt:${actor.addressKey}`;
  if ((await countWrongCodes(actor.sql, counter, WRONG_CODES.minutes)) >= WRONG_CODES.limit) {
    throw new Refused("http.tooOften", { minutes: WRONG_CODES.minutes });
  }
  const found = await findOwned(actor.sql, key);
  if (found) return found;
  await countTry(actor.sql, counter, WRONG_CODES);
  throw new NotFound();
}

type NewWords = {
  readonly code: string;
  readonly body: string;
  /** For each passage of an amendment that proposes words, by its position: the first one is 1. */
  readonly proposed: ReadonlyMap<number, string>;
};

/** New words by the author, asked for by a moderator: the former ones stay, and the contribution is read again. */
export async function rephrase(actor: Actor, { code, body, proposed }: NewWords): Promise<void> {
  await findByReceipt(actor, code);
  const key = keyOf(code, actor.viewer);
  if (!key) throw new NotFound();
  await actor.sql.begin(async (tx) => {
    const own = await lockOwned(tx, key);
    if (!own) throw new NotFound();
    if (!canRephrase(own.state) || own.isDetached) throw new Refused("receipt.rephrase.notAsked");
    const words = await wordsWanted(tx, own.id, proposed);
    await insertRewording(tx, { id: own.id, body, ...words });
    await setContributionState(tx, own.id, "received");
    await logContribution(tx, own.id, { act: "edited" });
    await appendEntry(tx, {
      kind: "contribution.reworded",
      subjectId: own.id,
      actingRole: "author",
      payload: { number: own.number },
    });
  });
}

/** New words for every passage that proposes some: none is left out, none is made up. */
async function wordsWanted(tx: Tx, id: ContributionId, proposed: ReadonlyMap<number, string>) {
  const passages = await listProposing(tx, id);
  const parts = passages.map((position) => {
    const proposedText = proposed.get(position);
    if (proposedText === undefined) throw new Invalid({ [proposedField(position)]: "contribute.rewriting.missing" });
    return { position, proposedText };
  });
  const first = parts.find(({ position }) => position === 1)?.proposedText ?? null;
  return { proposedText: first, parts: parts.filter(({ position }) => position > 1) };
}

/** The author takes the words back. A second click finds it done. */
export async function withdraw(actor: Actor, code: string): Promise<void> {
  await findByReceipt(actor, code);
  const key = keyOf(code, actor.viewer);
  if (!key) throw new NotFound();
  await actor.sql.begin(async (tx) => {
    const own = await lockOwned(tx, key);
    if (!own) throw new NotFound();
    if (own.state === "withdrawn") return;
    if (!canWithdraw(own.state) || own.isDetached) throw new Refused("receipt.withdraw.tooLate");
    await setContributionState(tx, own.id, "withdrawn");
    await deleteContact(tx, own.id);
    await logContribution(tx, own.id, { act: "withdrawn" });
    await appendEntry(tx, {
      kind: "contribution.withdrawn",
      subjectId: own.id,
      actingRole: "author",
      payload: { number: own.number },
    });
  });
}
