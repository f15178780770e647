import { OdtStyles } from "./odt-styles.ts";
import { FILE_LIMITS, type FileReading, Gathering, type TextFile } from "./text-file.ts";
import { allNamed, childNamed, elementsOf, parseXml, textOf, type XmlElement, XmlRefused } from "./xml.ts";
import { readZip, ZipRefused } from "./zip.ts";

const WANTED = /^(?:mimetype|content\.xml|styles\.xml|META-INF\/manifest\.xml)$/;
const MEDIA_TYPES = [
  "application/vnd.oasis.opendocument.text",
  "application/vnd.oasis.opendocument.text-template",
  "application/vnd.oasis.opendocument.text-master",
];
const ODF = "urn:oasis:names:tc:opendocument:xmlns:";
const PREFIXES = new Map([
  ...["office", "text", "table", "style", "manifest"].map((name) => [`${ODF}${name}:1.0`, name] as const),
  [`${ODF}drawing:1.0`, "draw"],
  [`${ODF}svg-compatible:1.0`, "svg"],
  [`${ODF}xsl-fo-compatible:1.0`, "fo"],
  ["http://www.w3.org/1999/xlink", "xlink"],
]);

/** The headings and paragraphs of an OpenDocument text with what was not taken as it stands, or why it is refused. */
export function readOdt(bytes: Uint8Array): FileReading {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasMacros = false;
  const isWanted = (name: string): boolean => {
    if (/^(?:Basic|Scripts)\/.+\.(?:xml|xlb|py|bsh|js)$/i.test(name) && !/script-l[bc]\.xml$/i.test(name))
      hasMacros = true;
    return WANTED.test(name);
  };
  try {
    const parts = readZip(archive, isWanted, FILE_LIMITS);
    if (!MEDIA_TYPES.includes(parts.get("mimetype")?.toString("latin1").trim() ?? "")) return { refusal: "odtNotText" };
    if (hasMacros) return { refusal: "odtMacros" };
    return readParts(parts);
  } catch (error) {
    if (error instanceof XmlRefused) return { refusal: error.reason === "tooLarge" ? "odtTooLarge" : "odtNotText" };
    if (!(error instanceof ZipRefused)) throw error;
    const refusals = { tooLarge: "odtTooLarge", encrypted: "odtEncrypted", notAnArchive: "odtNotText" } as const;
    return { refusal: refusals[error.reason] };
  }
}

function readParts(parts: ReadonlyMap<string, Buffer>): FileReading {
  const budget = { elements: FILE_LIMITS.elements as number };
  const part = (name: string): XmlElement | undefined => {
    const bytes = parts.get(name);
    return bytes && parseXml(bytes.toString("utf8"), { budget, depth: FILE_LIMITS.depth, prefixes: PREFIXES });
  };
  const manifest = part("META-INF/manifest.xml");
  if (manifest && allNamed(manifest, "manifest:encryption-data").length > 0) return { refusal: "odtEncrypted" };
  const content = part("content.xml");
  const body = childNamed(childNamed(content, "office:body"), "office:text");
  if (!content || !body) return { refusal: "odtNotText" };
  const styles = new OdtStyles([content, part("styles.xml")]);
  const reader = new TextReader(styles);
  reader.blocks(elementsOf(body));
  return reader.file();
}

const SIGNS: Readonly<Record<string, string>> = {
  "text:s": " ",
  "text:tab": " ",
  "text:line-break": " ",
};
const TRANSPARENT = [
  "text:span",
  "text:meta",
  "text:ruby",
  "text:ruby-base",
  "text:bookmark-ref",
  "text:reference-ref",
  "text:sequence-ref",
];

class TextReader {
  #subtitle: string | null = null;
  #afterOwn = false;
  readonly #styles: OdtStyles;
  readonly #gathering = new Gathering();

  constructor(styles: OdtStyles) {
    this.#styles = styles;
  }

