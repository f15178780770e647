import mammoth from "mammoth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { urls } from "#kernel/urls.ts";
import { makePdf } from "#platform/typst.ts";
import { parseXml } from "#platform/xml.ts";
import { readZip } from "#platform/zip.ts";
import { pdfFacts } from "../../../test/fixtures/pdf.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const at = { document: ESSAI.document, edition: 1 };
const fileOf = (format: string, lang: "fr" | "en" = "fr") =>
  urls.editionFile(lang, { ...at, file: `edition.${format}` });
const bytesOf = async (address: string) => new Uint8Array(await (await house.fetch(address)).arrayBuffer());
const LIMITS = { archive: 1e7, entries: 100, inflated: 1e7, ratio: 1e4 };

describe("the PDF of an edition", () => {
  it("is tagged for assistive tools, with its title, its language, its headings and its address", async () => {
    const response = await house.fetch(fileOf("pdf"));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="texte-essai-edition-1-fr.pdf"');
    const facts = pdfFacts(new Uint8Array(await response.arrayBuffer()));
    expect(facts).toMatchObject({
      isTagged: true,
      showsTitle: true,
      language: "fr",
      universalAccess: "1",
      title: "Texte d’essai",
      author: "L’autorité d’essai",
      hasOutline: true,
    });
    for (const role of ["Document", "H1", "H2", "P", "TOC", "TOCI", "Link"]) expect(facts.roles).toContain(role);
    expect(facts.links).toContain(`http://jalon.test${urls.edition("fr", at)}`);
    expect([...facts.fonts].join(" ")).toContain("PublicSans");
  });

  it("is made once for fifty people who ask at once, and is the same to the byte when made again", async () => {
    await house.sql`delete from office.file`;
    const all = await Promise.all(Array.from({ length: 50 }, () => bytesOf(fileOf("pdf"))));
    const [first] = all;
    expect(all.every((one) => Buffer.compare(one, first ?? new Uint8Array()) === 0)).toBe(true);
    const made = await house.sql<{ madeAt: Date }[]>`select made_at as "madeAt" from office.file`;
    expect(made).toHaveLength(1);
    await house.sql`delete from office.file`;
    expect(Buffer.compare(await bytesOf(fileOf("pdf")), first ?? new Uint8Array())).toBe(0);
  });

  it("is not sent again to a browser that holds it", async () => {
    const etag = (await house.fetch(fileOf("pdf"))).headers.get("etag") ?? "";
    const again = await house.fetch(fileOf("pdf"), { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect((await house.fetch(fileOf("pdf", "en"))).headers.get("etag")).not.toBe(etag);
  });

  it("exists only for what may be read", async () => {
    for (const address of [
      urls.editionFile("fr", { ...at, file: "edition.exe" }),
      urls.editionFile("fr", { ...at, edition: 2, file: "edition.pdf" }),
      urls.editionFile("fr", { ...at, document: "autre", file: "edition.pdf" }),
    ])
      expect((await house.fetch(address)).status).toBe(404);
    await house.sql`update processes.phase_circle set may_read = false`;
    expect((await house.fetch(fileOf("pdf"))).status).toBe(404);
    await house.sql`update processes.phase_circle set may_read = true`;
  });
});

describe("where a PDF cannot be had", () => {
  it("says so when too many are asked for at once, and leads to the same words", async () => {
    await house.sql`delete from office.file`;
    const template = "#set document(title: [mot])\n#lorem(json(bytes(sys.inputs.data)))";
    const words = Array.from({ length: 20 }, (_, index) => (index === 0 ? 60_000 : 1));
    const many = words.map((data) => makePdf({ template, data, createdAt: new Date(0) }));
    const response = await house.fetch(fileOf("pdf"));
    await Promise.all(many);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("60");
    const html = await response.text();
    expect(html).toContain("Trop de PDF sont demandés en même temps");
    expect(html).toContain(`href="${urls.editionWhole("fr", at)}"`);
    expect(html).toContain(`href="${fileOf("docx")}"`);
    expect((await house.fetch(fileOf("pdf"))).status).toBe(200);
  });
});

describe("the Word file of an edition", () => {
  it("is read back with the same headings, numbers and words", async () => {
    const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(await bytesOf(fileOf("docx"))) });
    expect(messages.filter(({ type }) => type === "error")).toEqual([]);
    const headings = [...value.matchAll(/<h([1-6])>(?:<a [^>]*><\/a>)*([^<]*)/g)].map(([, level, text]) => [
      level,
      text,
    ]);
    expect(headings).toContainEqual(["1", "Axe 1 – Axe premier"]);
    expect(headings).toContainEqual(["2", "Objectif A1-a – Objectif un a"]);
    expect(value).toContain(
      "<strong>A1-a.1 </strong>Les professionnels versent les documents utiles, de façon courante et sans double saisie.",
    );
  });
});

