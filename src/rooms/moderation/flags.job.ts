import type { Job } from "#platform/job.ts";
import { raiseFlags } from "./flag.actions.ts";

export const flagJobs: readonly Job[] = [
  {
    name: "moderation.raise-flags",
    every: "* * * * *",
    async run({ sql }) {
      while ((await raiseFlags(sql)) > 0);
    },
  },
];
