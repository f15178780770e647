import { NotFound } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { insertMark } from "./mark.store.ts";
import { readerAs } from "./reader.rules.ts";

/** "I have read it": said once, however often it is sent. Opening a page says nothing. */
export async function markRead(actor: Actor, processId: ProcessId, number: number): Promise<void> {
  const { personId } = readerAs(actor.viewer);
  if (!(await insertMark(actor.sql, { personId, processId, number }))) throw new NotFound();
}
