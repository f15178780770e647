/**
 * Adoption: logs what was published before there was a log, and what the demonstration brings; serves the documents that leaves
 * name by their digest; compares what the log says with what the rooms hold.
 * Who may enter: the operator, at start and by `jalon journal adopt`; everybody reads the documents.
 * Tables: none.
 * Journal entries: none; leaves of every kind that content has.
 * Needs: journal, processes, documents, contributions, decisions, ballots.
 */
import { adoptCommand } from "./adopt.command.ts";
import { documentRoutes } from "./document.routes.ts";

export { adoptAll } from "./adopt.actions.ts";
export { adoptionInvariants as invariants } from "./invariants.queries.ts";

export const commands = [adoptCommand];
export const routes = documentRoutes;
