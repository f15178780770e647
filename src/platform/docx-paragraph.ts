import { isOn } from "./docx-styles.ts";
import type { Gathering } from "./text-file.ts";
import { allNamed, childNamed, elementsOf, textOf, type XmlElement } from "./xml.ts";

/** What the other parts of the file say, by id. */
export type DocxNotes = {
  readonly footnotes: ReadonlyMap<string, string>;
  readonly endnotes: ReadonlyMap<string, string>;
  readonly comments: ReadonlyMap<string, string>;
  readonly links: ReadonlyMap<string, string>;
};

/** The words of one paragraph, and whether all are bold. */
export type ParagraphWords = { readonly text: string; readonly isBold: boolean; readonly boxes: readonly XmlElement[] };

const TRANSPARENT = [
  "w:smartTag",
  "w:sdt",
  "w:sdtContent",
  "w:fldSimple",
  "w:customXml",
  "w:dir",
  "w:bdo",
  "mc:Choice",
  "w:ins",
  "w:moveTo",
];
const SIGNS: Readonly<Record<string, string>> = { "w:tab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "\u2011" };

/** Reads paragraphs one after the other; a field may begin in one and end in another. */
export class DocxParagraphs {
  readonly #notes: DocxNotes;
  readonly #gathering: Gathering;
  readonly #fields: string[] = [];
  /** First words of a table of contents that a field makes, whatever the style of its paragraphs. */
  contents = "";

  constructor(notes: DocxNotes, gathering: Gathering) {
    this.#notes = notes;
    this.#gathering = gathering;
  }

  /** Inside a table of contents that Word makes by itself. */
  get isInContents(): boolean {
    return this.#fields.some((code) => /^\s*TOC\b/.test(code));
  }

  read(paragraph: XmlElement): ParagraphWords {
    const found = { text: "", plain: 0, boxes: [] as XmlElement[] };
    this.#walk(elementsOf(paragraph), found);
    return { text: found.text, isBold: found.text.trim() !== "" && found.plain === 0, boxes: found.boxes };
  }

  #walk(children: readonly XmlElement[], found: { text: string; plain: number; boxes: XmlElement[] }): void {
    for (const child of children) {
      const { name } = child;
      if (name === "w:r") this.#run(child, found);
      else if (name === "w:hyperlink") this.#link(child, found);
      else if (name === "w:del" || name === "w:moveFrom") this.#gathering.note("deletion", deletedText(child));
      else if (name.startsWith("m:")) this.#gathering.note("equation", textOf(child));
      else if (name === "mc:AlternateContent") {
        const choice = childNamed(child, "mc:Choice");
        if (choice) this.#walk([choice], found);
      } else if (TRANSPARENT.includes(name)) {
        const before = found.text.length;
        this.#walk(elementsOf(child), found);
        const added = found.text.slice(before);
        if ((name === "w:ins" || name === "w:moveTo") && added.trim() !== "") this.#gathering.note("insertion", added);
      }
    }
  }

  #link(element: XmlElement, found: { text: string; plain: number; boxes: XmlElement[] }): void {
    const before = found.text.length;
    this.#walk(elementsOf(element), found);
    const words = found.text.slice(before).trim();
    const target = this.#notes.links.get(element.attributes.get("r:id") ?? "");
    if (this.isInContents || !target || !/^https?:/i.test(target) || words === target) return;
    found.text += ` (${target})`;
    this.#gathering.note("link", `${words} – ${target}`);
  }

  #run(run: XmlElement, found: { text: string; plain: number; boxes: XmlElement[] }): void {
    const properties = childNamed(run, "w:rPr");
    const isHidden = isOn(childNamed(properties, "w:vanish"));
    const before = found.text.length;
    for (const child of elementsOf(run)) this.#piece(child, found);
    const added = found.text.slice(before);
    if (isHidden) {
      found.text = found.text.slice(0, before);
      if (added.trim() !== "") this.#gathering.note("hidden", added);
    } else if (added.trim() !== "" && !isOn(childNamed(properties, "w:b"))) found.plain += 1;
  }

  #piece(child: XmlElement, found: { text: string; plain: number; boxes: XmlElement[] }): void {
    const { footnotes, endnotes, comments } = this.#notes;
    const id = child.attributes.get("w:id") ?? "";
    switch (child.name) {
      case "w:t":
        if (!this.isInContents) found.text += textOf(child);
        else if (this.contents === "") this.contents = textOf(child);
        return;
      case "w:fldChar":
        this.#field(child.attributes.get("w:fldCharType"));
        return;
      case "w:instrText":
        if (this.#fields.length > 0) this.#fields.push(`${this.#fields.pop()}${textOf(child)}`);
        return;
      case "w:footnoteReference":
        this.#gathering.note("footnote", footnotes.get(id) ?? "");
        return;
      case "w:endnoteReference":
        this.#gathering.note("footnote", endnotes.get(id) ?? "");
        return;
      case "w:commentReference":
        this.#gathering.note("comment", comments.get(id) ?? "");
        return;
      case "w:object":
        this.#gathering.note("object", "");
        return;
      case "w:drawing":
      case "w:pict":
        this.#drawing(child, found.boxes);
        return;
      case "mc:AlternateContent":
        for (const one of elementsOf(childNamed(child, "mc:Choice") ?? child)) this.#piece(one, found);
        return;
      default:
        found.text += SIGNS[child.name] ?? "";
    }
  }

  #field(type: string | undefined): void {
    if (type === "begin") this.#fields.push("");
    else if (type === "end") this.#fields.pop();
  }

  /** A text box holds paragraphs; anything else drawn is a picture, known by its description. */
  #drawing(drawing: XmlElement, boxes: XmlElement[]): void {
    const held = allNamed(drawing, "w:txbxContent");
    if (held.length > 0) boxes.push(...held);
    else this.#gathering.note("image", allNamed(drawing, "wp:docPr")[0]?.attributes.get("descr") ?? "");
  }
}

function deletedText(element: XmlElement): string {
  const named = allNamed(element, "w:delText");
  return (named.length > 0 ? named : allNamed(element, "w:t")).map(textOf).join("");
}
