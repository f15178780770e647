import { deflateRawSync } from "node:zlib";
import {
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from "docx";
import { describe, expect, it } from "vitest";
import { cpuNow } from "../../test/fixtures/cpu-time.ts";
import { readDocx } from "./docx.ts";
import { storedZip } from "./zip.ts";

const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const RELS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const body = (inner: string) =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inner}</w:body></w:document>`;
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

const word = (documentXml: string, more: Record<string, string> = {}) =>
  storedZip(
    new Map(
      Object.entries({
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": documentXml,
        ...more,
      }).map(([name, text]) => [name, Buffer.from(text, "utf8")]),
    ),
  );

/** An archive whose one part is deflated, as a bomb is, with any announced size. */
function deflated(name: string, data: Buffer, announced = data.length): Buffer {
  const packed = deflateRawSync(data, { level: 9 });
  const zip = storedZip(new Map([[name, packed]]));
  const central = zip.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
  zip.writeUInt16LE(8, 8);
  zip.writeUInt32LE(announced, 22);
  zip.writeUInt16LE(8, central + 10);
  zip.writeUInt32LE(announced, central + 24);
  return zip;
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const reading = await readDocx(bytes);
  return "refusal" in reading ? reading.refusal : "read";
}

describe("a Word file", () => {
  it("gives its title, headings, paragraphs, list items and cells, with the number of each paragraph", async () => {
    const file = await Packer.toBuffer(
      new Document({
        footnotes: { 1: { children: [new Paragraph("Une note de bas de page.")] } },
        sections: [
          {
            children: [
              new Paragraph({ text: "Feuille de route", heading: HeadingLevel.TITLE }),
              new Paragraph({ text: "Axe 1 : Prévenir", heading: HeadingLevel.HEADING_1 }),
              new Paragraph(""),
              new Paragraph({
                children: [
                  new TextRun("Un texte "),
                  new TextRun({ text: "gras", bold: true }),
                  new FootnoteReferenceRun(1),
                ],
              }),
              new Paragraph({ text: "Un point & <b>deux</b>", bullet: { level: 0 } }),
              new Paragraph({ text: "A1-a Alimenter", heading: HeadingLevel.HEADING_2 }),
              new Table({
                rows: [new TableRow({ children: [new TableCell({ children: [new Paragraph("Cellule")] })] })],
              }),
            ],
          },
        ],
      }),
    );
    expect(await readDocx(file)).toEqual({
      blocks: [
        { line: 1, text: "Feuille de route", level: 0 },
        { line: 2, text: "Axe 1 : Prévenir", level: 1 },
        { line: 4, text: "Un texte gras", level: null },
        { line: 5, text: "Un point & <b>deux</b>", level: null },
        { line: 6, text: "A1-a Alimenter", level: 2 },
        { line: 7, text: "Cellule", level: null },
      ],
    });
  });

  it("knows headings by their French names too", async () => {
    const styles = `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="T2"><w:name w:val="Titre 2"/></w:style></w:styles>`;
    const rels =
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>';
    const xml = body('<w:p><w:pPr><w:pStyle w:val="T2"/></w:pPr><w:r><w:t>Soigner</w:t></w:r></w:p>');
    expect(await readDocx(word(xml, { "word/styles.xml": styles, "word/_rels/document.xml.rels": rels }))).toEqual({
      blocks: [{ line: 1, text: "Soigner", level: 2 }],
    });
  });

  it("reads markup that was typed as text, and nothing else", async () => {
    const xml = body(paragraph("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; l’été"));
    expect(await readDocx(word(xml))).toEqual({
      blocks: [{ line: 1, text: "<script>alert(1)</script> &amp; l’été", level: null }],
    });
  });

  it("reads 500 paragraphs in less than two seconds", async () => {
    const start = cpuNow();
    const reading = await readDocx(
      word(body(paragraph("Un texte ordinaire de quelques mots. ".repeat(10)).repeat(500))),
    );
    expect("blocks" in reading && reading.blocks.length).toBe(500);
    expect(cpuNow() - start).toBeLessThan(2_000);
  });
});

describe("a hostile file is refused in less than two seconds and 200 MB", () => {
  const overlapping = () => {
    const zip = word(body(paragraph("a")), { "word/styles.xml": "<a/>", "word/numbering.xml": "<a/>" });
    const last = zip.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    const beforeLast = zip.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"), last - 1);
    zip.writeUInt32LE(zip.readUInt32LE(beforeLast + 42), last + 42);
    return zip;
  };
  const manyEntries = () => {
    const zip = word(body(paragraph("a")));
    zip.writeUInt16LE(65_535, zip.length - 12);
    return zip;
  };
  const encrypted = () => {
    const zip = word(body(paragraph("a")));
    const central = zip.indexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    zip.writeUInt16LE(1, central + 8);
    return zip;
  };
  const nest = (depth: number) =>
    body(`${"<w:sdt><w:sdtContent>".repeat(depth)}${"</w:sdtContent></w:sdt>".repeat(depth)}`);
  const entities = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(1000)}">]>${body(paragraph("&b;"))}`;
  const external = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${body(paragraph("&x;"))}`;

  it.each([
    ["a bomb", () => deflated("word/document.xml", Buffer.alloc(500_000_000)), "docxTooLarge"],
    [
      "a bomb that announces ten bytes",
      () => deflated("word/document.xml", Buffer.alloc(50_000_000), 10),
      "docxTooLarge",
    ],
    [
      "a bomb under the limit of size",
      () => deflated("word/document.xml", Buffer.alloc(9_000_000, "<a/>")),
      "docxTooLarge",
    ],
    ["a file over the limit", () => Buffer.alloc(20_000_001), "docxTooLarge"],
    ["entries beyond number", manyEntries, "docxTooLarge"],
    ["overlapping entries", overlapping, "docxNotWord"],
    ["a nest of tags", () => word(nest(50_000)), "docxTooLarge"],
    ["paragraphs beyond number", () => word(body("<w:p/>".repeat(160_000))), "docxTooLarge"],
    ["entities that multiply", () => word(entities), "docxNotWord"],
    ["an entity that reads a file", () => word(external), "docxNotWord"],
    ["encryption", encrypted, "docxEncrypted"],
    ["an old or protected Word file", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), "docxEncrypted"],
    ["another archive", () => storedZip(new Map([["../../etc/passwd", Buffer.from("x")]])), "docxNotWord"],
    ["a cut file", () => word(body(paragraph("a"))).subarray(0, 300), "docxNotWord"],
    ["broken XML", () => word("<w:document><w:body>"), "docxNotWord"],
    ["noise", () => Buffer.from("PK\u0003\u0004 rien"), "docxNotWord"],
    ["nothing", () => Buffer.alloc(0), "docxNotWord"],
  ])("%s", async (_, make, expected) => {
    const bytes = make();
    const [start, memory] = [cpuNow(), process.memoryUsage().rss];
    expect(await refusal(bytes)).toBe(expected);
    expect(cpuNow() - start).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(200_000_000);
  });

  it("any byte changed gives an answer, never an exception", async () => {
    const file = word(body(paragraph("Un texte")));
    for (let at = 0; at < file.length; at += 7) {
      const broken = Buffer.from(file);
      broken.writeUInt8((broken.readUInt8(at) + 101) % 256, at);
      expect(["read", "docxNotWord", "docxTooLarge", "docxEncrypted"]).toContain(await refusal(broken));
    }
  });
});
