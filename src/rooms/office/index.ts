/**
 * Office: PDF/UA, Word and OpenDocument files of editions, comparisons and syntheses.
 * Who may enter: everybody takes files of what they may read; editors take the edition in preparation; operators, by `jalon edition export`.
 * Tables: office.file.
 * Journal entries: none.
 * Needs: documents, comparison, synthesis.
 */
export { officeRoutes as routes } from "./office.routes.tsx";
