import type { Job } from "#platform/job.ts";
import { purgeContacts } from "./purge-contacts.actions.ts";

export const purgeContactsJob: Job = {
  name: "contributions.purge-contacts",
  every: "27 3 * * *",
  run: async ({ sql, log }) => {
    const purged = await purgeContacts(sql);
    if (purged > 0) log.info({ purged }, "addresses of answered guests purged");
  },
};
