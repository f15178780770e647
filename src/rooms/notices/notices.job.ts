import type { Job } from "#platform/job.ts";
import { purgeMails } from "./purge-mail.actions.ts";
import { sendWaitingMails } from "./send-mail.actions.ts";

export const noticesJobs: readonly Job[] = [
  { name: "notices.send-mail", every: "* * * * *", run: sendWaitingMails },
  { name: "notices.purge-mail", every: "17 3 * * *", run: purgeMails },
];
