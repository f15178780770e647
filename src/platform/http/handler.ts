import { Hono } from "hono";
import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { isLang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { hasRole, type Viewer } from "#kernel/viewer.ts";
import { chooseEncoding, compress } from "./compress.ts";
import { Context } from "./context.ts";
import { NOTICE_COOKIE, readCookie, SESSION_COOKIE } from "./cookies.ts";
import { errorResponse } from "./error-response.tsx";
import { securityHeaders } from "./headers.ts";
import type { KeptPage, PublicCache } from "./public-cache.ts";
import type { Route, Who } from "./route.ts";
import type { FindSession, SignedIn, World } from "./world.ts";

type Parts = {
  readonly routes: readonly Route[];
  readonly world: World;
  readonly cache: PublicCache;
  readonly findSession: FindSession;
};

export type Handler = (request: Request, address: string) => Promise<Response>;

/** Quality of brotli for pages rendered per request: level 1 costs less than rendering. */
const PER_REQUEST_LEVEL = 1;
/** Grouped: one of the router's strategies would otherwise let `fr` match the beginning of any address. */
const LANG_SEGMENT = ":lang{(?:fr|en)}";
const SMALLEST_TO_COMPRESS = 1_000;

function mayEnter(who: Who, viewer: Viewer | null): boolean {
  if (who === "everyone") return true;
  if (who === "signed-in") return viewer !== null;
  return hasRole(viewer, ...who);
}

/** True when the page shown depends on nothing of this browser. */
export function isPlainVisitor(cookies: string | null | undefined): boolean {
  return readCookie(cookies, SESSION_COOKIE) === null && readCookie(cookies, NOTICE_COOKIE) === null;
}

/** Headers of a kept page in an encoding; `no-cache` means: keep it, but ask whether it changed. */
export function keptHeaders(page: KeptPage): Readonly<Record<string, string>> {
  return { ...page.headers, etag: page.etag, "cache-control": "no-cache", vary: "accept-encoding, cookie" };
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}

async function compressed(request: Request, response: Response): Promise<Response> {
  const encoding = chooseEncoding(request.headers.get("accept-encoding"));
  const type = response.headers.get("content-type") ?? "";
  if (encoding === "identity" || response.body === null || !/^(text|application\/json)/.test(type)) return response;
  if (response.headers.has("content-encoding")) return response;
  const body = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append("vary", "accept-encoding");
  if (body.byteLength < SMALLEST_TO_COMPRESS) return new Response(body, { status: response.status, headers });
  headers.set("content-encoding", encoding);
  return new Response(new Uint8Array(compress(body, encoding, PER_REQUEST_LEVEL)), {
    status: response.status,
    headers,
  });
}

function refuseUnknownQuery(route: Route, url: URL): void {
  if (!route.query) return;
  for (const name of url.searchParams.keys()) {
    if (!route.query.includes(name)) throw new Invalid({ query: "http.badQuery" }, { name: name.slice(0, 40) });
  }
}

async function serve(route: Route, ctx: Context): Promise<Response> {
  if (!mayEnter(route.who, ctx.viewer)) {
    if (ctx.viewer) throw new Refused();
    if (route.method === "GET") {
      return ctx.redirect(urls.signIn(ctx.lang, { retour: ctx.url.pathname + ctx.url.search }));
    }
    throw new Refused("http.signInFirst");
  }
  refuseUnknownQuery(route, ctx.url);
  return await route.handle(ctx);
}

/** From a request to an answer: finds the route, who asks, the page kept or rendered, the headers. Never throws. */
export function createHandler({ routes, world, cache, findSession }: Parts): Handler {
  const hono = new Hono<{ Bindings: { address: string } }>();
  const security = securityHeaders(world.config.siteUrl.startsWith("https:"));

  const makeContext = async (
    request: Request,
    params: Readonly<Record<string, string>>,
    address: string,
  ): Promise<Context> => {
    const cookie = readCookie(request.headers.get("cookie"), SESSION_COOKIE);
    const session: SignedIn | null = cookie ? await findSession(world.sql, cookie) : null;
    return new Context({ request, world, params, session, address });
  };

  const kept = async (request: Request, page: KeptPage): Promise<Response> => {
    const headers = keptHeaders(page);
    if (request.headers.get("if-none-match")?.includes(page.etag)) return new Response(null, { status: 304, headers });
    const encoding = chooseEncoding(request.headers.get("accept-encoding"));
    const body = cache.bytes(page, encoding);
    const coded: Record<string, string> = encoding === "identity" ? {} : { "content-encoding": encoding };
    return new Response(new Uint8Array(body), { headers: { ...headers, ...coded } });
  };

  const handlePublic = async (route: Route, ctx: Context): Promise<Response> => {
    const key = ctx.url.pathname + ctx.url.search;
    const revision = await cache.revision();
    const found = cache.get(key);
    if (found?.revision === revision) return await kept(ctx.request, found);
    const response = await serve(route, ctx);
    if (response.status !== 200 || response.headers.has("set-cookie")) return await compressed(ctx.request, response);
    const body = new Uint8Array(await response.arrayBuffer());
    return await kept(ctx.request, cache.keep(key, revision, body, Object.fromEntries(response.headers)));
  };

  for (const route of routes) {
    hono.on(route.method, route.path.replace(/:lang(?=\/|$)/, LANG_SEGMENT), async (c) => {
      const started = performance.now();
      const params = c.req.param() as Readonly<Record<string, string>>;
      let ctx = new Context({ request: c.req.raw, world, params, session: null, address: c.env.address });
      let response: Response;
      try {
        if (route.cache === "public" && route.method === "GET" && isPlainVisitor(c.req.raw.headers.get("cookie"))) {
          response = await handlePublic(route, ctx);
        } else {
          ctx = await makeContext(c.req.raw, params, c.env.address);
          response = withHeaders(await compressed(ctx.request, await serve(route, ctx)), {
            "cache-control": "private, no-store",
          });
        }
      } catch (error) {
        response = errorResponse(ctx, error);
      }
      world.log.info({
        route: route.path,
        method: route.method,
        status: response.status,
        ms: Math.round(performance.now() - started),
      });
      return withHeaders(response, security);
    });
  }

  hono.notFound(async (c) => {
    const segment = c.req.path.split("/")[1];
    const params: Record<string, string> = isLang(segment) ? { lang: segment } : {};
    try {
      return withHeaders(errorResponse(await makeContext(c.req.raw, params, c.env.address), new NotFound()), security);
    } catch (error) {
      const ctx = new Context({ request: c.req.raw, world, params, session: null, address: c.env.address });
      return withHeaders(errorResponse(ctx, error), security);
    }
  });

  return async (request, address) => await hono.fetch(request, { address });
}
