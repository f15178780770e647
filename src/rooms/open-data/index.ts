/**
 * Open data: the public record of a process, as files with a dictionary, a licence and hashes.
 * Who may enter: everybody downloads; operators export by command.
 * Tables: none; the views of schema open_data are the list of public columns.
 * Journal entries: none.
 * Needs: no room's code; reads processes, documents, contributions, moderation, decisions, editions, polls, opinions.
 */
export { openDataRoutes as routes } from "./open-data.routes.tsx";

import { exportCommand } from "./export.command.ts";

export const commands = [exportCommand];
