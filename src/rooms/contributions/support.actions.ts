import { NotFound, Refused } from "#kernel/errors.ts";
import { countTry } from "#platform/http/rate.ts";
import type { Actor } from "#platform/http/world.ts";
import { mayReadProcess, openPhaseFor } from "#rooms/processes";
import { contributionByNumber, voterKeyOf } from "./contribution.queries.ts";
import type { SupportValue } from "./contribution.rules.ts";
import { deleteSupport, upsertSupport } from "./support.store.ts";

/** A room of 450 phones shares one address; a device has a few hundred contributions to look at. */
const DEVICE_LIMIT = { limit: 300, minutes: 60 };
const ADDRESS_LIMIT = { limit: 5_000, minutes: 60 };

type SupportInput = { readonly number: number; readonly value: SupportValue | null };

/** Gives, changes or (null) takes back a support, while a phase lets this person vote. */
export async function support(actor: Actor, { number, value }: SupportInput): Promise<void> {
  const { sql, viewer } = actor;
  const contribution = await contributionByNumber(sql, number);
  if (!contribution || !(await mayReadProcess(sql, contribution.processId, viewer))) throw new NotFound();
  const voterKey = voterKeyOf(viewer, actor.visitorKey);
  if (!voterKey) throw new Refused("http.formExpired");
  if (!(await openPhaseFor(sql, contribution.processId, viewer, "vote")))
    throw new Refused("contributions.support.closed");
  await countTry(sql, `support:${actor.addressKey}`, ADDRESS_LIMIT);
  await countTry(sql, `support:${voterKey}`, DEVICE_LIMIT);
  if (value === null) await deleteSupport(sql, { id: contribution.id, voterKey });
  else await upsertSupport(sql, { id: contribution.id, voterKey, value });
}
