import type { VNode } from "preact";
import type { z } from "zod";
import { Invalid, Refused } from "#kernel/errors.ts";
import { isLang, type Lang } from "#kernel/lang.ts";
import { sameRightsKey, type Viewer } from "#kernel/viewer.ts";
import type { Sql } from "#platform/db.ts";
import type { FieldError, Frame } from "#ui/frame.ts";
import { isMessageKey, type MessageKey, type Translate, translator } from "#ui/messages.ts";
import { renderPage } from "#ui/render.ts";
import { type FormBody, readForm } from "./body.ts";
import { chooseEncoding, compress } from "./compress.ts";
import {
  addressKey,
  cookieName,
  NOTICE_COOKIE,
  newVisitorToken,
  readCookie,
  sameToken,
  VISITOR_COOKIE,
  visitorCsrf,
  visitorId,
  visitorKey,
  writeCookie,
} from "./cookies.ts";
import { fieldErrors } from "./field-errors.ts";
import type { RevisionMemo } from "./revision-memo.ts";
import type { Actor, SignedIn, World } from "./world.ts";

export type Typed = Readonly<Record<string, string | readonly string[]>>;
export type FormResult<T> =
  | { readonly ok: true; readonly value: T; readonly typed: Typed }
  | { readonly ok: false; readonly typed: Typed; readonly errors: readonly FieldError[] };

export type PageOptions = { readonly status?: number; readonly headers?: Readonly<Record<string, string>> };

/** Quality of brotli for pages rendered per request: level 1 costs less than rendering. */
const PER_REQUEST_LEVEL = 1;
const SMALLEST_TO_COMPRESS = 1_000;

type Made = {
  readonly request: Request;
  readonly world: World;
  /** On every answer: security, and how long it may be kept. */
  readonly baseHeaders: Readonly<Record<string, string>>;
  readonly memo: RevisionMemo;
  /** Asked ahead for the pages that need it. */
  readonly revision: Promise<string> | null;
  readonly params: Readonly<Record<string, string>>;
  readonly session: SignedIn | null;
  readonly address: string;
  /** Whoever asks is nobody in particular: cookies are neither read nor set. */
  readonly ignoresCookies: boolean;
};

/** One request, with everything a handler may use. Handlers never touch the raw request. */
export class Context {
  readonly request: Request;
  readonly world: World;
  readonly sql: Sql;
  readonly params: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly lang: Lang;
  readonly t: Translate;
  readonly viewer: Viewer | null;
  /** Set by the handler of kept pages: the text of the page is wanted as it is, to be kept. */
  wantsText = false;
  /** Set by the handler: the log is frozen, and every page says so. */
  isFrozen = false;
  /** The text and headers of a page made while `wantsText`. */
  kept: { readonly text: string; readonly headers: Readonly<Record<string, string>> } | null = null;
  readonly #session: SignedIn | null;
  readonly #ignoresCookies: boolean;
  readonly #address: string;
  readonly #baseHeaders: Readonly<Record<string, string>>;
  readonly #memo: RevisionMemo;
  #revision: Promise<string> | null;
  readonly #setCookies: string[] = [];
  #visitorToken: string | null;
  #body: Promise<FormBody> | null = null;
  #notice: Frame["notice"];

  constructor({ request, world, params, session, address, baseHeaders, memo, revision, ignoresCookies }: Made) {
    this.#ignoresCookies = ignoresCookies;
    this.request = request;
    this.world = world;
    this.sql = world.sql;
    this.params = params;
    this.url = new URL(request.url);
    const asked = params.lang ?? this.url.pathname.split("/")[1];
    this.lang = isLang(asked) ? asked : preferredLang(request.headers.get("accept-language"));
    this.t = translator(this.lang);
    this.viewer = session?.viewer ?? null;
    this.#session = session;
    this.#address = address;
    this.#baseHeaders = baseHeaders;
    this.#memo = memo;
    this.#revision = revision;
    this.#visitorToken = this.cookie(VISITOR_COOKIE);
    const notice = this.cookie(NOTICE_COOKIE);
    if (notice && isMessageKey(notice)) this.#notice = { kind: "success", text: this.t(notice) };
    if (notice) this.setCookie(NOTICE_COOKIE, "", 0);
  }

