import { assetsFolder, builtAssets } from "#platform/built-assets.ts";
import { startJobs } from "#platform/queue.ts";
import { runRole } from "#platform/start/role.ts";
import { createApp, jobs } from "./app.ts";

/** The door of jobs: mails, closing of phases, whatever must not make a visitor wait. */
await runRole("worker", async ({ sql, config, log }) => {
  const { world } = await createApp({ sql, config, log, assets: builtAssets(), assetsFolder });
  return await startJobs(jobs, world);
});
