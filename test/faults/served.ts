import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpServer } from "#platform/http/node-server.ts";
import type { TestHouse } from "../house.ts";

export type Served = { readonly url: string; readonly port: number; readonly server: Server; close(): Promise<void> };

/** The house behind its real HTTP server, on a free port of this machine. */
export async function serve({ app }: TestHouse): Promise<Served> {
  const server = createHttpServer({ handler: app.fetch, cache: app.cache, isHttps: false, proxyHops: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
