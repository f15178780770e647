import type { Browser } from "../house.ts";

export type Seen = {
  readonly address: string;
  readonly status: number;
  readonly text: string;
  /** A browser may take it for a page: it is no file that is named as such. */
  readonly isPage: boolean;
};

/** What no browser shows as a page. */
const FILE =
  /^(?:text\/(?:csv|javascript)|application\/(?:json|geo\+json|pdf|zip|vnd\.(?:openxmlformats|oasis)[\w.-]*))(?:;|$)/;

/** Links that end a session or that only repeat the same list in another order. */
const LEFT_OUT = /\/deconnexion|[?&](?:page=\d{2}|ordre=)|^\/assets\//;

/** Filters make endlessly many addresses of one page: so many of them are followed. */
const OF_ONE_PAGE = 12;

type Extent = {
  readonly isFollowed?: boolean;
  readonly limit?: number;
  /** Links to the other language are followed by visitors alone: both are rendered from the same data by the same views. */
  readonly isBilingual?: boolean;
};

/** Every page and file that can be reached by links, from some addresses on; `isFollowed` false: those addresses alone. */
export async function crawl(
  browser: Browser,
  starts: readonly string[],
  { isFollowed = true, limit, isBilingual = true }: Extent = {},
): Promise<readonly Seen[]> {
  const waiting = [...starts];
  const known = new Set(waiting);
  const ofPage = new Map<string, number>();
  const seen: Seen[] = [];
  for (let address = waiting.shift(); address !== undefined && seen.length !== limit; address = waiting.shift()) {
    if (seen.length > 4_000) throw new Error(`a crawl without end, at ${address}`);
    const response = await browser.request(address);
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    const isSaved =
      /^attachment/.test(response.headers.get("content-disposition") ?? "") && /^text\/plain(?:;|$)/.test(type);
    const isPage = !((FILE.test(type) || isSaved) && response.headers.get("x-content-type-options") === "nosniff");
    seen.push({
      address,
      status: response.status,
      text: `${response.headers.get("location") ?? ""}\n${text}`,
      isPage,
    });
    if (!isFollowed || !type.includes("html")) continue;
    const next = [response.headers.get("location"), ...[...text.matchAll(/\shref="([^"#]*)/g)].map(([, href]) => href)];
    for (const href of next) {
      const target = (href ?? "").replaceAll("&amp;", "&");
      if (!isBilingual && /^\/en(?:[/?]|$)/.test(target)) continue;
      if (!target.startsWith("/") || target.startsWith("//") || LEFT_OUT.test(target) || known.has(target)) continue;
      known.add(target);
      const [page = ""] = target.split("?");
      const count = (ofPage.get(page) ?? 0) + 1;
      ofPage.set(page, count);
      if (count > OF_ONE_PAGE) continue;
      waiting.push(target);
    }
  }
  return seen;
}
