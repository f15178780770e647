import type { Job } from "#platform/job.ts";
import { recordPhaseClock } from "./phase.actions.ts";

/** Phases open and close by the clock without it; this writes down when they did. */
export const phaseClockJob: Job = {
  name: "processes.phase-clock",
  every: "* * * * *",
  run: async ({ sql }) => {
    await recordPhaseClock(sql);
  },
};