  file(): TextFile {
    const { blocks, findings, ownWords } = this.#gathering;
    if (this.#styles.hasHeader && ownWords === "") this.#gathering.note("headerFooter", "");
    return { blocks, findings, ownWords, subtitle: this.#subtitle, language: this.#styles.language };
  }

  blocks(elements: readonly XmlElement[]): void {
    for (const element of elements) {
      switch (element.name) {
        case "text:h":
        case "text:p":
          this.#paragraph(element);
          break;
        case "text:list":
          this.#list(element);
          break;
        case "text:section":
        case "text:index-body":
        case "text:list-item":
        case "text:list-header":
        case "text:numbered-paragraph":
          this.blocks(elementsOf(element));
          break;
        case "table:table":
          this.#table(element);
          break;
        case "text:tracked-changes":
          this.#trackedChanges(element);
          break;
        case "text:table-of-content":
        case "text:alphabetical-index":
        case "text:illustration-index":
        case "text:table-index":
        case "text:bibliography":
          this.#gathering.line += allNamed(element, "text:p").length;
          this.#gathering.note("contents", allNamed(element, "text:p").map(textOf).join(" "));
          break;
        case "draw:frame":
          this.#frame(element);
          break;
      }
    }
  }

  #paragraph(element: XmlElement): void {
    this.#gathering.line += 1;
    const styleName = element.attributes.get("text:style-name");
    const names = this.#styles.names(styleName);
    const boxes: XmlElement[] = [];
    const text = this.#words(element, boxes);
    const isOwn = names.some((name) => /^jalon (?:fact|note)$/i.test(name));
    this.#afterOwn = isOwn;
    if (isOwn) {
      this.#gathering.addOwn(text);
      return;
    }
    if (
      names.some((name) => /^(?:subtitle|sous-titre)$/i.test(name)) &&
      this.#subtitle === null &&
      text.trim() !== ""
    ) {
      this.#subtitle = text.replace(/\s+/g, " ").trim();
      return;
    }
    const level = this.#levelOf(element, names);
    this.#gathering.add(text, level);
    const [only] = element.children.filter((child) => typeof child !== "string" || child.trim() !== "");
    const isBold =
      this.#styles.isBold(styleName) ||
      (typeof only === "object" &&
        only.name === "text:span" &&
        element.children.length === 1 &&
        this.#styles.isBold(only.attributes.get("text:style-name")));
    if (level === null && isBold && text.trim() !== "" && text.length <= 120 && !/[.;:,!?]\s*$/.test(text))
      this.#gathering.note("boldLine", text);
    for (const box of boxes) this.blocks(elementsOf(box));
  }

  #levelOf(element: XmlElement, names: readonly string[]): number | null {
    if (names.some((name) => /^(?:title|titre)$/i.test(name))) return 0;
    if (element.name === "text:h") {
      const level = Number(element.attributes.get("text:outline-level") ?? 1);
      return Math.min(6, Math.max(1, Number.isInteger(level) ? level : 1));
    }
    const named = names.map((name) => /^(?:heading|titre) ([1-9])$/i.exec(name)?.[1]).find(Boolean);
    return named ? Math.min(6, Number(named)) : null;
  }

  #words(element: XmlElement, boxes: XmlElement[]): string {
    return element.children.map((child) => (typeof child === "string" ? child : this.#piece(child, boxes))).join("");
  }

  #piece(child: XmlElement, boxes: XmlElement[]): string {
    switch (child.name) {
      case "text:a": {
        const words = this.#words(child, boxes);
        const target = child.attributes.get("xlink:href") ?? "";
        if (!/^https?:/i.test(target) || words.trim() === target) return words;
        this.#gathering.note("link", `${words} – ${target}`);
        return `${words} (${target})`;
      }
      case "text:note":
        this.#gathering.note("footnote", textOf(childNamed(child, "text:note-body") ?? child));
        return "";
      case "office:annotation":
        this.#gathering.note("comment", allNamed(child, "text:p").map(textOf).join(" "));
        return "";
      case "draw:frame":
        this.#frame(child, boxes);
        return "";
      case "text:hidden-text":
      case "text:hidden-paragraph":
        this.#gathering.note("hidden", textOf(child));
        return "";
      default:
        if (child.name in SIGNS) return SIGNS[child.name] ?? "";
        if (child.name.startsWith("draw:")) return "";
        return TRANSPARENT.includes(child.name) || child.name.startsWith("text:") ? this.#words(child, boxes) : "";
    }
  }

  /** A text box holds paragraphs; a picture is known by its description; anything else is an object. */
  #frame(frame: XmlElement, boxes?: XmlElement[]): void {
    const box = childNamed(frame, "draw:text-box");
    if (box) {
      this.#gathering.note("textBox", allNamed(box, "text:p").map(textOf).join(" "));
      if (boxes) boxes.push(box);
      else this.blocks(elementsOf(box));
      return;
    }
    const described = childNamed(frame, "svg:desc") ?? childNamed(frame, "svg:title");
    this.#gathering.note(childNamed(frame, "draw:object") ? "object" : "image", described ? textOf(described) : "");
  }

  /** The words that a change removed are kept apart in this format, before the text. */
  #trackedChanges(element: XmlElement): void {
    for (const region of elementsOf(element)) {
      const removed = allNamed(region, "text:deletion")[0];
      if (removed) this.#gathering.note("deletion", allNamed(removed, "text:p").map(textOf).join(" "));
      else if (allNamed(region, "text:insertion").length > 0) this.#gathering.note("insertion", "");
    }
  }

  #list(list: XmlElement): void {
    const isNumbered = this.#styles.names(list.attributes.get("text:style-name")).some((name) => /num/i.test(name));
    if (isNumbered) this.#gathering.note("listNumbers", allNamed(list, "text:p").map(textOf).join(" "));
    this.blocks(elementsOf(list));
  }

  /** A column alone is a frame around paragraphs; otherwise each row is a paragraph. */
  #table(table: XmlElement): void {
    if (this.#afterOwn) {
      this.#gathering.line += allNamed(table, "text:p").length;
      return;
    }
    const rows = allNamed(table, "table:table-row");
    const cellsOf = (row: XmlElement) => elementsOf(row).filter(({ name }) => name === "table:table-cell");
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
    const texts = [...allNamed(cell, "text:p"), ...allNamed(cell, "text:h")].map((paragraph) => {
      this.#gathering.line += 1;
      return this.#words(paragraph, []).replace(/\s+/g, " ").trim();
    });
    return texts.filter((text) => text !== "").join(" ");
  }
}
