import type { Command } from "#platform/command.ts";
import { Failure } from "#platform/failure.ts";
import { surviveLostConnections } from "#platform/start/lost-connections.ts";
import { runSequencer } from "./run.job.ts";
import { openSigners } from "./signers.actions.ts";
import { findOrigin } from "./tree.queries.ts";

export const runCommand: Command = {
  name: "journal run",
  summary: "Run the sequencer alone: put what waits into the journal and sign it, until SIGTERM. Two may run.",
  options: [],
  async run({ sql, config, log, out }) {
    const origin = await findOrigin(sql);
    if (origin === null) throw new Failure("logMissing");
    openSigners(config, origin);
    surviveLostConnections(log);
    const stop = stopAsked();
    const sequencer = runSequencer({ config, log });
    out.line(`running ${origin}`);
    out.line(`stopping: ${await stop}`);
    await sequencer.close();
    return 0;
  },
};

function stopAsked(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal));
  process.on("disconnect", () => resolve("its parent ended"));
  return promise;
}
