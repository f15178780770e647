import { Hono } from "hono";
import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { isLang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { hasRole, type Viewer } from "#kernel/viewer.ts";
import { logRequest } from "#platform/log.ts";
import { measureRequest } from "#platform/metrics.ts";
import { chooseEncoding } from "./compress.ts";
import { Context } from "./context.ts";
import { cookieName, NOTICE_COOKIE, readCookie, SESSION_COOKIE } from "./cookies.ts";
import { errorResponse } from "./error-response.tsx";
import { securityHeaders } from "./headers.ts";
import type { KeptPage, PublicCache } from "./public-cache.ts";
import { RevisionMemo } from "./revision-memo.ts";
import type { Route, Who } from "./route.ts";
import type { FindSession, IsFrozen, SignedIn, World } from "./world.ts";

type Parts = {
  readonly routes: readonly Route[];
  readonly world: World;
  readonly cache: PublicCache;
  readonly findSession: FindSession;
  readonly isFrozen: IsFrozen;
};

export type Handler = (request: Request, address: string) => Promise<Response>;

/** Grouped: one of the router's strategies would otherwise let `fr` match the beginning of any address. */
const LANG_SEGMENT = ":lang{(?:fr|en)}";

/** The path of a route in the router's writing. */
function routerPath(path: string): string {
  return path.replace(/:lang(?=\/|$)/, LANG_SEGMENT).replace(/:(\w+)\+$/, ":$1{.+}");
}

/** What is outside the languages shows no page: it must answer even when the database does not. */
function isPage({ method, path }: Route): boolean {
  return method === "GET" && path.startsWith("/:lang");
}

function mayEnter(who: Who, viewer: Viewer | null): boolean {
  if (who === "everyone") return true;
  if (who === "signed-in") return viewer !== null;
  return hasRole(viewer, ...who);
}

/** True when the page shown depends on nothing of this browser. */
export function isPlainVisitor(cookies: string | null | undefined, isHttps: boolean): boolean {
  const has = (name: string): boolean => readCookie(cookies, cookieName(name, isHttps)) !== null;
  return !has(SESSION_COOKIE) && !has(NOTICE_COOKIE);
}

/** Headers of a kept page in an encoding; `no-cache` means: keep it, but ask whether it changed. */
export function keptHeaders(page: KeptPage): Readonly<Record<string, string>> {
  return { ...page.headers, etag: page.etag, "cache-control": "no-cache", vary: "accept-encoding, cookie" };
}

function refuseUnknownQuery(route: Route, url: URL): void {
  if (!route.query) return;
  for (const name of url.searchParams.keys()) {
    if (!route.query.includes(name)) throw new Invalid({ query: "http.badQuery" }, { name: name.slice(0, 40) });
  }
}

/** NUL has no place in a text of PostgreSQL: nothing has such a name, and nothing can be searched for with it. */
function refuseNul({ params, url }: Context): void {
  if (Object.values(params).some((value) => value.includes("\0"))) throw new NotFound();
  for (const [name, value] of url.searchParams)
    if ((name + value).includes("\0")) throw new Invalid({ query: "http.notText" });
}

async function serve(route: Route, ctx: Context): Promise<Response> {
  if (!mayEnter(route.who, ctx.viewer)) {
    if (ctx.viewer) throw new Refused();
    if (route.method === "GET") {
      return ctx.redirect(urls.signIn(ctx.lang, { retour: ctx.url.pathname + ctx.url.search }));
    }
    throw new Refused("http.signInFirst");
  }
  refuseNul(ctx);
  refuseUnknownQuery(route, ctx.url);
  return await route.handle(ctx);
}

/** From a request to an answer: finds the route, who asks, the page kept or rendered, the headers. Never throws. */
export function createHandler({ routes, world, cache, findSession, isFrozen }: Parts): Handler {
  const hono = new Hono<{ Bindings: { address: string } }>();
  const isHttps = world.config.siteUrl.startsWith("https:");
  const security = securityHeaders(isHttps);
  const privately = { ...security, "cache-control": "private, no-store" };
  const openly = {
    ...security,
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "cache-control": "no-store",
  };
  const memo = new RevisionMemo(cache);

  type Asked = {
    readonly request: Request;
    readonly params: Readonly<Record<string, string>>;
    readonly address: string;
  };
  const contextFor = (asked: Asked, session: SignedIn | null, revision: Promise<string> | null = null): Context =>
    new Context({ ...asked, world, session, memo, revision, baseHeaders: privately, ignoresCookies: false });
  const openContextFor = (asked: Asked): Context =>
    new Context({ ...asked, world, session: null, memo, revision: null, baseHeaders: openly, ignoresCookies: true });
  // a kept page must say what was true at its own revision; when the database is away, pages say what was true last
  let wasFrozen = false;
  const frozenAt = async (revision: Promise<string>): Promise<boolean> => {
    wasFrozen = await revision.then((at) => memo.get(at, "frozen", () => isFrozen(world.sql))).catch(() => wasFrozen);
    return wasFrozen;
  };
  const sessionOf = async (request: Request): Promise<SignedIn | null> => {
    const cookie = readCookie(request.headers.get("cookie"), cookieName(SESSION_COOKIE, isHttps));
    return cookie ? await findSession(world.sql, cookie) : null;
  };

  const kept = (request: Request, page: KeptPage): Response => {
    const headers = keptHeaders(page);
    if (request.headers.get("if-none-match")?.includes(page.etag)) return new Response(null, { status: 304, headers });
    const encoding = chooseEncoding(request.headers.get("accept-encoding"));
    const body = cache.bytes(page, encoding) as Uint8Array<ArrayBuffer>;
    const coded: Record<string, string> = encoding === "identity" ? {} : { "content-encoding": encoding };
    return new Response(body, { headers: { ...headers, ...coded, "content-length": String(body.byteLength) } });
  };

  const handlePublic = async (route: Route, ctx: Context): Promise<Response> => {
    const key = ctx.url.pathname + ctx.url.search;
    const revision = await cache.revision();
    const found = cache.get(key);
    if (found?.revision === revision) return kept(ctx.request, found);
    ctx.isFrozen = await frozenAt(Promise.resolve(revision));
    ctx.wantsText = true;
    const response = await serve(route, ctx);
    if (!ctx.kept) return response;
    return kept(ctx.request, cache.keep(key, revision, Buffer.from(ctx.kept.text), ctx.kept.headers));
  };

  for (const route of routes) {
    hono.on(route.method, routerPath(route.path), async (c) => {
      const started = performance.now();
      const request = c.req.raw;
      const asked = { request, params: c.req.param() as Readonly<Record<string, string>>, address: c.env.address };
      let ctx = route.cache === "open" ? openContextFor(asked) : contextFor(asked, null);
      let response: Response;
      try {
        if (route.cache === "open") {
          response = await serve(route, ctx);
        } else if (route.cache === "public" && isPlainVisitor(request.headers.get("cookie"), isHttps)) {
          response = await handlePublic(route, ctx);
        } else {
          // asked for at the same time as the session: pages need both, and a form that is sent waits for neither
          const revision = isPage(route) ? cache.revision() : null;
          const frozen = revision ? frozenAt(revision) : wasFrozen;
          ctx = contextFor(asked, await sessionOf(request), revision);
          ctx.isFrozen = await frozen;
          response = await serve(route, ctx);
        }
      } catch (error) {
        ctx.wantsText = false;
        response = errorResponse(ctx, error);
      }
      const { path, method } = route;
      const answered = { route: path, method, status: response.status, ms: performance.now() - started };
      logRequest(world.log, answered);
      measureRequest(answered);
      return response;
    });
  }

  hono.notFound(async (c) => {
    const request = c.req.raw;
    const segment = c.req.path.split("/")[1];
    const asked = { request, params: isLang(segment) ? { lang: segment } : {}, address: c.env.address };
    try {
      const frozen = frozenAt(cache.revision());
      const ctx = contextFor(asked, await sessionOf(request));
      ctx.isFrozen = await frozen;
      return errorResponse(ctx, new NotFound());
    } catch (error) {
      return errorResponse(contextFor(asked, null), error);
    }
  });

  // even the page that says what went wrong can fail: then plain words, with the headers of every answer
  hono.onError((error) => {
    world.log.error({ error }, "the error page failed");
    const headers = { ...privately, "content-type": "text/plain; charset=utf-8", "retry-after": "60" };
    return new Response(
      "Un problème est survenu, réessayez dans une minute. / Something went wrong, try again in a minute.\n",
      {
        status: 503,
        headers,
      },
    );
  });

  return async (request, address) => await hono.fetch(request, { address });
}
