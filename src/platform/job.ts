import type { World } from "./http/world.ts";

/** Work done away from requests, in the worker. Must be safe to run twice and on several workers. */
export type Job = {
  /** `notices.send-mail` */
  readonly name: string;
  /** Cron expression of PostgreSQL-side scheduling (pg-boss), UTC; `* * * * *` is once a minute. */
  readonly every: string;
  readonly run: (world: World) => Promise<void>;
};
