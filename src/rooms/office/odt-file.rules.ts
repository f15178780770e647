import { ODF, odtStyles, odtWordStyles } from "./odt-styles.rules.ts";
import type { Block, Paper, Span } from "./paper.rules.ts";
import { escapeXml, headingMark, LOCALES, XML_HEAD } from "./xml-text.rules.ts";

export const ODT_MEDIA_TYPE = "application/vnd.oasis.opendocument.text";
const CONTENTS_DEPTH = 3;

type WordStyle = { readonly mark?: string; readonly lang?: string };
/** Styles of words met so far, by the name given to them. */
type WordStyles = Map<string, WordStyle>;

/** Two spaces or more, and line ends, have elements of their own in this format. */
function words(text: string): string {
  return escapeXml(text)
    .replace(/ {2,}/g, (run) => ` <text:s text:c="${run.length - 1}"/>`)
    .replace(/^ /, "<text:s/>")
    .replaceAll("\n", "<text:line-break/>");
}

function span({ text, mark, href }: Span, lang: string | undefined, styles: WordStyles): string {
  let written = words(text);
  if (mark || lang) {
    const name = ["words", mark ?? "plain", lang ?? "own"].join("-");
    styles.set(name, { ...(mark ? { mark } : {}), ...(lang ? { lang } : {}) });
    written = `<text:span text:style-name="${name}">${written}</text:span>`;
  }
  if (!href) return written;
  return `<text:a xlink:type="simple" xlink:href="${escapeXml(href)}" text:style-name="Internet_20_link">${written}</text:a>`;
}

const paragraph = (style: string, inside: string): string => `<text:p text:style-name="${style}">${inside}</text:p>`;

function table(block: Extract<Block, { kind: "table" }>, index: number, styles: WordStyles): string {
  const cell = (text: string, mark: Span["mark"]): string =>
    `<table:table-cell table:style-name="cell" office:value-type="string">${paragraph("Standard", span(mark ? { text, mark } : { text }, block.lang, styles))}</table:table-cell>`;
  const row = (cells: readonly string[], mark: Span["mark"]): string =>
    `<table:table-row>${cells.map((text) => cell(text, mark)).join("")}</table:table-row>`;
  const caption = paragraph("Jalon_20_Note", span({ text: block.caption, mark: "strong" }, block.lang, styles));
  const head = `<table:table-header-rows>${row(block.head, "strong")}</table:table-header-rows>`;
  const columns = `<table:table-column table:number-columns-repeated="${block.head.length}"/>`;
  const title = `<table:title>${escapeXml(block.caption)}</table:title>`;
  return `${caption}<table:table table:name="tableau-${index + 1}" table:style-name="table">${title}${columns}${head}${block.rows.map((cells) => row(cells, undefined)).join("")}</table:table>${paragraph("Jalon_20_Note", "")}`;
}

function blockXml(block: Block, index: number, styles: WordStyles): string {
  const line = (spans: readonly Span[]): string => spans.map((one) => span(one, block.lang, styles)).join("");
  switch (block.kind) {
    case "heading": {
      const mark = `<text:bookmark text:name="${headingMark(index)}"/>`;
      const level = Math.min(6, block.level);
      return `<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${mark}${span({ text: block.text }, block.lang, styles)}</text:h>`;
    }
    case "paragraph": {
      const number =
        block.number === undefined ? "" : `${span({ text: block.number, mark: "strong" }, undefined, styles)} `;
      return paragraph("Standard", number + line(block.spans));
    }
    case "aside":
      return paragraph("Jalon_20_Note", line(block.spans));
    case "list": {
      const items = block.items.map((item) => `<text:list-item>${paragraph("Standard", line(item))}</text:list-item>`);
      return `<text:list text:style-name="List_20_1">${items.join("")}</text:list>`;
    }
    case "table":
      return table(block, index, styles);
  }
}

/** Already filled with the titles, as links; office programs fill it again with the numbers of pages. */
function contents({ blocks, words: said }: Paper): string {
  const entries = blocks.flatMap((block, index) =>
    block.kind === "heading" && block.level <= CONTENTS_DEPTH
      ? [
          paragraph(
            `Contents_20_${block.level}`,
            `<text:a xlink:type="simple" xlink:href="#${headingMark(index)}">${words(block.text)}</text:a>`,
          ),
        ]
      : [],
  );
  if (entries.length === 0) return "";
  const templates = Array.from(
    { length: CONTENTS_DEPTH },
    (_, at) =>
      `<text:table-of-content-entry-template text:outline-level="${at + 1}" text:style-name="Contents_20_${at + 1}"><text:index-entry-link-start/><text:index-entry-text/><text:index-entry-link-end/><text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/></text:table-of-content-entry-template>`,
  );
  const title = escapeXml(said.contents);
  const source = `<text:table-of-content-source text:outline-level="${CONTENTS_DEPTH}"><text:index-title-template text:style-name="Contents_20_Heading">${title}</text:index-title-template>${templates.join("")}</text:table-of-content-source>`;
  const body = `<text:index-body><text:index-title text:name="titre-sommaire">${paragraph("Contents_20_Heading", title)}</text:index-title>${entries.join("")}</text:index-body>`;
  return `<text:table-of-content text:name="sommaire" text:protected="false">${source}${body}</text:table-of-content>${paragraph("newPage", "")}`;
}

function contentXml(paper: Paper): string {
  const styles: WordStyles = new Map();
  const titleLang = paper.titleLang === paper.lang ? undefined : paper.titleLang;
  const body = [
    paragraph("Title", span({ text: paper.title }, titleLang, styles)),
    paper.subtitle === null ? "" : paragraph("Subtitle", span({ text: paper.subtitle }, titleLang, styles)),
    ...paper.facts.map(({ term, spans }) => {
      const said = spans.map((one) => span(one, undefined, styles)).join("");
      return paragraph("Jalon_20_Fact", `${span({ text: term, mark: "strong" }, undefined, styles)} ${said}`);
    }),
    contents(paper),
    ...paper.blocks.map((block, index) => blockXml(block, index, styles)),
  ].join("");
  return `${XML_HEAD}<office:document-content ${ODF} office:version="1.3"><office:automatic-styles>${odtWordStyles(styles)}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
}

/** The parts of an OpenDocument text (ISO/IEC 26300, 1.3); the first names the format and is not deflated. */
export function odtParts(paper: Paper, createdAt: string): ReadonlyMap<string, string> {
  const [language = "fr", country = "FR"] = LOCALES[paper.lang] ?? [];
  const entry = (path: string, type: string): string =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  const files = ["content.xml", "styles.xml", "meta.xml"].map((path) => entry(path, "text/xml"));
  const meta = `<dc:title>${escapeXml(paper.title)}</dc:title><dc:description>${escapeXml(paper.description)}</dc:description><meta:initial-creator>${escapeXml(paper.author)}</meta:initial-creator><dc:creator>${escapeXml(paper.author)}</dc:creator><meta:creation-date>${createdAt}</meta:creation-date><dc:date>${createdAt}</dc:date><dc:language>${language}-${country}</dc:language>`;
  return new Map([
    ["mimetype", ODT_MEDIA_TYPE],
    [
      "META-INF/manifest.xml",
      `${XML_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entry("/", ODT_MEDIA_TYPE)}${files.join("")}</manifest:manifest>`,
    ],
    ["content.xml", contentXml(paper)],
    ["styles.xml", odtStyles({ ...paper, ...paper.words })],
    [
      "meta.xml",
      `${XML_HEAD}<office:document-meta ${ODF} office:version="1.3"><office:meta>${meta}</office:meta></office:document-meta>`,
    ],
  ]);
}
