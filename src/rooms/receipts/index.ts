/**
 * Receipts: the proof a participant keeps, what opens a published commitment, and the pages where anybody checks a proof.
 * Who may enter: everybody; the proof of a contribution is for who holds its code or account.
 * Tables: none.
 * Journal entries: none.
 * Needs: journal, sequencer, contributions, processes.
 */
import { filesRoutes } from "./files.routes.ts";
import { loggedObjectRoutes } from "./logged-object.routes.tsx";
import { offlineRoutes } from "./offline.routes.ts";
import { verifyRoutes } from "./verify.routes.tsx";

export { proofOfLeaf } from "./leaf-proof.actions.ts";

export const routes = [...filesRoutes, ...verifyRoutes, ...offlineRoutes, ...loggedObjectRoutes];
