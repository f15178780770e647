/**
 * Office: PDF/UA, Word and OpenDocument files of editions, comparisons and syntheses.
 * Who may enter: everybody takes files of what they may read; editors take the edition in preparation; operators, by `jalon edition export`.
 * Tables: office.file.
 * Journal entries: none.
 * Needs: processes, documents, comparison, synthesis.
 */
import { editionExportCommand } from "./office.command.ts";

export { officeJobs as jobs } from "./office.job.ts";
export { officeRoutes as routes } from "./office.routes.tsx";

export const commands = [editionExportCommand];
