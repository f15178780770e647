import type { PollId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import type { World } from "#platform/http/world.ts";
import { votesOf } from "./ballots.queries.ts";
import { listDueLooks, lookBegins } from "./signals.queries.ts";
import { LOOK_MINUTES, signalsIn } from "./signals.rules.ts";
import { replaceSignals } from "./signals.store.ts";

/**
 * Looks for people who came close together and voted alike, and stores what it finds for the team to look at: no vote is
 * touched. Gives how many signals there are; null when a later look was faster.
 */
export async function seekSignals(sql: Sql, pollId: PollId): Promise<number | null> {
  const begins = await lookBegins(sql, pollId);
  if (!begins) return null;
  const signals = signalsIn(await votesOf(sql, pollId));
  const look = { pollId, at: begins.at, isLast: begins.isClosed };
  return (await sql.begin(async (tx) => await replaceSignals(tx, look, signals))) ? signals.length : null;
}

/** Looks at the questions that are due. One that fails does not stop the others. */
export async function seekDueSignals({ sql, log }: Pick<World, "sql" | "log">): Promise<void> {
  for (const poll of await listDueLooks(sql, LOOK_MINUTES)) {
    try {
      log.info({ poll, signals: await seekSignals(sql, poll) }, "votes alike");
    } catch (error) {
      log.error({ error, poll }, "votes alike");
    }
  }
}
