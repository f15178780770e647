/**
 * Imports: a file (YAML, Markdown, Word, OpenDocument) read, compared with the edition in force, shown before it is written, then a draft.
 * Who may enter: editors and administrators, by the import page; operators, by `jalon import`.
 * Tables: none of its own; documents writes the draft.
 * Journal entries: none of its own (edition.published by documents).
 * Needs: documents.
 */
import { importCommand } from "./import.command.ts";
import { importRoutes } from "./import.routes.tsx";

export { importEdition } from "./import.actions.ts";
export type { ImportedDocument } from "./imported-document.rules.ts";
export { parseRoadmapYaml } from "./parse-yaml.rules.ts";

export const routes = importRoutes;
export const commands = [importCommand];
