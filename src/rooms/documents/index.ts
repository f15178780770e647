/**
 * Documents: structured texts, their editions and passages; reading, comparing, importing, drafting, publishing.
 * Who may enter: everybody reads published editions (from the phase on that lets their circle); editors write drafts.
 * Tables: documents.document, node, passage, edition, edition_node, edition_passage, edition_figure, lineage.
 * Journal entries: edition.published.
 * Needs: journal, processes.
 */
export type { Document, Edition, EditionNode, EditionPassage, Figure } from "./edition.queries.ts";
export { findDocument, findEdition, listEditions, listFigures, listNodes, listPassages } from "./edition.queries.ts";
export { passageCode } from "./outline.rules.ts";
export { readingRoutes as routes } from "./reading.routes.tsx";
