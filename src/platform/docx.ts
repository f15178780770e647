import { type DocxNotes, DocxParagraphs } from "./docx-paragraph.ts";
import { DocxNumbers, DocxStyles, listPlace, outlineLevel } from "./docx-styles.ts";
import { FILE_LIMITS, type FileReading, Gathering, type TextFile } from "./text-file.ts";
import { allNamed, childNamed, elementsOf, parseXml, textOf, type XmlElement, XmlRefused } from "./xml.ts";
import { readZip, ZipRefused } from "./zip.ts";

/** The parts that hold words and their styles. Pictures, embedded files and macros are never inflated. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|word\/_rels\/document\.xml\.rels|word\/(?:document|styles|numbering|footnotes|endnotes|comments)\.xml)$/;

/** Of both editions of the standard, transitional and strict. */
const PREFIXES = new Map([
  ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"],
  ["http://purl.oclc.org/ooxml/wordprocessingml/main", "w"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"],
  ["http://purl.oclc.org/ooxml/officeDocument/relationships", "r"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/math", "m"],
  ["http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"],
  ["http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"],
  ["http://schemas.openxmlformats.org/package/2006/relationships", "rel"],
]);

/** A bold line alone, short and without a full stop, looks like a heading that has no style. */
const HEADING_LIKE = 120;

/** The headings and paragraphs of a Word file with what was not taken as it stands, or why it is refused. */
export function readDocx(bytes: Uint8Array): FileReading {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // An OLE container: a password-protected .docx, or the .doc of before 2007.
  if (archive.subarray(0, 4).toString("hex") === "d0cf11e0") return { refusal: "docxEncrypted" };
  let hasMacros = false;
  const isWanted = (name: string): boolean => {
    if (/vbaProject\.bin$/i.test(name)) hasMacros = true;
    return WANTED.test(name);
  };
  try {
    const parts = readZip(archive, isWanted, FILE_LIMITS);
    if (hasMacros || parts.get("[Content_Types].xml")?.includes("macroEnabled")) return { refusal: "docxMacros" };
    return readParts(parts) ?? { refusal: "docxNotWord" };
  } catch (error) {
    if (error instanceof XmlRefused) return { refusal: error.reason === "tooLarge" ? "docxTooLarge" : "docxNotWord" };
    if (!(error instanceof ZipRefused)) throw error;
    const refusals = { tooLarge: "docxTooLarge", encrypted: "docxEncrypted", notAnArchive: "docxNotWord" } as const;
    return { refusal: refusals[error.reason] };
  }
}

function readParts(parts: ReadonlyMap<string, Buffer>): TextFile | null {
  const budget = { elements: FILE_LIMITS.elements as number };
  const part = (name: string): XmlElement | null => {
    const bytes = parts.get(name);
    return bytes ? parseXml(bytes.toString("utf8"), { budget, depth: FILE_LIMITS.depth, prefixes: PREFIXES }) : null;
  };
  const body = childNamed(part("word/document.xml") ?? undefined, "w:body");
  if (!body) return null;
  const styles = new DocxStyles(part("word/styles.xml"));
  const gathering = new Gathering();
  const notes: DocxNotes = {
    footnotes: textsById(part("word/footnotes.xml")),
    endnotes: textsById(part("word/endnotes.xml")),
    comments: textsById(part("word/comments.xml")),
    links: linksById(part("word/_rels/document.xml.rels")),
  };
  const reader = new BodyReader(gathering, styles, new DocxNumbers(part("word/numbering.xml")), notes);
  reader.blocks(elementsOf(body));
  if (
    gathering.ownWords === "" &&
    [...allNamed(body, "w:headerReference"), ...allNamed(body, "w:footerReference")].length > 0
  )
    gathering.note("headerFooter", "");
  const { blocks, findings, ownWords } = gathering;
  return { blocks, findings, ownWords, subtitle: reader.subtitle, language: styles.language };
}

function textsById(part: XmlElement | null): ReadonlyMap<string, string> {
  const notes = part ? elementsOf(part) : [];
  return new Map(notes.map((note) => [note.attributes.get("w:id") ?? "", allNamed(note, "w:t").map(textOf).join("")]));
}

function linksById(part: XmlElement | null): ReadonlyMap<string, string> {
  const relations = part ? elementsOf(part) : [];
  return new Map(
    relations.map(({ attributes }) => [attributes.get("Id") ?? "", attributes.get("Target") ?? ""] as const),
  );
}

/** What stands inside, at the same place: content controls, marks of changes, the first of two alternatives. */
const WRAPPERS = ["w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:Choice"];

class BodyReader {
  subtitle: string | null = null;
  readonly #gathering: Gathering;
  readonly #styles: DocxStyles;
  readonly #numbers: DocxNumbers;
  readonly #paragraphs: DocxParagraphs;
  /** After lines that our own files carry, a table is theirs too. */
  #afterOwn = false;
  #hasContents = false;

  constructor(gathering: Gathering, styles: DocxStyles, numbers: DocxNumbers, notes: DocxNotes) {
    this.#gathering = gathering;
    this.#styles = styles;
    this.#numbers = numbers;
    this.#paragraphs = new DocxParagraphs(notes, gathering);
  }

  blocks(elements: readonly XmlElement[]): void {
    for (const element of elements) {
      if (element.name === "w:p") this.#paragraph(element);
      else if (element.name === "w:tbl") this.#table(element);
      else if (element.name === "w:del" || element.name === "w:moveFrom")
        this.#gathering.note("deletion", allNamed(element, "w:delText").map(textOf).join(""));
      else if (element.name === "mc:AlternateContent") {
        const choice = childNamed(element, "mc:Choice");
        if (choice) this.blocks([choice]);
      } else if (WRAPPERS.includes(element.name)) this.blocks(elementsOf(element));
    }
  }

  #sayContents(words: string): void {
    if (!this.#hasContents) this.#gathering.note("contents", words);
    this.#hasContents = true;
  }

  #paragraph(element: XmlElement): void {
    this.#gathering.line += 1;
    const properties = childNamed(element, "w:pPr");
    const style = this.#styles.of(childNamed(properties, "w:pStyle")?.attributes.get("w:val"));
    const { text, isBold, boxes } = this.#paragraphs.read(element);
    this.#afterOwn = style.role === "own";
    if (this.#paragraphs.contents !== "") this.#sayContents(this.#paragraphs.contents);
    if (style.role === "own" || style.role === "contents") {
      if (style.role === "own") this.#gathering.addOwn(text);
      else if (text.trim() !== "") this.#sayContents(text);
      return;
    }
    if (style.role === "subtitle" && this.subtitle === null && text.trim() !== "") {
      this.subtitle = text.replace(/\s+/g, " ").trim();
      return;
    }
    const level = style.role === "title" ? 0 : (style.level ?? outlineLevel(properties) ?? null);
    const place = listPlace(properties) === undefined ? style.list : listPlace(properties);
    const number = place && text.trim() !== "" ? this.#numbers.next(place) : "";
    if (number !== "") this.#gathering.note("number", `${number} ${text}`);
    this.#gathering.add(number === "" ? text : `${number} ${text}`, level);
    const looksLikeHeading = text.trim().length <= HEADING_LIKE && !/[.;:,!?]\s*$/.test(text);
    if (level === null && looksLikeHeading && (isBold || (style.isBold && text.trim() !== "")))
      this.#gathering.note("boldLine", text);
    for (const box of boxes) {
      this.#gathering.note("textBox", allNamed(box, "w:t").map(textOf).join(""));
      this.blocks(elementsOf(box));
    }
  }

  /** A column alone is a frame around paragraphs; otherwise each row is a paragraph. */
  #table(table: XmlElement): void {
    if (this.#afterOwn) {
      this.#gathering.line += allNamed(table, "w:p").length;
      return;
    }
    const rows = elementsOf(table)
      .flatMap((row) => (row.name === "w:sdt" ? elementsOf(childNamed(row, "w:sdtContent") ?? row) : [row]))
      .filter(({ name }) => name === "w:tr");
    const cellsOf = (row: XmlElement) => elementsOf(row).filter(({ name }) => name === "w:tc");
    if (rows.every((row) => cellsOf(row).length <= 1)) {
      for (const row of rows) for (const cell of cellsOf(row)) this.blocks(elementsOf(cell));
      return;
    }
    for (const [at, row] of rows.entries()) {
      const first = this.#gathering.line + 1;
      const words = cellsOf(row)
        .map((cell) => this.#cell(cell))
        .filter((text) => text !== "")
        .join(" | ");
      const last = this.#gathering.line;
      this.#gathering.line = first;
      if (at === 0) this.#gathering.note("table", words);
      this.#gathering.add(words);
      this.#gathering.line = Math.max(first, last);
    }
  }

  #cell(cell: XmlElement): string {
    const texts: string[] = [];
    for (const paragraph of allNamed(cell, "w:p")) {
      this.#gathering.line += 1;
      texts.push(this.#paragraphs.read(paragraph).text.replace(/\s+/g, " ").trim());
    }
    return texts.filter((text) => text !== "").join(" ");
  }
}
