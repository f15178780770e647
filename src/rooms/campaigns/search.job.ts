import type { Job } from "#platform/job.ts";
import { runSearches } from "./search.actions.ts";

export const searchJob: Job = {
  name: "campaigns.search",
  every: "* * * * *",
  async run({ sql }) {
    await runSearches(sql);
  },
};
