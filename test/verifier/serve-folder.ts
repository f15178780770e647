import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

type Change = (address: string) => { readonly status: number; readonly body: string | Buffer } | null;

/** A folder at an address of this machine; `change` answers in its place. */
export async function serveFolder(folder: string, change: Change = () => null) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const address = decodeURIComponent(request.url ?? "");
    asked.push(address);
    const given = change(address);
    if (given) {
      response.writeHead(given.status, given.status === 302 ? { location: String(given.body) } : {});
      response.end(given.body);
      return;
    }
    try {
      const body = readFileSync(path.join(folder, address));
      response.writeHead(200, { "content-length": body.length });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
