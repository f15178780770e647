import type { Job } from "#platform/job.ts";
import { purgeAnswered } from "./purge.actions.ts";

export const purgeRequestsJob: Job = {
  name: "data-rights.purge-requests",
  every: "41 3 * * *",
  run: async ({ sql, log }) => {
    const purged = await purgeAnswered(sql);
    if (purged > 0) log.info({ purged }, "personal words of old requests purged");
  },
};
