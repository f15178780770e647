/** Where the house of the tests stands. */
export const ORIGIN = "http://jalon.test";

/** What answers requests: the application, or a started product. */
type Answering = { readonly fetch: (request: Request, address: string) => Promise<Response> };

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser without JavaScript: keeps cookies, posts forms with the token of the page that showed them. */
export class Browser {
  readonly #app: Answering;
  readonly cookies = new Map<string, string>();
  /** Address of the last page, after redirects. */
  path = "/";
  /** Text of the last page. */
  html = "";
  status = 0;

  constructor(app: Answering) {
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
