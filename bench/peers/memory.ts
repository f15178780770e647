// Peer (a): a bare server that sends the same bytes from memory. Reads `{ status, headers, body (base64) }` on its standard input.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

const { headers, body } = JSON.parse(await text(process.stdin)) as { headers: Record<string, string>; body: string };
const bytes = Buffer.from(body, "base64");
createServer((_, response) => {
  response.writeHead(200, headers).end(bytes);
}).listen(Number(process.env.PORT), "127.0.0.1");
