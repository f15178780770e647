/**
 * Journal: what happened in the public record, in the order it happened.
 * Who may enter: everybody reads; only actions of other rooms append, in the transaction of the act.
 * Tables: journal.entry (append-only).
 * Journal entries: all of them pass here.
 * Needs: no room.
 */
export { appendEntry, type EntryInput, entryStatement } from "./append-entry.actions.ts";
export { kindInWords, roleInWords } from "./entry-words.view.ts";
export { journalInvariants as invariants } from "./journal.queries.ts";
export { journalRoutes as routes } from "./journal.routes.tsx";
