import type { Job } from "#platform/job.ts";
import { seekDueSignals } from "./seek-signals.actions.ts";

export const seekSignalsJob: Job = { name: "votes.seek-signals", every: "* * * * *", run: seekDueSignals };
