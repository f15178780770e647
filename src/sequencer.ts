import { runRole } from "#platform/start/role.ts";
import { runSequencer } from "#rooms/sequencer";

/** The door of the signed log: one process, with the signing key and a database role of its own. */
await runRole("sequencer", async ({ config, log }) => runSequencer({ config, log }));
