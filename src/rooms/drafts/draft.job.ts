import type { Job } from "#platform/job.ts";
import { runDrafts } from "./draft-run.actions.ts";

export const draftJob: Job = {
  name: "drafts.make",
  every: "* * * * *",
  async run(world) {
    await runDrafts(world);
  },
};
