import type { World } from "#platform/http/world.ts";
import { purgeOld } from "./notices.store.ts";

export async function purgeMails({ sql, log }: Pick<World, "sql" | "log">): Promise<void> {
  log.info({ mails: await purgeOld(sql) }, "old mails emptied");
}
