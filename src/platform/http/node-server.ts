import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { chooseEncoding } from "./compress.ts";
import { type Handler, isPlainVisitor, keptHeaders } from "./handler.ts";
import { securityHeaders } from "./headers.ts";
import type { PublicCache } from "./public-cache.ts";

type Parts = {
  readonly handler: Handler;
  readonly cache: PublicCache;
  readonly isHttps: boolean;
  readonly proxyHops: number;
};

/** Limits against slow or endless requests (headers in 10 s, the whole request in 60 s). */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 60_000;
/** How often those limits are looked at: by default a slow header would get half a minute more. */
const LOOK_EVERY = 1_000;
/** Nothing sent and nothing taken for that long: a reader that has stopped reading holds no page in memory. */
const IDLE_TIMEOUT = 60_000;

/** Who asks: the socket's other end, or what the outermost of our own proxies saw. What lies before it anybody can write. */
export function clientAddress(socket: string, forwarded: string | null, proxyHops: number): string {
  if (proxyHops === 0 || !forwarded) return socket;
  return forwarded.split(",").at(-proxyHops)?.trim() || socket;
}

/**
 * The HTTP server. A page kept for visitors is answered straight from memory, once its revision is known to be current,
 * without building a Request; everything else goes through the handler.
 */
export function createHttpServer({ handler, cache, isHttps, proxyHops }: Parts): Server {
  const security = securityHeaders(isHttps);
  const listener = getRequestListener((request, env) => {
    const socket = "incoming" in env ? (env.incoming.socket?.remoteAddress ?? "") : "";
    return handler(request, clientAddress(socket, request.headers.get("x-forwarded-for"), proxyHops));
  });

  const answerKept = async (request: IncomingMessage, response: ServerResponse, key: string): Promise<void> => {
    const asked = await cache.revision().catch(() => null);
    const page = cache.get(key);
    if (!page || page.revision !== asked) {
      listener(request, response);
      return;
    }
    const headers = keptHeaders(page);
    if (request.headers["if-none-match"]?.includes(page.etag)) {
      response.writeHead(304, { ...security, ...headers }).end();
      return;
    }
    const encoding = chooseEncoding(String(request.headers["accept-encoding"] ?? ""));
    const body = cache.bytes(page, encoding);
    const coded: Record<string, string> = encoding === "identity" ? {} : { "content-encoding": encoding };
    response.writeHead(200, { ...security, ...headers, ...coded, "content-length": body.byteLength }).end(body);
  };

  const server = createServer({ connectionsCheckingInterval: LOOK_EVERY }, (request, response) => {
    const key = request.url ?? "/";
    if (request.method === "GET" && cache.get(key) && isPlainVisitor(request.headers.cookie, isHttps)) {
      void answerKept(request, response, key);
    } else {
      listener(request, response);
    }
  });
  server.headersTimeout = HEADERS_TIMEOUT;
  server.requestTimeout = REQUEST_TIMEOUT;
  server.timeout = IDLE_TIMEOUT;
  server.maxHeadersCount = 100;
  return server;
}
