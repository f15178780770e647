import type { Job } from "#platform/job.ts";
import { computeDueRuns } from "./compute-due.actions.ts";

export const opinionsJobs: readonly Job[] = [{ name: "opinions.compute", every: "* * * * *", run: computeDueRuns }];
