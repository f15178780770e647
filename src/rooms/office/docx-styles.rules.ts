import { XML_HEAD } from "./xml-text.rules.ts";

const MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const INK = "1A1A1A";
const GREY = "4A4A4A";

type Style = { readonly id: string; readonly name: string; readonly paragraph: string; readonly run: string };

const heading = (level: number, halfPoints: number, before: number): Style => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="${before}" w:after="120"/><w:outlineLvl w:val="${level - 1}"/>`,
  run: `<w:b/><w:sz w:val="${halfPoints}"/>`,
});

const STYLES: readonly Style[] = [
  { id: "Title", name: "Title", paragraph: '<w:spacing w:after="120"/>', run: '<w:b/><w:sz w:val="44"/>' },
  { id: "Subtitle", name: "Subtitle", paragraph: '<w:spacing w:after="240"/>', run: '<w:sz w:val="28"/>' },
  ...[34, 28, 24, 22, 22, 22].map((size, index) => heading(index + 1, size, 400 - 40 * index)),
  { id: "JalonFact", name: "Jalon Fact", paragraph: '<w:spacing w:after="60"/>', run: "" },
  { id: "JalonNote", name: "Jalon Note", paragraph: "", run: `<w:color w:val="${GREY}"/><w:sz w:val="20"/>` },
  {
    id: "TOCHeading",
    name: "TOC Heading",
    paragraph: '<w:spacing w:before="360" w:after="120"/>',
    run: '<w:b/><w:sz w:val="30"/>',
  },
  ...[1, 2, 3].map((level) => ({
    id: `TOC${level}`,
    name: `toc ${level}`,
    paragraph: `<w:spacing w:after="60"/><w:ind w:left="${240 * (level - 1)}"/>`,
    run: "",
  })),
  { id: "Header", name: "header", paragraph: "", run: `<w:color w:val="${GREY}"/><w:sz w:val="17"/>` },
  { id: "Footer", name: "footer", paragraph: "", run: `<w:color w:val="${GREY}"/><w:sz w:val="17"/>` },
  {
    id: "ListBullet",
    name: "List Bullet",
    paragraph: '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>',
    run: "",
  },
];

/** The styles that Word itself knows by these names, so that its navigation, its table of contents and readers find them. */
export function docxStyles(locale: string): string {
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="${INK}"/><w:sz w:val="22"/><w:lang w:val="${locale}" w:eastAsia="${locale}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`;
  const normal =
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>';
  const styles = STYLES.map(
    ({ id, name, paragraph, run }) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`,
  );
  const link =
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0B3D91"/><w:u w:val="single"/></w:rPr></w:style>';
  const table =
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';
  return `${XML_HEAD}<w:styles ${MAIN}>${defaults}${normal}${styles.join("")}${link}${table}</w:styles>`;
}

/** Without it Word takes a file for one of its old versions. */
export const DOCX_SETTINGS = `${XML_HEAD}<w:settings ${MAIN}><w:zoom w:percent="100"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

/** The one kind of list: bullets. */
export const DOCX_NUMBERING = `${XML_HEAD}<w:numbering ${MAIN}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
