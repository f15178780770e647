import type { World } from "#platform/http/world.ts";
import { pollById } from "#rooms/polls";
import { computeRun, tellSnapshot } from "./compute-run.actions.ts";
import { listDaysToKeep, listDuePolls } from "./run.queries.ts";
import { SMALLEST_GROUP } from "./run.rules.ts";
import { keepDay } from "./run.store.ts";

/** A question is computed again after this many seconds at the earliest. */
const SECONDS = 30;

/** Keeps the results of days that are over, then makes those that are due. One question that fails does not stop the others. */
export async function computeDueRuns({ sql, log }: Pick<World, "sql" | "log">): Promise<void> {
  for (const pollId of await listDaysToKeep(sql)) {
    await sql.begin(async (tx) => {
      const kept = await keepDay(tx, pollId);
      const poll = await pollById(tx, pollId);
      if (kept && poll) await tellSnapshot(tx, { ...kept, poll: poll.number, kind: "daily" });
    });
  }
  for (const { id, isClosed } of await listDuePolls(sql, { step: SMALLEST_GROUP, seconds: SECONDS })) {
    try {
      const computed = await computeRun(sql, id, isClosed ? "final" : "live");
      log.info({ poll: id, ...computed }, "opinion groups");
    } catch (error) {
      log.error({ error, poll: id }, "opinion groups");
    }
  }
}
