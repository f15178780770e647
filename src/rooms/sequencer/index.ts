/**
 * Sequencer: puts what waits in the outbox into one tree, signs it, serves it, guards it.
 * Who may enter: everybody reads what is published; only the process that holds the signing key writes.
 * Tables: journal.head, journal.leaf, journal.tile, journal.checkpoint, journal.witness, journal.cosignature, journal.refused, journal.freeze.
 * Journal entries: none of its own but key.rotated and incident.
 * Needs: journal.
 */
export {};
