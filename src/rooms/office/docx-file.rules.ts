import { DOCX_NUMBERING, DOCX_SETTINGS, docxStyles } from "./docx-styles.rules.ts";
import type { Block, Paper, Span } from "./paper.rules.ts";
import { escapeXml, headingMark, LOCALES, XML_HEAD } from "./xml-text.rules.ts";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const NAMESPACES = `xmlns:w="${W}" xmlns:r="${R}"`;
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/** Contents show three levels, as Word does by itself. */
const CONTENTS_DEPTH = 3;

const localeOf = (lang: string): string => (LOCALES[lang] ?? LOCALES.fr ?? []).join("-");

/** Links go out by numbered relations, as the format wants. */
type Links = { readonly targets: string[] };

function runProperties(span: Span, lang: string | undefined): string {
  const marks = {
    strong: "<w:b/>",
    added: '<w:u w:val="single"/>',
    removed: "<w:strike/>",
    note: '<w:color w:val="4A4A4A"/>',
  } as const;
  const style = span.href ? '<w:rStyle w:val="Hyperlink"/>' : "";
  const own = lang ? `<w:lang w:val="${localeOf(lang)}"/>` : "";
  const inside = `${style}${span.mark ? marks[span.mark] : ""}${own}`;
  return inside === "" ? "" : `<w:rPr>${inside}</w:rPr>`;
}

function words(text: string): string {
  return text
    .split("\n")
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
    .join("<w:br/>");
}

function run(span: Span, lang: string | undefined, links: Links): string {
  const written = `<w:r>${runProperties(span, lang)}${words(span.text)}</w:r>`;
  if (!span.href) return written;
  if (!links.targets.includes(span.href)) links.targets.push(span.href);
  return `<w:hyperlink r:id="link${links.targets.indexOf(span.href) + 1}">${written}</w:hyperlink>`;
}

function paragraph(style: string | null, inside: string): string {
  const properties = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : "";
  return `<w:p>${properties}${inside}</w:p>`;
}

function table(block: Extract<Block, { kind: "table" }>, links: Links): string {
  const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="4A4A4A"/>`;
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
  const cell = (text: string, mark: Span["mark"]): string =>
    `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(null, run(mark ? { text, mark } : { text }, block.lang, links))}</w:tc>`;
  const head = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${block.head.map((text) => cell(text, "strong")).join("")}</w:tr>`;
  const rows = block.rows.map((row) => `<w:tr>${row.map((text) => cell(text, undefined)).join("")}</w:tr>`);
  const grid = block.head.map(() => "<w:gridCol/>").join("");
  const caption = paragraph("JalonNote", run({ text: block.caption, mark: "strong" }, block.lang, links));
  return `${caption}<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders><w:tblCaption w:val="${escapeXml(block.caption)}"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${head}${rows.join("")}</w:tbl>${paragraph("JalonNote", "")}`;
}

function blockXml(block: Block, index: number, links: Links): string {
  const line = (spans: readonly Span[]): string => spans.map((span) => run(span, block.lang, links)).join("");
  switch (block.kind) {
    case "heading": {
      const mark = `<w:bookmarkStart w:id="${index}" w:name="${headingMark(index)}"/>`;
      const inside = `${mark}${run({ text: block.text }, block.lang, links)}<w:bookmarkEnd w:id="${index}"/>`;
      return paragraph(`Heading${Math.min(6, block.level)}`, inside);
    }
    case "paragraph": {
      const number =
        block.number === undefined ? "" : run({ text: `${block.number} `, mark: "strong" }, undefined, links);
      return paragraph(null, number + line(block.spans));
    }
    case "aside":
      return paragraph("JalonNote", line(block.spans));
    case "list":
      return block.items.map((item) => paragraph("ListBullet", line(item))).join("");
    case "table":
      return table(block, links);
  }
}

/** A field that Word fills again on demand; it already holds the titles, as links. */
function contents({ blocks, words: said }: Paper): string {
  const entries = blocks.flatMap((block, index) =>
    block.kind === "heading" && block.level <= CONTENTS_DEPTH ? [{ ...block, index }] : [],
  );
  if (entries.length === 0) return "";
  const field = (kind: string): string => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const start = `${field("begin")}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-${CONTENTS_DEPTH}" \\h \\z \\u </w:instrText></w:r>${field("separate")}`;
  const lines = entries.map(({ level, text, lang, index }, at) => {
    const link = `<w:hyperlink w:anchor="${headingMark(index)}" w:history="1"><w:r>${runProperties({ text }, lang)}${words(text)}</w:r></w:hyperlink>`;
    const inside = `${at === 0 ? start : ""}${link}${at === entries.length - 1 ? field("end") : ""}`;
    return paragraph(`TOC${level}`, inside);
  });
  const title = paragraph("TOCHeading", `<w:r>${words(said.contents)}</w:r>`);
  return `${title}${lines.join("")}<w:p><w:r><w:br w:type="page"/></w:r></w:p>`;
}

