import type { Job } from "#platform/job.ts";
import { compareAmendments } from "./compare.actions.ts";

export const compareJob: Job = {
  name: "amendments.compare",
  every: "* * * * *",
  async run({ sql }) {
    while ((await compareAmendments(sql)) > 0);
  },
};
