import type { Browser } from "../house.ts";

export type Seen = { readonly address: string; readonly status: number; readonly text: string };

/** Links that end a session or that only repeat the same list in another order. */
const LEFT_OUT = /\/deconnexion|[?&](?:page=\d{2}|ordre=)|^\/assets\//;

/** Every page and file that can be reached by links, from some addresses on. */
export async function crawl(browser: Browser, starts: readonly string[], limit = 600): Promise<readonly Seen[]> {
  const waiting = [...starts];
  const known = new Set(waiting);
  const seen: Seen[] = [];
  for (let address = waiting.shift(); address !== undefined && seen.length < limit; address = waiting.shift()) {
    const response = await browser.request(address);
    const text = await response.text();
    seen.push({ address, status: response.status, text: `${response.headers.get("location") ?? ""}\n${text}` });
    if (!(response.headers.get("content-type") ?? "").includes("html")) continue;
    const next = [response.headers.get("location"), ...[...text.matchAll(/\shref="([^"#]*)/g)].map(([, href]) => href)];
    for (const href of next) {
      const target = (href ?? "").replaceAll("&amp;", "&");
      if (!target.startsWith("/") || target.startsWith("//") || LEFT_OUT.test(target) || known.has(target)) continue;
      known.add(target);
      waiting.push(target);
    }
  }
  return seen;
}