function documentXml(paper: Paper, links: Links): string {
  const titleLang = paper.titleLang === paper.lang ? undefined : paper.titleLang;
  const body = [
    paragraph("Title", run({ text: paper.title }, titleLang, links)),
    paper.subtitle === null ? "" : paragraph("Subtitle", run({ text: paper.subtitle }, titleLang, links)),
    ...paper.facts.map(({ term, spans }) => {
      const said = spans.map((span) => run(span, undefined, links)).join("");
      return paragraph("JalonFact", `${run({ text: `${term} `, mark: "strong" }, undefined, links)}${said}`);
    }),
    contents(paper),
    ...paper.blocks.map((block, index) => blockXml(block, index, links)),
  ];
  const page =
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1361" w:bottom="1531" w:left="1361" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>';
  return `${XML_HEAD}<w:document ${NAMESPACES}><w:body>${body.join("")}${page}</w:body></w:document>`;
}

function footerXml({ address, words: said }: Paper): string {
  const field = (code: string): string => `<w:fldSimple w:instr=" ${code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
  const text = (value: string): string => `<w:r>${words(value)}</w:r>`;
  const inside = `${text(`${address} – ${said.page} `)}${field("PAGE")}${text(` ${said.of} `)}${field("NUMPAGES")}`;
  return `${XML_HEAD}<w:ftr ${NAMESPACES}>${paragraph("Footer", inside)}</w:ftr>`;
}

const relation = (id: string, type: string, target: string, more = ""): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${escapeXml(target)}"${more}/>`;

function relations(lines: readonly string[]): string {
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${lines.join("")}</Relationships>`;
}

/** The parts of a Word file (ECMA-376, transitional), in the order of the archive. */
export function docxParts(paper: Paper, createdAt: string): ReadonlyMap<string, string> {
  const links: Links = { targets: [] };
  const body = documentXml(paper, links);
  const override = (part: string, type: string): string => `<Override PartName="${part}" ContentType="${type}"/>`;
  const types = [
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override("/word/document.xml", `${TYPE}.document.main+xml`),
    override("/word/styles.xml", `${TYPE}.styles+xml`),
    override("/word/numbering.xml", `${TYPE}.numbering+xml`),
    override("/word/settings.xml", `${TYPE}.settings+xml`),
    override("/word/header.xml", `${TYPE}.header+xml`),
    override("/word/footer.xml", `${TYPE}.footer+xml`),
    override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
  ];
  const core = `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(paper.title)}</dc:title><dc:subject>${escapeXml(paper.description)}</dc:subject><dc:creator>${escapeXml(paper.author)}</dc:creator><dc:language>${localeOf(paper.lang)}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${createdAt}</dcterms:created></cp:coreProperties>`;
  return new Map([
    ["[Content_Types].xml", `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">${types.join("")}</Types>`],
    [
      "_rels/.rels",
      relations([
        relation("document", `${R}/officeDocument`, "word/document.xml"),
        relation("core", `${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"),
      ]),
    ],
    ["docProps/core.xml", core],
    ["word/document.xml", body],
    [
      "word/_rels/document.xml.rels",
      relations([
        relation("styles", `${R}/styles`, "styles.xml"),
        relation("numbering", `${R}/numbering`, "numbering.xml"),
        relation("settings", `${R}/settings`, "settings.xml"),
        relation("header", `${R}/header`, "header.xml"),
        relation("footer", `${R}/footer`, "footer.xml"),
        ...links.targets.map((href, at) => relation(`link${at + 1}`, `${R}/hyperlink`, href, ' TargetMode="External"')),
      ]),
    ],
    ["word/styles.xml", docxStyles(localeOf(paper.lang))],
    ["word/numbering.xml", DOCX_NUMBERING],
    ["word/settings.xml", DOCX_SETTINGS],
    [
      "word/header.xml",
      `${XML_HEAD}<w:hdr ${NAMESPACES}>${paragraph("Header", `<w:r>${words(paper.header)}</w:r>`)}</w:hdr>`,
    ],
    ["word/footer.xml", footerXml(paper)],
  ]);
}
