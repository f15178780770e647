import type { ContributionId } from "#kernel/ids.ts";
import type { Context } from "#platform/http/context.ts";
import { readKey } from "#platform/keys.ts";
import { loggedRevisions, logState } from "./proof.queries.ts";
import type { Proof } from "./proof.rules.ts";

/** What a page says of the proof of a contribution, for its author. */
export async function proofOf(ctx: Context, id: ContributionId): Promise<Proof> {
  const [log, revisions] = await Promise.all([logState(ctx.sql), loggedRevisions(ctx.sql, [id])]);
  return { log, revisions, acknowledges: readKey(ctx.world.config, "accuse") !== null };
}
