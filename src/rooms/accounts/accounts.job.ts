import type { Job } from "#platform/job.ts";
import { purgeEnded } from "./purge.actions.ts";

export const accountsJobs: readonly Job[] = [{ name: "accounts.purge", every: "7 * * * *", run: purgeEnded }];
