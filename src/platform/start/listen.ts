import type { Server } from "node:http";
import type { Config } from "../config.ts";
import { listenFailure } from "./port.ts";
import type { RunningRole } from "./role.ts";

/** Open connections may finish for this long; event streams come back by themselves. */
const PATIENCE = 5_000;

/** Resolves once the server accepts connections. */
export async function listen(server: Server, { host, port }: Config): Promise<RunningRole> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenFailure(error, { host, port })));
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), PATIENCE);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
