import { escapeXml, LOCALES, XML_HEAD } from "./xml-text.rules.ts";

export const ODF = [
  ["office", "office"],
  ["text", "text"],
  ["table", "table"],
  ["style", "style"],
  ["meta", "meta"],
  ["fo", "xsl-fo-compatible"],
]
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"')
  .join(" ");

const GREY = "#4a4a4a";

const language = (lang: string): string => {
  const [code, country] = LOCALES[lang] ?? LOCALES.fr ?? [];
  return `fo:language="${code}" fo:country="${country}"`;
};

function paragraphStyle(name: string, shown: string, paragraph: string, run: string, more = ""): string {
  return `<style:style style:name="${name}" style:display-name="${shown}" style:family="paragraph" style:parent-style-name="Standard"${more}><style:paragraph-properties ${paragraph}/><style:text-properties ${run}/></style:style>`;
}

const heading = (level: number, size: number): string =>
  paragraphStyle(
    `Heading_20_${level}`,
    `Heading ${level}`,
    'fo:margin-top="0.6cm" fo:margin-bottom="0.25cm" fo:keep-with-next="always"',
    `fo:font-weight="bold" fo:font-size="${size}pt"`,
    ` style:default-outline-level="${level}"`,
  );

type Frame = {
  readonly lang: string;
  readonly header: string;
  readonly address: string;
  readonly page: string;
  readonly of: string;
};

/** Styles under the names that office programs know, the page, its head and its foot. */
export function odtStyles({ lang, header, address, page, of }: Frame): string {
  const defaults = `<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="125%" fo:margin-bottom="0.25cm"/><style:text-properties fo:font-family="'Liberation Sans', Arial, sans-serif" fo:font-size="11pt" fo:color="#1a1a1a" ${language(lang)}/></style:default-style>`;
  const styles = [
    '<style:style style:name="Standard" style:family="paragraph"/>',
    paragraphStyle("Title", "Title", 'fo:margin-bottom="0.2cm"', 'fo:font-weight="bold" fo:font-size="22pt"'),
    paragraphStyle("Subtitle", "Subtitle", 'fo:margin-bottom="0.5cm"', 'fo:font-size="14pt"'),
    ...[17, 14, 12, 11, 11, 11].map((size, index) => heading(index + 1, size)),
    paragraphStyle("Jalon_20_Fact", "Jalon Fact", 'fo:margin-bottom="0.1cm"', ""),
    paragraphStyle("Jalon_20_Note", "Jalon Note", "", `fo:color="${GREY}" fo:font-size="10pt"`),
    paragraphStyle(
      "Contents_20_Heading",
      "Contents Heading",
      'fo:margin-top="0.6cm"',
      'fo:font-weight="bold" fo:font-size="15pt"',
    ),
    ...[1, 2, 3].map((level) =>
      paragraphStyle(
        `Contents_20_${level}`,
        `Contents ${level}`,
        `fo:margin-bottom="0.1cm" fo:margin-left="${(level - 1) * 0.5}cm"`,
        "",
      ),
    ),
    paragraphStyle("Header", "Header", "", `fo:color="${GREY}" fo:font-size="8.5pt"`),
    paragraphStyle("Footer", "Footer", "", `fo:color="${GREY}" fo:font-size="8.5pt"`),
    '<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text"><style:text-properties fo:color="#0b3d91" style:text-underline-style="solid"/></style:style>',
    '<text:list-style style:name="List_20_1" style:display-name="List 1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:space-before="0.3cm" text:min-label-width="0.4cm"/></text:list-level-style-bullet></text:list-style>',
  ];
  const layout =
    '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.4cm" fo:margin-right="2.4cm"/><style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>';
  const foot = `${escapeXml(address)} – ${escapeXml(page)} <text:page-number text:select-page="current">1</text:page-number> ${escapeXml(of)} <text:page-count>1</text:page-count>`;
  const master = `<style:master-page style:name="Standard" style:page-layout-name="page"><style:header><text:p text:style-name="Header">${escapeXml(header)}</text:p></style:header><style:footer><text:p text:style-name="Footer">${foot}</text:p></style:footer></style:master-page>`;
  return `${XML_HEAD}<office:document-styles ${ODF} office:version="1.3"><office:styles>${defaults}${styles.join("")}</office:styles><office:automatic-styles>${layout}</office:automatic-styles><office:master-styles>${master}</office:master-styles></office:document-styles>`;
}

/** Styles of words; each language that a paper may speak has its own, and so has each mark in each language. */
export function odtWordStyles(names: ReadonlyMap<string, { readonly mark?: string; readonly lang?: string }>): string {
  const marks: Readonly<Record<string, string>> = {
    strong: 'fo:font-weight="bold"',
    added: 'style:text-underline-style="solid"',
    removed: 'style:text-line-through-style="solid"',
    note: `fo:color="${GREY}"`,
  };
  const words = [...names].map(
    ([name, { mark, lang }]) =>
      `<style:style style:name="${name}" style:family="text"><style:text-properties ${mark ? marks[mark] : ""} ${lang ? language(lang) : ""}/></style:style>`,
  );
  const cell = `<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid ${GREY}" fo:padding="0.12cm"/></style:style>`;
  const table =
    '<style:style style:name="table" style:family="table"><style:table-properties table:align="margins"/></style:style>';
  const newPage =
    '<style:style style:name="newPage" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:break-after="page"/></style:style>';
  return words.join("") + table + cell + newPage;
}
