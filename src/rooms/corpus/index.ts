/**
 * Corpus: the published contributions, found: filters, search in French, counts, lists.
 * Who may enter: everybody.
 * Tables: corpus.line, words; both are kept by triggers.
 * Journal entries: none.
 * Needs: processes, documents, contributions.
 */
import { corpusRoutes } from "./corpus.routes.tsx";

export { type Choice, type FilterChoices, type FilterNames, filterChoices, filterNames } from "./choices.queries.ts";
export { FACETS, type Facet, type FacetCount, type FacetCounts, facetCounts } from "./facets.queries.ts";
export {
  asksPublicData,
  CORPUS_PARAMETERS,
  type CorpusFilter,
  type CorpusParameter,
  type CorpusQuery,
  corpusQuery,
  isFiltered,
  readCorpusFilter,
  usualOrder,
} from "./filter.rules.ts";
export { CorpusFilterFields, keptParameters } from "./filter-fields.view.tsx";
export { filterWords } from "./filter-words.view.ts";
export { corpusInvariants as invariants } from "./invariants.queries.ts";
export { keptLines } from "./kept.queries.ts";
export type { Line } from "./line.rules.ts";
export { LineChoice, LineList, lineTitle } from "./line-list.view.tsx";
export {
  countLines,
  type Fingerprint,
  fingerprint,
  LIST_PAGE,
  lineNumbers,
  lineOrder,
  linesOf,
  lineWalk,
  listLines,
  neighboursOf,
  pageOfLines,
} from "./lines.queries.ts";

export const routes = corpusRoutes;