  cookie(name: string): string | null {
    if (this.#ignoresCookies) return null;
    return readCookie(this.request.headers.get("cookie"), cookieName(name, this.#isHttps));
  }

  setCookie(name: string, value: string, maxAgeSeconds?: number): void {
    const age = maxAgeSeconds === undefined ? {} : { maxAgeSeconds };
    this.#setCookies.push(writeCookie(name, value, { secure: this.#isHttps, ...age }));
  }

  get #isHttps(): boolean {
    return this.world.config.siteUrl.startsWith("https:");
  }

  /** The id of this device; gives the browser a signed token when it holds none. */
  #device(): string {
    const known = visitorId(this.world.secret, this.#visitorToken);
    if (known) return known;
    const token = newVisitorToken(this.world.secret);
    this.#visitorToken = token;
    this.setCookie(VISITOR_COOKIE, token, 180 * 24 * 3600);
    return token.slice(0, token.indexOf("."));
  }

  /** The token that forms carry. Asking for it gives a visitor without account a device token. */
  get csrf(): string {
    return this.#session?.csrf ?? visitorCsrf(this.world.secret, this.#device());
  }

  /** Asked from this machine itself: an operator's tools. */
  get isFromHere(): boolean {
    // a proxy that we were not told of (PROXY_HOPS) sends everybody's requests from here
    const isProxied = this.world.config.proxyHops === 0 && this.request.headers.has("x-forwarded-for");
    return !isProxied && /^(127\.|::1$|::ffff:127\.)/.test(this.#address);
  }

  /** Who acts: given to every action. */
  get actor(): Actor {
    const id = visitorId(this.world.secret, this.#visitorToken);
    return {
      sql: this.sql,
      viewer: this.viewer,
      visitorKey: id ? visitorKey(this.world.secret, id) : null,
      addressKey: addressKey(this.world.secret, this.#address),
    };
  }

  /** For the page frame. The token is made only when a form asks for it, so plain pages set no cookie. */
  get frame(): Frame {
    const ctx = this;
    return {
      lang: this.lang,
      path: this.url.pathname + this.url.search,
      viewer: this.viewer,
      get csrf() {
        return ctx.csrf;
      },
      assets: this.world.assets,
      t: this.t,
      siteName: this.world.config.site.name,
      notice: this.#notice,
      demo: this.world.isDemo,
      frozen: this.isFrozen,
      site: this.world.config.site,
    };
  }

  /** A query parameter that the route declares, trimmed; "" when absent. */
  queryText(name: string): string {
    return (this.url.searchParams.get(name) ?? "").trim();
  }

  /** The number of the page asked for: 1 to 100,000. */
  queryPage(name = "page"): number {
    const page = Number(this.queryText(name) || "1");
    return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
  }

  /** The body of a form, after the checks against forged requests. Fields are texts; unknown ones are left to be ignored. */
  async form(): Promise<FormBody> {
    this.#body ??= this.#readForm();
    return await this.#body;
  }

  async #readForm(): Promise<FormBody> {
    const site = this.request.headers.get("sec-fetch-site");
    const origin = this.request.headers.get("origin");
    const foreign = site
      ? site === "cross-site" || site === "same-site"
      : origin !== null && origin !== this.url.origin;
    if (foreign && origin !== new URL(this.world.config.siteUrl).origin) throw new Refused("http.foreignForm");
    const body = await readForm(this.request);
    const token = body.fields.csrf;
    const expected = this.#session
      ? this.#session.csrf
      : visitorId(this.world.secret, this.#visitorToken) && visitorCsrf(this.world.secret, this.#device());
    if (typeof token !== "string" || !expected || !sameToken(token, expected)) throw new Refused("http.formExpired");
    return body;
  }

  /**
   * Reads and checks a form. Schemas say what is wrong with message keys; on failure the typed values and the errors come
   * back, so that the page shows both again (`ctx.page(…, { status: 422 })`).
   */
  async readForm<Schema extends z.ZodType>(schema: Schema): Promise<FormResult<z.output<Schema>>> {
    const { fields } = await this.form();
    const result = schema.safeParse(fields);
    if (result.success) return { ok: true, value: result.data, typed: fields };
    const faults: Record<string, string> = {};
    for (const issue of result.error.issues) {
      const field = String(issue.path[0] ?? "form");
      faults[field] ??= issue.message;
    }
    return { ok: false, typed: fields, errors: this.fieldErrors(faults) };
  }

  /** Sentences for the fields that a schema or an action (`Invalid`) found at fault. */
  fieldErrors(fields: Readonly<Record<string, string>> | Invalid): readonly FieldError[] {
    return fields instanceof Invalid
      ? fieldErrors(this.t, fields.fields, fields.values)
      : fieldErrors(this.t, fields, {});
  }

  /** A whole page (`<Page frame={ctx.frame} …>`). */
  page(vnode: VNode, { status = 200, headers = {} }: PageOptions = {}): Response {
    return this.answer(renderPage(vnode), {
      status,
      headers: { "content-type": "text/html; charset=utf-8", ...headers },
    });
  }

  /**
   * Data that people of the same roles and circles see alike, loaded once per revision and shared by the
   * requests of this process; the page itself is rendered for each. `key` names the data and every parameter it depends on.
   */
  async shared<T>(key: string, load: () => Promise<T>): Promise<T> {
    this.#revision ??= this.#memo.revision();
    return await this.#memo.get(await this.#revision, `${sameRightsKey(this.viewer)} ${key}`, load);
  }

  /** Any other content: text, JSON, CSV. Texts are compressed for browsers that take it. */
  answer(body: string | Uint8Array<ArrayBuffer>, { status = 200, headers = {} }: PageOptions = {}): Response {
    if (this.wantsText && status === 200 && typeof body === "string" && this.#setCookies.length === 0) {
      this.kept = { text: body, headers: { ...this.#baseHeaders, ...headers } };
    }
    return this.#withCookies(this.#respond(body, status, { ...this.#baseHeaders, ...headers }));
  }

  #respond(body: string | Uint8Array<ArrayBuffer>, status: number, headers: Record<string, string>): Response {
    const isText = /^(text|application\/json)/.test(headers["content-type"] ?? "") && !("content-encoding" in headers);
    if (!isText || body.length < SMALLEST_TO_COMPRESS) return new Response(body, { status, headers });
    const encoding = chooseEncoding(this.request.headers.get("accept-encoding"));
    const vary = { vary: "accept-encoding" };
    if (encoding === "identity") return new Response(body, { status, headers: { ...headers, ...vary } });
    const bytes = compress(typeof body === "string" ? Buffer.from(body) : body, encoding, PER_REQUEST_LEVEL);
    const length = { "content-encoding": encoding, "content-length": String(bytes.byteLength) };
    return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers: { ...headers, ...vary, ...length } });
  }

  /** Content that comes bit by bit, or none (304): sent as it is, with the headers of any answer. */
  stream(body: ReadableStream | null, { status = 200, headers = {} }: PageOptions = {}): Response {
    return this.#withCookies(new Response(body, { status, headers: { ...this.#baseHeaders, ...headers } }));
  }

  json(value: unknown, options: PageOptions = {}): Response {
    const headers = { "content-type": "application/json; charset=utf-8", ...options.headers };
    return this.answer(JSON.stringify(value), { ...options, headers });
  }

  /** 303 to a page of the site, with a sentence shown there once. */
  redirect(to: string, { notice }: { readonly notice?: MessageKey } = {}): Response {
    if (!to.startsWith("/") || to.startsWith("//") || to.includes("\\"))
      throw new RangeError("redirect inside the site only");
    if (notice) this.setCookie(NOTICE_COOKIE, notice, 60);
    const headers = { ...this.#baseHeaders, "cache-control": "no-store", location: to, "content-length": "0" };
    return this.#withCookies(new Response(null, { status: 303, headers }));
  }

  #withCookies(response: Response): Response {
    // reading `headers` makes the response a heavy object: only when there is something to add
    if (this.#setCookies.length === 0) return response;
    for (const cookie of this.#setCookies) response.headers.append("set-cookie", cookie);
    return response;
  }
}

function preferredLang(header: string | null): Lang {
  const first = header?.split(",")[0]?.trim().slice(0, 2).toLowerCase();
  return first === "en" ? "en" : "fr";
}
