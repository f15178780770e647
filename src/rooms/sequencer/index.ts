/**
 * Sequencer: puts what waits in the outbox into one tree, signs it, serves it, guards it.
 * Who may enter: everybody reads what is published; only the process that holds the signing key writes.
 * Tables: journal.head, journal.leaf, journal.tile, journal.checkpoint, journal.witness, journal.cosignature, journal.refused, journal.freeze, journal.alarm, journal.examination.
 * Journal entries: none of its own but key.rotated and incident.
 * Needs: journal.
 */
export { type Initialised, initJournal } from "./init.actions.ts";
export { type Integration, integrateOnce, type TreeMemory } from "./integrate.actions.ts";
export { type Publication, publishOnce } from "./publish.actions.ts";
export { sequenceAll } from "./sequence-all.actions.ts";
export { acknowledgementName, type JournalFiles } from "./signers.actions.ts";
export { isInitialised } from "./tree.queries.ts";
