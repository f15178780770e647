/** One decision in a feed. Texts are as people wrote them. */
export type FeedEntry = {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly author: string;
  readonly at: Date;
  readonly paragraphs: readonly string[];
  readonly language: string;
};

export type Feed = {
  readonly title: string;
  readonly subtitle: string;
  readonly language: string;
  /** Address of the feed itself, and of the page it stands for. */
  readonly self: string;
  readonly page: string;
  /** When it last changed; null for an empty feed of something that began at `began`. */
  readonly updated: Date;
  readonly entries: readonly FeedEntry[];
};

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Characters that XML 1.0 cannot hold, whatever is written before them. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export function xml(text: string): string {
  return text.replace(NOT_XML, "\ufffd").replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);
}

/** Paragraphs as HTML, for readers that show it; the text was written by people, every mark of it is escaped. */
function html(paragraphs: readonly string[]): string {
  return paragraphs
    .flatMap((text) => text.split(/\n{2,}/))
    .map((text) => `<p>${xml(text).replaceAll("\n", "<br/>")}</p>`)
    .join("");
}

/** Atom (RFC 4287). */
export function atomOf(feed: Feed): string {
  const entries = feed.entries.map(
    (entry) => `  <entry>
    <id>${xml(entry.id)}</id>
    <title>${xml(entry.title)}</title>
    <link rel="alternate" type="text/html" href="${xml(entry.link)}"/>
    <updated>${entry.at.toISOString()}</updated>
    <published>${entry.at.toISOString()}</published>
    <author><name>${xml(entry.author)}</name></author>
    <content type="html" xml:lang="${xml(entry.language)}">${xml(html(entry.paragraphs))}</content>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(feed.language)}">
  <id>${xml(feed.self)}</id>
  <title>${xml(feed.title)}</title>
  <subtitle>${xml(feed.subtitle)}</subtitle>
  <link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>
  <link rel="alternate" type="text/html" href="${xml(feed.page)}"/>
  <updated>${feed.updated.toISOString()}</updated>
${entries.join("")}</feed>
`;
}

/** RSS 2.0. */
export function rssOf(feed: Feed): string {
  const items = feed.entries.map(
    (entry) => `    <item>
      <title>${xml(entry.title)}</title>
      <link>${xml(entry.link)}</link>
      <guid isPermaLink="false">${xml(entry.id)}</guid>
      <pubDate>${entry.at.toUTCString()}</pubDate>
      <description>${xml(html(entry.paragraphs))}</description>
    </item>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>${xml(feed.title)}</title>
    <link>${xml(feed.page)}</link>
    <description>${xml(feed.subtitle)}</description>
    <language>${xml(feed.language)}</language>
    <lastBuildDate>${feed.updated.toUTCString()}</lastBuildDate>
    <atom:link rel="self" type="application/rss+xml" href="${xml(feed.self)}"/>
${items.join("")}  </channel>
</rss>
`;
}
