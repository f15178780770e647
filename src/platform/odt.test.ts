import { describe, expect, it } from "vitest";
import { readOdt } from "./odt.ts";
import { deflatedZip, storedZip } from "./zip.ts";

const SPACES = [
  ["office", "office"],
  ["text", "text"],
  ["table", "table"],
  ["style", "style"],
  ["draw", "drawing"],
  ["svg", "svg-compatible"],
]
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:xlink="http://www.w3.org/1999/xlink"')
  .join(" ");
const content = (inner: string, styles = "") =>
  `<?xml version="1.0"?><office:document-content ${SPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${inner}</office:text></office:body></office:document-content>`;

const file = (xml: string, more: Record<string, string> = {}) => {
  const parts = { mimetype: "application/vnd.oasis.opendocument.text", "content.xml": xml, ...more };
  return storedZip(new Map(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text, "utf8")])));
};
const read = (bytes: Uint8Array) => {
  const reading = readOdt(bytes);
  if ("refusal" in reading) throw new Error(reading.refusal);
  return {
    texts: reading.blocks.map(({ level, text }) => [level, text]),
    findings: reading.findings.map(({ line, kind, words }) => [line, kind, words]),
  };
};

describe("an OpenDocument text", () => {
  it("gives its title, its headings, its paragraphs and the items of its lists", () => {
    const styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>';
    const xml = content(
      `<text:p text:style-name="P1">Feuille de route</text:p><text:h text:outline-level="1">Axe 1</text:h><text:section><text:p>Un<text:s text:c="3"/>texte <text:span>en gras</text:span><text:line-break/>suite</text:p></text:section><text:list><text:list-item><text:p>Un point &amp; &lt;b&gt;</text:p></text:list-item></text:list><text:h text:outline-level="2">Objectif 1.1</text:h>`,
      styles,
    );
    expect(read(file(xml)).texts).toEqual([
      [0, "Feuille de route"],
      [1, "Axe 1"],
      [null, "Un texte en gras suite"],
      [null, "Un point & <b>"],
      [2, "Objectif 1.1"],
    ]);
  });

  it("says what it did not take, and where", () => {
    const xml = content(
      `<text:tracked-changes><text:changed-region><text:deletion><text:p>ancien</text:p></text:deletion></text:changed-region></text:tracked-changes><text:table-of-content><text:index-body><text:p>Sommaire</text:p></text:index-body></text:table-of-content><text:p>Un texte<text:note><text:note-body><text:p>Une note</text:p></text:note-body></text:note><office:annotation><text:p>À revoir</text:p></office:annotation> <text:a xlink:href="https://exemple.fr">lien</text:a></text:p><text:p><draw:frame><draw:image/><svg:desc>Un schéma</svg:desc></draw:frame></text:p><table:table><table:table-row><table:table-cell><text:p>Qui</text:p></table:table-cell><table:table-cell><text:p>Quand</text:p></table:table-cell></table:table-row></table:table>`,
    );
    expect(read(file(xml))).toEqual({
      texts: [
        [null, "Un texte lien (https://exemple.fr)"],
        [null, "Qui | Quand"],
      ],
      findings: [
        [1, "deletion", "ancien"],
        [1, "contents", "Sommaire"],
        [2, "footnote", "Une note"],
        [2, "comment", "À revoir"],
        [2, "link", "lien – https://exemple.fr"],
        [3, "image", "Un schéma"],
        [4, "table", "Qui | Quand"],
      ],
    });
  });
});

describe("a hostile file is refused", () => {
  const manifest =
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
  const doctype = (body: string) => content("<text:p>&x;</text:p>").replace("?>", `?><!DOCTYPE d [${body}]>`);
  it.each([
    [
      "another format",
      () => file(content(""), { mimetype: "application/vnd.oasis.opendocument.spreadsheet" }),
      "odtNotText",
    ],
    ["a spreadsheet that says it is a text", () => file("<office:document-content/>"), "odtNotText"],
    ["a password", () => file(content(""), { "META-INF/manifest.xml": manifest }), "odtEncrypted"],
    ["macros", () => file(content(""), { "Basic/Standard/Module1.xml": "<x/>" }), "odtMacros"],
    ["an entity that reads a file", () => file(doctype('<!ENTITY x SYSTEM "file:///etc/passwd">')), "odtNotText"],
    [
      "entities that multiply",
      () => file(doctype(`<!ENTITY a "ha"><!ENTITY x "${"&a;".repeat(1_000)}">`)),
      "odtNotText",
    ],
    [
      "a nest of tags",
      () => file(content(`${"<text:section>".repeat(50_000)}${"</text:section>".repeat(50_000)}`)),
      "odtTooLarge",
    ],
    ["paragraphs beyond number", () => file(content("<text:p/>".repeat(160_000))), "odtTooLarge"],
    [
      "a bomb",
      () =>
        deflatedZip(
          new Map([
            ["mimetype", Buffer.from("application/vnd.oasis.opendocument.text")],
            ["content.xml", Buffer.alloc(100_000_000)],
          ]),
        ),
      "odtTooLarge",
    ],
    ["noise", () => Buffer.from("PK\u0003\u0004 rien"), "odtNotText"],
    ["nothing", () => Buffer.alloc(0), "odtNotText"],
  ])("%s", (_, make, expected) => {
    expect(readOdt(make())).toEqual({ refusal: expected });
  });

  it("any byte changed gives an answer, never an exception", () => {
    const sound = file(content("<text:p>Un texte</text:p>"));
    for (let at = 0; at < sound.length; at += 7) {
      const broken = Buffer.from(sound);
      broken.writeUInt8((broken.readUInt8(at) + 101) % 256, at);
      expect(() => readOdt(broken)).not.toThrow();
    }
  });
});
