import type { Job } from "#platform/job.ts";
import { purgeDrafts } from "./draft.actions.ts";

export const purgeDraftsJob: Job = {
  name: "contributions.purge-drafts",
  every: "17 3 * * *",
  run: async ({ sql, log }) => {
    const purged = await purgeDrafts(sql);
    if (purged > 0) log.info({ purged }, "old drafts purged");
  },
};
