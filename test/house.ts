import { readFileSync } from "node:fs";
import path from "node:path";
import { pino } from "pino";
import { type AnyId, asId, type PersonId } from "#kernel/ids.ts";
import type { Role } from "#kernel/viewer.ts";
import { readConfig } from "#platform/config.ts";
import { connect, type Sql } from "#platform/db.ts";
import { openSession } from "#rooms/accounts";
import { type App, createApp } from "../src/app.ts";
import { cloneHouseDatabase } from "./house-database.ts";

const ORIGIN = "http://jalon.test";

/** What the fixture of `createTestHouse` holds. */
export const ESSAI = {
  process: "essai",
  processId: "00000000-0000-4000-8000-0000000000a1",
  consultationId: "00000000-0000-4000-8000-0000000000f2",
  document: "texte-essai",
  documentId: "00000000-0000-4000-8000-0000000000d1",
  editionId: "00000000-0000-4000-8000-0000000000e1",
  passageId: (n: number) => `00000000-0000-4000-8000-0000000002${String(n).padStart(2, "0")}`,
  nodeId: (n: number) => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, "0")}`,
} as const;

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser without JavaScript: keeps cookies, posts forms with the token of the page that showed them. */
export class Browser {
  readonly #app: App;
  readonly cookies = new Map<string, string>();
  /** Address of the last page, after redirects. */
  path = "/";
  /** Text of the last page. */
  html = "";
  status = 0;

  constructor(app: App) {
    this.#app = app;
  }

  async request(target: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0)
      headers.set("cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await this.#app.fetch(
      new Request(new URL(target, ORIGIN), { ...init, headers, redirect: "manual" }),
      "192.0.2.7",
    );
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!name) continue;
      if (value && !/max-age=0\b/i.test(line)) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }

  /** Follows redirects and remembers the page. */
  async get(target: string): Promise<string> {
    return await this.#follow(await this.request(target), target);
  }

  /** Sends the form of the last page (its hidden fields included) to `action` or to the page itself. */
  async submit(fields: Fields, action?: string): Promise<string> {
    const form = this.#form(action);
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...form.hidden, ...fields })) {
      for (const one of [value].flat()) body.append(name, one);
    }
    const headers = { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
    return await this.#follow(await this.request(form.action, { method: "POST", body, headers }), form.action);
  }

  /** The token, the hidden fields and the address of a form of the last page. */
  #form(action: string | undefined): { action: string; hidden: Record<string, string> } {
    const forms = [...this.html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].filter(([, tag]) =>
      /method="post"/i.test(tag ?? ""),
    );
    const wanted = forms.find(([, tag]) => action !== undefined && attribute(tag ?? "", "action") === action);
    const main = forms.filter(([, tag]) => !/deconnexion/.test(tag ?? ""));
    const [, tag = "", content = ""] = wanted ?? main[0] ?? forms[0] ?? [];
    const hidden: Record<string, string> = {};
    for (const [input] of content.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
      hidden[attribute(input, "name")] = attribute(input, "value");
    }
    return { action: action ?? (attribute(tag, "action") || this.path), hidden };
  }

  async #follow(response: Response, target: string): Promise<string> {
    let current = response;
    this.path = target;
    for (
      let hop = 0;
      hop < 5 && current.status >= 300 && current.status < 400 && current.headers.has("location");
      hop += 1
    ) {
      this.path = current.headers.get("location") ?? "/";
      current = await this.request(this.path);
    }
    this.status = current.status;
    this.html = await current.text();
    return this.html;
  }
}

function attribute(tag: string, name: string): string {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return found
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

export type TestHouse = {
  readonly app: App;
  readonly sql: Sql;
  /** A visitor without account. */
  visitor(): Browser;
  /** Somebody signed in with these roles, each call another person. */
  as(
    ...roles: readonly (Role | { readonly role: "facilitator"; readonly territory: string })[]
  ): Promise<Browser & { readonly personId: PersonId }>;
  /** One page as a visitor sees it. */
  fetch(target: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
};

/** The whole product on a database of its own, holding the fixture `essai` unless `empty`. Close it at the end of the file. */
export async function createTestHouse({ empty = false }: { readonly empty?: boolean } = {}): Promise<TestHouse> {
  const database = await cloneHouseDatabase();
  const sql = connect({ databaseUrl: database.url }, { pool: 6 });
  if (!empty) await sql.unsafe(readFileSync(path.join(import.meta.dirname, "fixtures/essai.sql"), "utf8"));
  const config = readConfig({ SITE_URL: ORIGIN, DATABASE_URL: database.url });
  const assets = { css: "/assets/jalon.css", font: "/assets/font.woff2", favicon: "/assets/favicon.svg", islands: {} };
  const log = pino({ level: process.env.JALON_TEST_LOG ?? "silent" });
  const app = await createApp({ sql, config, log, assets, assetsFolder: "dist/assets" });
  let people = 0;
  return {
    app,
    sql,
    visitor: () => new Browser(app),
    async as(...roles) {
      people += 1;
      const [person] = await sql<{ id: string }[]>`
        insert into accounts.person (email, display_name)
        values (${`personne${people}@jalon.test`}, ${`Personne ${people}`})
        returning id
      `;
      const personId = asId<PersonId & AnyId>(person?.id ?? "");
      for (const grant of roles) {
        const role = typeof grant === "string" ? grant : grant.role;
        const territory = typeof grant === "string" ? null : grant.territory;
        await sql`insert into accounts.role_grant (person_id, role, territory_code) values (${personId}, ${role}, ${territory})`;
      }
      const browser = new Browser(app);
      browser.cookies.set("jalon_session", await openSession(sql, personId));
      return Object.assign(browser, { personId });
    },
    fetch: async (target, init) => await new Browser(app).request(target, init ?? {}),
    async close() {
      await sql.end();
      await database.drop();
    },
  };
}
