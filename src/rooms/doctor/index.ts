/**
 * Doctor: recomputes everything that must always hold, and says what breaks it.
 * Who may enter: operators, by `jalon doctor`.
 * Tables: none; reads all.
 * Journal entries: none.
 * Needs: no room's code; the invariants of all rooms are given to it.
 */
import { recordInvariants } from "./record.invariants.queries.ts";
import { threadInvariants } from "./thread.invariants.queries.ts";

export { doctorCommand } from "./doctor.command.ts";
export const invariants = [...threadInvariants, ...recordInvariants];
