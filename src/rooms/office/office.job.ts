import type { Job } from "#platform/job.ts";
import { makeWaitingFiles } from "./make-waiting.actions.ts";

export const officeJobs: readonly Job[] = [
  { name: "office.make-files", every: "* * * * *", run: async (world) => void (await makeWaitingFiles(world)) },
];
