import { PgBoss } from "pg-boss";
import type { World } from "./http/world.ts";
import type { Job } from "./job.ts";

/**
 * Runs the rooms' jobs on their schedules. The queue is in the database: with several workers each run happens once, and
 * one cut short by a kill is retried.
 */
export async function startJobs(jobs: readonly Job[], world: World): Promise<{ close(): Promise<void> }> {
  if (world.config.databaseUrl === null) throw new Error("the queue needs the database's address");
  const boss = new PgBoss({
    connectionString: world.config.databaseUrl,
    application_name: "jalon queue",
    schema: "pgboss",
    max: 4,
  });
  boss.on("error", (error) => world.log.error({ error }, "queue"));
  await boss.start();
  for (const { name, every, run } of jobs) {
    // exclusive: a run that lasts longer than its period is not piled upon.
    await boss.createQueue(name, { policy: "exclusive", retryLimit: 2 });
    await boss.work(name, { batchSize: 1 }, async () => {
      const start = performance.now();
      await run(world);
      world.log.info({ job: name, ms: Math.round(performance.now() - start) }, "job");
    });
    await boss.schedule(name, every, null, { tz: "UTC" });
  }
  await forgetRemoved(boss, new Set(jobs.map(({ name }) => name)));
  return { close: () => boss.stop({ graceful: true, timeout: 10_000 }) };
}

/** A job that this version no longer has must not be queued for ever. */
async function forgetRemoved(boss: PgBoss, names: ReadonlySet<string>): Promise<void> {
  for (const { name } of await boss.getSchedules()) {
    if (!names.has(name)) await boss.unschedule(name);
  }
}
