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

function refusal(bytes: Uint8Array): string {
  const reading = readDocx(bytes);
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
    expect(readDocx(file)).toMatchObject({
      blocks: [
        { line: 1, text: "Feuille de route", level: 0 },
        { line: 2, text: "Axe 1 : Prévenir", level: 1 },
        { line: 4, text: "Un texte gras", level: null },
        { line: 5, text: "Un point & <b>deux</b>", level: null },
        { line: 6, text: "A1-a Alimenter", level: 2 },
        { line: 7, text: "Cellule", level: null },
      ],
      findings: [{ line: 4, kind: "footnote", words: "Une note de bas de page." }],
    });
  });

  it("knows headings by their French names too", () => {
    const styles = `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="T2"><w:name w:val="Titre 2"/></w:style></w:styles>`;
    const rels =
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>';
    const xml = body('<w:p><w:pPr><w:pStyle w:val="T2"/></w:pPr><w:r><w:t>Soigner</w:t></w:r></w:p>');
    expect(readDocx(word(xml, { "word/styles.xml": styles, "word/_rels/document.xml.rels": rels }))).toMatchObject({
      blocks: [{ line: 1, text: "Soigner", level: 2 }],
    });
  });

  it("reads markup that was typed as text, and nothing else", () => {
    const xml = body(paragraph("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; l’été"));
    expect(readDocx(word(xml))).toMatchObject({
      blocks: [{ line: 1, text: "<script>alert(1)</script> &amp; l’été", level: null }],
    });
  });

  const findingsOf = (bytes: Uint8Array) => {
    const reading = readDocx(bytes);
    return "findings" in reading ? reading.findings.map(({ line, kind, words }) => [line, kind, words]) : reading;
  };
  const textsOf = (bytes: Uint8Array) => {
    const reading = readDocx(bytes);
    return "blocks" in reading ? reading.blocks.map(({ level, text }) => [level, text]) : reading;
  };
  const run = (text: string, properties = "") =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

  it("takes suggested insertions, leaves suggested deletions, hidden words and comments, and says so", () => {
    const comments = `<?xml version="1.0"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="4"><w:p><w:r><w:t>À revoir</w:t></w:r></w:p></w:comment></w:comments>`;
    const xml = body(
      `<w:p>${run("Un ")}<w:ins w:id="1">${run("nouveau ")}</w:ins><w:del w:id="2"><w:r><w:delText>ancien </w:delText></w:r></w:del>${run("texte")}${run(" caché", "<w:vanish/>")}<w:r><w:commentReference w:id="4"/></w:r></w:p>`,
    );
    const file = word(xml, { "word/comments.xml": comments });
    expect(textsOf(file)).toEqual([[null, "Un nouveau texte"]]);
    expect(findingsOf(file)).toEqual([
      [1, "insertion", "nouveau"],
      [1, "deletion", "ancien"],
      [1, "hidden", "caché"],
      [1, "comment", "À revoir"],
    ]);
  });

  it("writes the numbers that Word makes by itself, on headings too", () => {
    const numbering = `<?xml version="1.0"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Axe %1 :"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;
    const numbered = (text: string, list: number, level: number, style = "") =>
      `<w:p><w:pPr>${style}<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(text)}</w:p>`;
    const heading = '<w:pStyle w:val="Heading1"/>';
    const xml = body(
      numbered("Prévenir", 7, 0, heading) +
        numbered("Un point", 7, 1) +
        numbered("Autre point", 7, 1) +
        numbered("Soigner", 7, 0, heading) +
        numbered("Un point", 7, 1) +
        numbered("Une puce", 8, 0),
    );
    expect(textsOf(word(xml, { "word/numbering.xml": numbering }))).toEqual([
      [1, "Axe I : Prévenir"],
      [null, "I.1 Un point"],
      [null, "I.2 Autre point"],
      [1, "Axe II : Soigner"],
      [null, "II.1 Un point"],
      [null, "Une puce"],
    ]);
  });

  it("makes a paragraph of each row of a table, leaves pictures and contents, and doubts bold lines", () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const xml = body(
      `<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>${run("Sommaire 3")}</w:p>` +
        `<w:p>${run("Un intertitre", "<w:b/>")}</w:p>` +
        `<w:tbl><w:tr>${cell("Qui")}${cell("Quand")}</w:tr><w:tr>${cell("L’État")}${cell("2027")}</w:tr></w:tbl>` +
        `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" descr="Un schéma"/></wp:inline></w:drawing></w:r></w:p>`,
    );
    expect(textsOf(word(xml))).toEqual([
      [null, "Un intertitre"],
      [null, "Qui | Quand"],
      [null, "L’État | 2027"],
    ]);
    expect(findingsOf(word(xml))).toEqual([
      [1, "contents", "Sommaire 3"],
      [2, "boldLine", "Un intertitre"],
      [3, "table", "Qui | Quand"],
      [7, "image", "Un schéma"],
    ]);
  });

  it("knows its format whatever prefixes the file chose", () => {
    const xml = `<?xml version="1.0"?><d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>Soin &#233;t&#xe9;</d:t></d:r></d:p></d:body></d:document>`;
    expect(textsOf(word(xml))).toEqual([[null, "Soin été"]]);
  });

  it("refuses macros with a word of their own", () => {
    expect(refusal(word(body(paragraph("a")), { "word/vbaProject.bin": "x" }))).toBe("docxMacros");
  });

  it("reads 500 paragraphs in less than two seconds", () => {
    const start = cpuNow();
    const reading = readDocx(word(body(paragraph("Un texte ordinaire de quelques mots. ".repeat(10)).repeat(500))));
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
  ])("%s", (_, make, expected) => {
    const bytes = make();
    const [start, memory] = [cpuNow(), process.memoryUsage().rss];
    expect(refusal(bytes)).toBe(expected);
    expect(cpuNow() - start).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(200_000_000);
  });

  it("any byte changed gives an answer, never an exception", () => {
    const file = word(body(paragraph("Un texte")));
    for (let at = 0; at < file.length; at += 7) {
      const broken = Buffer.from(file);
      broken.writeUInt8((broken.readUInt8(at) + 101) % 256, at);
      expect(["read", "docxNotWord", "docxTooLarge", "docxEncrypted"]).toContain(refusal(broken));
    }
  });
});
