import mammoth from "mammoth";
import sanitizeHtml from "sanitize-html";
import { readZip, storedZip, type ZipLimits, ZipRefused } from "./zip.ts";

/** A heading (level 1 to 6, 0 for the title of the document) or a paragraph; `line` is its number in the file. */
export type DocxBlock = { readonly line: number; readonly text: string; readonly level: number | null };

export type DocxReading =
  | { readonly blocks: readonly DocxBlock[] }
  | { readonly refusal: "docxNotWord" | "docxTooLarge" | "docxEncrypted" };

/**
 * A text of 4 million characters is a 4 to 10 MB `document.xml` and takes about 100 MB while it is read. Ordinary Word
 * files deflate 5 to 30 times, very repetitive ones 100; bombs start at 1,000.
 */
const DOCX_LIMITS: ZipLimits & { readonly depth: number; readonly elements: number } = {
  archive: 20_000_000,
  entries: 3_000,
  inflated: 10_000_000,
  ratio: 250,
  depth: 100,
  // Each takes about 12 µs and a few kB while it is read: a file full of tags costs more than one full of words.
  elements: 80_000,
};

/** The parts that hold words and their styles. Pictures, embedded files and macros are never inflated. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/_rels\/document\.xml\.rels|word\/(?:document|styles|numbering|footnotes|endnotes)\.xml)$/;

const STYLES = [
  "p[style-name='Title'] => header:fresh",
  "p[style-name='Titre'] => header:fresh",
  ...[1, 2, 3, 4, 5, 6].map((level) => `p[style-name='Titre ${level}'] => h${level}:fresh`),
];

/** The headings and paragraphs of a Word file, as plain text, or why it is refused. Whatever it holds, it runs nothing. */
export async function readDocx(bytes: Uint8Array): Promise<DocxReading> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // An OLE container: a password-protected .docx, or the .doc of before 2007.
  if (archive.subarray(0, 4).toString("hex") === "d0cf11e0") return { refusal: "docxEncrypted" };
  try {
    const parts = readZip(archive, (name) => WANTED.test(name), DOCX_LIMITS);
    if (!parts.has("word/document.xml")) return { refusal: "docxNotWord" };
    let elements = 0;
    for (const part of parts.values()) elements += countElements(part.toString("utf8"));
    if (elements > DOCX_LIMITS.elements) return { refusal: "docxTooLarge" };
    const { value } = await mammoth.convertToHtml(
      { buffer: storedZip(parts) },
      {
        styleMap: STYLES,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        ignoreEmptyParagraphs: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
      },
    );
    return { blocks: blocksOf(strict(value)) };
  } catch (error) {
    if (!(error instanceof ZipRefused)) return { refusal: "docxNotWord" };
    const refusals = { tooLarge: "docxTooLarge", encrypted: "docxEncrypted", notAnArchive: "docxNotWord" } as const;
    return { refusal: refusals[error.reason] };
  }
}

/**
 * Number of elements of a part, before any of them is built. A document type is refused, as its entities multiply or fetch
 * files, and so is a nest that would exhaust the stack.
 */
function countElements(xml: string): number {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml) || xml.includes("\0")) throw new ZipRefused("notAnArchive");
  let [depth, count] = [0, 0];
  for (const [tag] of xml.matchAll(/<[/!?]?[^<>]*>/g)) {
    if (tag.startsWith("</")) depth -= 1;
    else {
      count += 1;
      if (!tag.endsWith("/>") && !/^<[!?]/.test(tag)) depth += 1;
    }
    if (depth > DOCX_LIMITS.depth) throw new ZipRefused("tooLarge");
  }
  return count;
}

const HEADINGS = ["header", "h1", "h2", "h3", "h4", "h5", "h6"];

/** Only the tags that say where a block begins and what it is, and links, all without attributes. Notes are left out. */
function strict(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...HEADINGS, "p", "li", "br", "a"],
    allowedAttributes: {},
    exclusiveFilter: ({ tag, attribs }) =>
      (tag === "li" && /^(?:foot|end)note-/.test(attribs.id ?? "")) ||
      (tag === "a" && /note-ref-/.test(attribs.id ?? "")),
  });
}

/** The HTML is our own by now: bare tags and text with four escapes. */
function blocksOf(html: string): DocxBlock[] {
  const blocks: DocxBlock[] = [];
  let open: { tag: string; text: string } | null = null;
  let line = 0;
  const close = () => {
    const text = open === null ? "" : unescaped(open.text).replace(/\s+/g, " ").trim();
    const level = HEADINGS.indexOf(open?.tag ?? "");
    if (open !== null && (text !== "" || level >= 0)) blocks.push({ line, text, level: level < 0 ? null : level });
    open = null;
  };
  for (const [piece] of html.matchAll(/<[^<>]*>|[^<]+/g)) {
    const tag = /^<([a-z][a-z0-9]*)/.exec(piece)?.[1];
    if (tag === "a" || piece === "</a>") continue;
    if (tag === "br" && open !== null) open.text += " ";
    else if (tag !== undefined || piece.startsWith("</")) {
      close();
      if (tag !== undefined && tag !== "br") {
        open = { tag, text: "" };
        line += 1;
      }
    } else if (open !== null) open.text += piece;
  }
  close();
  return blocks;
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
