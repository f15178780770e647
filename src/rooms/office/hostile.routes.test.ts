import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import mammoth from "mammoth";
import { afterAll, describe, expect, it } from "vitest";
import { readOdt } from "#platform/odt.ts";
import { makePdf } from "#platform/typst.ts";
import { hostileNames, hostileText } from "../../../test/fixtures/hostile-texts.ts";
import { pdfFacts } from "../../../test/fixtures/pdf.ts";
import { fileOf } from "./make-file.actions.ts";
import { type Paper, printable } from "./paper.rules.ts";

const folder = mkdtempSync(path.join(tmpdir(), "jalon-office-"));
afterAll(() => rmSync(folder, { recursive: true }));

const cases = (name: string): string[] => {
  const read = JSON.parse(readFileSync(`test/fixtures/hostile/${name}.json`, "utf8")) as {
    readonly cases: readonly (string | { readonly s?: string })[];
  };
  return read.cases.map((one) => (typeof one === "string" ? one : (one.s ?? "")));
};

const TYPST = [
  '#eval("1+1") #sys.version #read("/etc/passwd")',
  "$x^2$ \\ #let x = 1 *gras* _penché_ `brut` <repère> @renvoi [ ] { } // fin /* */",
  '#import "@preview/x:1.0.0": *\n= Titre\n- liste\n+ liste\n/ terme: sens',
  '"; #panic("x") //',
  "</w:t></w:r><w:r><w:instrText> DDEAUTO c:\\\\calc.exe </w:instrText></w:r>",
  "</text:p><office:script/><text:p>",
  "]]> <![CDATA[ <!DOCTYPE x> &amp; &#x0; &lt;",
];
const SCRIPTS = [
  "Été, cœur, naïveté, Ÿ, « » – — ’ … € n° 1ᵉʳ",
  "שלום עולם",
  "مرحبا بالعالم",
  "Ελληνικά, русский",
  "中文字",
  "👨‍👩‍👧 😀 ✔ →",
  "\ue000 \u{f0000}",
];
const LONG = ["mot ".repeat(2_500).trim(), "x".repeat(10_000), ...hostileNames.map((name) => hostileText(name, 400))];
const ALL = [...TYPST, ...SCRIPTS, ...cases("unicode_abuse"), ...cases("csv_injection"), ...LONG].filter(
  (text) => text.trim() !== "",
);

const paper = (texts: readonly string[]): Paper => ({
  lang: "fr",
  title: texts[0] ?? "",
  titleLang: "fr",
  subtitle: texts[1] ?? null,
  author: "Auteur & <fils>",
  description: "d",
  header: texts[2] ?? "",
  address: "https://exemple.fr/?a=1&b=2",
  facts: [{ term: "Note :", spans: [{ text: texts[3] ?? "" }] }],
  blocks: texts.flatMap((text, index) => [
    { kind: "heading" as const, level: 1, text: `Partie ${index}` },
    { kind: "paragraph" as const, number: `${index}.1`, spans: [{ text }, { text, mark: "added" as const }] },
    { kind: "table" as const, caption: text.slice(0, 50), head: ["a", "b"], rows: [[text.slice(0, 200), "c"]] },
  ]),
  words: { contents: "Sommaire", page: "page", of: "sur" },
});
const DATE = new Date("2026-03-01T12:00:00Z");

describe("whatever people wrote is shown as words", () => {
  it("in a PDF that stays accessible", { timeout: 60_000 }, async () => {
    const pdf = await fileOf(paper(ALL), "pdf", DATE);
    expect(pdfFacts(pdf)).toMatchObject({ isTagged: true, universalAccess: "1", title: printable(TYPST[0] ?? "") });
  });

  it("in a PDF that is the same to the byte, programs included", async () => {
    const [pdf, again] = [await fileOf(paper(TYPST), "pdf", DATE), await fileOf(paper(TYPST), "pdf", DATE)];
    expect(Buffer.compare(pdf, again)).toBe(0);
    expect(pdfFacts(pdf)).toMatchObject({ isTagged: true, title: printable(TYPST[0] ?? "") });
  });

  it("in a Word file that is read back", async () => {
    const bytes = await fileOf(paper(ALL), "docx", DATE);
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    for (const text of TYPST) for (const line of printable(text).split("\n")) expect(value).toContain(line);
    expect(Buffer.compare(bytes, await fileOf(paper(ALL), "docx", DATE))).toBe(0);
  });

  it("in an OpenDocument file that we read back", async () => {
    const reading = readOdt(await fileOf(paper(ALL), "odt", DATE));
    if ("refusal" in reading) throw new Error(reading.refusal);
    const words = reading.blocks.map(({ text }) => text).join("\n");
    for (const text of [...TYPST, ...SCRIPTS]) expect(words).toContain(printable(text).replace(/\s+/g, " ").trim());
  });
});

describe("the typesetter", () => {
  it("draws every letter of French in our own font", async () => {
    const french = "aàâæbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyÿz";
    const signs = "0123456789 «»“”‘’'\"()[]{}.,;:!?…–—-/\\@#&%€°§+=×÷½²³\u00a0\u202f";
    const text = `${french} ${french.toUpperCase()} ${signs}`;
    const drawn = pdfFacts(await fileOf(paper([text]), "pdf", DATE));
    expect([...drawn.fonts].filter((font) => !font?.startsWith("PublicSans"))).toEqual([]);
  });

  it("says why it refuses a template, and goes on", async () => {
    await expect(makePdf({ template: "#panic()", data: {}, createdAt: DATE })).rejects.toThrow(/panic/);
    await expect(fileOf(paper(["mot"]), "pdf", DATE)).resolves.toBeInstanceOf(Uint8Array);
  });

  it("makes wait only so many", async () => {
    const asked = Array.from({ length: 60 }, (_, index) => fileOf(paper([`mot ${index}`]), "pdf", DATE));
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === "fulfilled").length).toBe(20);
    expect(answers.filter(({ status }) => status === "rejected").length).toBe(40);
  });
});
