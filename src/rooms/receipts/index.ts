/**
 * Receipts: the proof a participant keeps, what opens a published commitment, and the page where anybody checks one.
 * Who may enter: everybody; the receipt of a contribution is for who holds its code or account.
 * Tables: none.
 * Journal entries: none.
 * Needs: journal, sequencer, contributions.
 */
export {};
