/**
 * Lineage: what the elements of an older text became in a newer one: continued, split, merged, dropped, new.
 * Who may enter: everybody reads what is stated between published texts; editors and administrators state it.
 * Tables: none of its own (documents.lineage, by the door of documents).
 * Journal entries: none of its own (lineage.stated and lineage.withdrawn by documents).
 * Needs: documents, processes.
 */
import { lineageImportCommand } from "./lineage.command.ts";
import { publicLineageRoutes } from "./public.routes.tsx";
import { teamLineageRoutes } from "./team.routes.tsx";

export const commands = [lineageImportCommand];
export const routes = [...publicLineageRoutes, ...teamLineageRoutes];
