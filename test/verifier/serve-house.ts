import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestHouse } from "../house.ts";

/** A house at an address of this machine. */
export async function serveHouse(house: TestHouse) {
  const server = createServer((request, response) => {
    void house.fetch(request.url ?? "/").then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
