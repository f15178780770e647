import type { Job } from "#platform/job.ts";
import { purgeArrivals } from "./purge-arrivals.actions.ts";

export const purgeArrivalsJob: Job = {
  name: "votes.purge-arrivals",
  every: "41 3 * * *",
  run: async ({ sql }) => {
    await purgeArrivals(sql);
  },
};