describe("files for office programs", () => {
  const partsOf = async (format: string) => readZip(Buffer.from(await bytesOf(fileOf(format))), () => true, LIMITS);
  const limits = { budget: { elements: 50_000 }, depth: 100, prefixes: new Map<string, string>() };

  it("hold only well-formed parts, each with its type", async () => {
    for (const format of ["docx", "odt"])
      for (const [name, bytes] of await partsOf(format))
        if (name !== "mimetype") expect(parseXml(bytes.toString("utf8"), limits).name).not.toBe("");
    const docx = await partsOf("docx");
    const types = docx.get("[Content_Types].xml")?.toString("utf8") ?? "";
    for (const name of docx.keys())
      expect(name === "[Content_Types].xml" || /\.rels$/.test(name) || types.includes(`PartName="/${name}"`)).toBe(
        true,
      );
    const manifest = (await partsOf("odt")).get("META-INF/manifest.xml")?.toString("utf8") ?? "";
    for (const name of ["content.xml", "styles.xml", "meta.xml"]) expect(manifest).toContain(`full-path="${name}"`);
  });

  it("lead from their contents to each heading, and carry language, address, edition and numbers of pages", async () => {
    const docx = await partsOf("docx");
    const body = docx.get("word/document.xml")?.toString("utf8") ?? "";
    const marks = [...body.matchAll(/<w:bookmarkStart w:id="\d+" w:name="([^"]+)"/g)].map(([, name]) => name);
    expect(marks.length).toBe(7);
    expect(marks.every((name) => /^[A-Za-z]\w*$/.test(name ?? ""))).toBe(true);
    expect([...body.matchAll(/w:anchor="([^"]+)"/g)].map(([, name]) => name)).toEqual(marks);
    expect(body).toContain(" TOC ");
    expect(docx.get("word/styles.xml")?.toString("utf8")).toContain('w:lang w:val="fr-FR"');
    expect(docx.get("word/header.xml")?.toString("utf8")).toContain("Texte d’essai – édition 1 (Projet)");
    const foot = docx.get("word/footer.xml")?.toString("utf8") ?? "";
    for (const part of [`http://jalon.test${urls.edition("fr", at)}`, " PAGE ", " NUMPAGES "])
      expect(foot).toContain(part);
    const styles = (await partsOf("odt")).get("styles.xml")?.toString("utf8") ?? "";
    for (const part of ['fo:language="fr"', "<text:page-number", "<text:page-count", "édition 1 (Projet)"])
      expect(styles).toContain(part);
  });
});

describe("the OpenDocument file of an edition", () => {
  it("names its format first, undeflated, and holds the same words", async () => {
    const bytes = Buffer.from(await bytesOf(fileOf("odt")));
    expect(bytes.toString("latin1", 30, 77)).toBe("mimetypeapplication/vnd.oasis.opendocument.text");
    const content = readZip(bytes, (name) => name === "content.xml", LIMITS)
      .get("content.xml")
      ?.toString("utf8");
    expect(content).toContain('text:outline-level="2"');
    expect(content).toContain("Objectif A1-a – Objectif un a");
    expect(content).toContain("Les images aussi.");
  });
});
