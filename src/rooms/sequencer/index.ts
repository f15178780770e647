/**
 * Sequencer: puts what waits in the outbox into one tree, signs it, serves it, guards it.
 * Who may enter: everybody reads what is published; only the process that holds the signing key writes.
 * Tables: journal.head, journal.leaf, journal.tile, journal.checkpoint, journal.witness, journal.cosignature, journal.refused, journal.freeze, journal.alarm, journal.examination, journal.notice.
 * Journal entries: none of its own but key.rotated and incident.
 * Needs: journal.
 */
import { checkCommands } from "./check.command.ts";
import { healthRoutes } from "./health.routes.tsx";
import { initCommand } from "./init.command.ts";
import { leavesRoutes } from "./leaves.routes.tsx";
import { programRoutes } from "./programs.routes.ts";
import { rotateCommand } from "./rotate.command.ts";
import { runCommand } from "./run.command.ts";
import { serveRoutes } from "./serve.routes.ts";
import { statusCommand } from "./status.command.ts";

export { askWitnesses } from "./ask-witnesses.actions.ts";
export { checkLog } from "./check.actions.ts";
export { sequencerInvariants as invariants } from "./check.queries.ts";
export { checkpointOver } from "./covering.queries.ts";
export { isFrozen } from "./health.queries.ts";
export { beginLogIfNever, type Initialised, initJournal } from "./init.actions.ts";
export { type Integration, integrateOnce, type TreeMemory } from "./integrate.actions.ts";
export { ProgramFile } from "./program-file.view.tsx";
export { programFacts } from "./programs.routes.ts";
export { type Publication, publishOnce } from "./publish.actions.ts";
export { journalReadings } from "./readings.queries.ts";
export { recoverCommand } from "./recover.command.ts";
export { runSequencer } from "./run.job.ts";
export { sequenceAll } from "./sequence-all.actions.ts";
export { acknowledgementSigner, type JournalFiles } from "./signers.actions.ts";
export { findOrigin, logFacts, tileReader } from "./tree.queries.ts";
export const commands = [initCommand, runCommand, statusCommand, ...checkCommands, rotateCommand];
export const routes = [...serveRoutes, ...programRoutes, ...healthRoutes, ...leavesRoutes];
