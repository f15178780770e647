import type { Job } from "#platform/job.ts";
import { closeDuePolls } from "./close.actions.ts";
import { destroyDueKeys } from "./poll-key.actions.ts";
import { sealDueLots } from "./seal.actions.ts";

export const ballotsJobs: readonly Job[] = [
  { name: "ballots.seal", every: "* * * * *", run: sealDueLots },
  { name: "ballots.close", every: "* * * * *", run: closeDuePolls },
  { name: "ballots.destroy-keys", every: "17 * * * *", run: destroyDueKeys },
];
