import { purgeTries } from "#platform/http/rate.ts";
import type { World } from "#platform/http/world.ts";
import { purgeSessions } from "./session.store.ts";
import { purgeLinks } from "./sign-in-link.store.ts";

/** What nobody can use any more: sessions, links, counts of tries. */
export async function purgeEnded({ sql, log }: Pick<World, "sql" | "log">): Promise<void> {
  log.info(
    { sessions: await purgeSessions(sql), links: await purgeLinks(sql), tries: await purgeTries(sql) },
    "ended keys purged",
  );
}
