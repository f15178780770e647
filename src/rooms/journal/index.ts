/**
 * Journal: what happened in the public record, in the order it happened.
 * Who may enter: everybody reads; only actions of other rooms append, in the transaction of the act.
 * Tables: journal.entry (append-only); the outbox of the verifiable log: journal.queue, object, opening, actor_opening, document.
 * Journal entries: all of them pass here.
 * Needs: no room.
 */
export { appendEntry, type EntryInput, entryStatement } from "./append-entry.actions.ts";
export { appendLeaf } from "./append-leaf.actions.ts";
export { digestOf, keepDocuments } from "./document.actions.ts";
export { kindInWords, leafKindInWords, roleInWords } from "./entry-words.view.ts";
export { journalInvariants as invariants } from "./journal.queries.ts";
export { journalRoutes as routes } from "./journal.routes.tsx";
export { type Family, type LeafAct, type LeafKind, OutOfOrder, type Standing } from "./leaf.rules.ts";
export { type LeafStatements, leafStatements } from "./leaf-statement.actions.ts";
export { detachOpenings, eraseOpenings } from "./outbox.actions.ts";
export { standingOf } from "./outbox.queries.ts";
export type { LeafInput } from "./outbox-rows.actions.ts";
