/**
 * Documents: structured texts, their editions and passages; reading, drafting, publishing.
 * Who may enter: everybody reads published editions (from the phase on that lets their circle); editors write drafts.
 * Tables: documents.document, node, passage, edition, edition_node, edition_passage, edition_figure, lineage,
 * passage_lineage.
 * Journal entries: edition.published, lineage.stated, lineage.withdrawn; leaf roadmap.version.
 * Needs: journal, processes.
 */
import { readingRoutes } from "./reading.routes.tsx";

export { editionContent } from "./content.queries.ts";
export {
  addDraftPassage,
  createDraftEdition,
  moveDraftPassage,
  removeDraftPassage,
  saveDraftDetails,
  saveDraftNodeTitle,
  saveDraftPassage,
} from "./draft.actions.ts";
export { findDocument, findEdition, listEditions, listFigures, listNodes, listPassages } from "./edition.queries.ts";
export type { Document, Edition, EditionNode, EditionPassage, Figure } from "./edition.rules.ts";
export { findEditionPassage, formerEdition, lastWords } from "./former.queries.ts";
export { documentsInvariants as invariants } from "./invariants.queries.ts";
export { type LineageScope, type StatedLineage, setLineage } from "./lineage.actions.ts";
export { hasLineage, listNodeLineage, listStatements } from "./lineage.queries.ts";
export { LINEAGE_KINDS, type LineageKind } from "./lineage.rules.ts";
export { LineageLines } from "./lineage-lines.view.tsx";
export { logEditions } from "./log.actions.ts";
export {
  addDraftNode,
  type LineageMaker,
  mergeDraftNodes,
  moveDraftNode,
  type NodeFacts,
  removeDraftNode,
  restoreDraftNode,
  saveDraftNodeFacts,
  splitDraftNode,
} from "./node-structure.actions.ts";
export { type OfferedFile, offeredFiles } from "./offered-files.queries.ts";
export { type OutlineNode, outlineOf, passageCode } from "./outline.rules.ts";
export { mergeDraftPassages, restoreDraftPassage, splitDraftPassage } from "./passage-structure.actions.ts";
export { type PublishInput, publishEdition } from "./publish.actions.ts";
export { countAbout, editionNumbered, latestOf, type Reading } from "./reading.queries.ts";
export { sharedEdition, sharedReading } from "./shared-reading.routes.ts";
export { nextCode, withDescendants } from "./tree.rules.ts";
export { codedName, foreign } from "./words.view.tsx";
export { holdDocument, writeDraft } from "./write-draft.actions.ts";

export const routes = [...readingRoutes];
