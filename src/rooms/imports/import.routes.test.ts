import { readFileSync } from "node:fs";
import { Document, HeadingLevel, Packer, Paragraph } from "docx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { urls } from "#kernel/urls.ts";
import { readZip, storedZip } from "#platform/zip.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { parseSource, toYaml } from "./import-source.rules.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const page = urls.teamImport("fr");
const seedText = (name: string) => readFileSync(new URL(`../../../db/seed/${name}`, import.meta.url), "utf8");
const doctrine = seedText("doctrine.yaml");

type Editor = Awaited<ReturnType<TestHouse["as"]>>;

/** Sends the form of the last page with a file, as a browser does. */
async function upload(editor: Editor, file: File): Promise<{ status: number; html: string }> {
  const csrf = /name="csrf" value="([^"]+)"/.exec(await editor.get(page))?.[1] ?? "";
  const body = new FormData();
  for (const [name, value] of Object.entries({ csrf, step: "preview", format: "yaml", text: "" }))
    body.set(name, value);
  body.set("file", file);
  const response = await editor.request(page, { method: "POST", body, headers: { origin: "http://jalon.test" } });
  return { status: response.status, html: await response.text() };
}

describe("importing a text", () => {
  it("checks first, writes nothing, then creates and publishes a first edition", async () => {
    const editor = await house.as("editor");
    await editor.get(page);
    await editor.submit({ text: doctrine, format: "yaml" });
    expect(editor.status).toBe(200);
    expect(editor.html).toContain("Ce texte est nouveau");
    expect(await house.sql`select from documents.document where slug = 'doctrine-numerique-en-sante'`).toHaveLength(0);
    await editor.submit({ publish: "yes" });
    expect(editor.html).toContain("L’édition est publiée.");
    expect(editor.html).toContain(urls.edition("fr", { document: "doctrine-numerique-en-sante", edition: 4 }));
    expect(editor.html).toContain("L’administration peut le faire");
    const [entry] = await house.sql<{ role: string }[]>`
      select acting_role as role from journal.entry where kind = 'edition.published'`;
    expect(entry?.role).toBe("editor");
  });

  it("imports nothing twice", async () => {
    const editor = await house.as("editor");
    await editor.get(page);
    await editor.submit({ text: doctrine, format: "yaml" });
    expect(editor.html).toContain("il n’y a rien à importer");
  });

  it("shows the differences with the published edition, and never writes over a draft by surprise", async () => {
    const editor = await house.as("administrator");
    const text = doctrine.replace("publiés et testés", "publiés, testés et <em libres");
    await editor.get(page);
    await editor.submit({ text, format: "yaml" });
    expect(editor.html).toContain("Ce texte existe");
    expect(editor.html).toMatch(/<ins/);
    expect(editor.html).not.toContain("<em libres");
    await editor.submit({});
    const drafts = () => house.sql<{ number: number }[]>`select number from documents.edition where state = 'draft'`;
    expect(await drafts()).toMatchObject([{ number: 5 }]);
    await editor.get(page);
    await editor.submit({ text, format: "yaml" });
    expect(editor.html).toContain("est déjà en préparation");
    await editor.submit({});
    expect(editor.status).toBe(422);
    expect(await drafts()).toHaveLength(1);
  });

  it("says what is wrong line by line, and loses nothing of what was typed", async () => {
    const editor = await house.as("editor");
    await editor.get(page);
    const text = doctrine.replace('published_on: "2023-02"', 'published_on: "février"').replace("kind:", "knid:");
    await editor.submit({ text, format: "yaml", document: "autre-adresse" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("Ligne 2");
    expect(editor.html).toContain("knid");
    expect(editor.html).toContain('value="autre-adresse"');
    expect(editor.html).toContain("Les services échangent selon des formats publics");
  });

  it("reads a Word file, and goes on with words that can be corrected", async () => {
    const word = new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: "Feuille d’essai", heading: HeadingLevel.TITLE }),
            new Paragraph({ text: "Axe 1 : Prévenir", heading: HeadingLevel.HEADING_1 }),
            new Paragraph({ text: "Chacun est <acteur> de sa santé." }),
          ],
        },
      ],
    });
    const bytes = new Uint8Array(await Packer.toBuffer(word));
    const { status, html } = await upload(await house.as("editor"), new File([bytes], "essai.docx"));
    expect(status).toBe(200);
    expect(html).toContain("Chacun est &lt;acteur> de sa santé.");
    expect(html).toContain("feuille-d-essai");
  });

  it("takes back the Word and OpenDocument files it gives, and keeps the identity of each passage", async () => {
    for (const format of ["docx", "odt"]) {
      const address = urls.editionFile("fr", { document: ESSAI.document, edition: 1, file: `edition.${format}` });
      const bytes = await (await house.fetch(address)).arrayBuffer();
      const { status, html } = await upload(await house.as("editor"), new File([bytes], `retour.${format}`));
      expect(status).toBe(200);
      expect(html).toContain("il n’y a rien à importer");
      expect(html).toContain("Lignes ajoutées par ce site");
    }
  });

  it("follows a numbered passage rewritten whole, and lets somebody say that it is new", async () => {
    const address = urls.editionFile("fr", { document: ESSAI.document, edition: 1, file: "edition.docx" });
    const archive = Buffer.from(await (await house.fetch(address)).arrayBuffer());
    const parts = readZip(archive, () => true, { archive: 1e6, entries: 20, inflated: 1e6, ratio: 1e3 });
    const xml = parts.get("word/document.xml")?.toString("utf8") ?? "";
    const rewritten = xml.replace("Chaque personne voit qui a lu ses documents.", "Les lectures sont toutes notées.");
    expect(rewritten).not.toBe(xml);
    parts.set("word/document.xml", Buffer.from(rewritten, "utf8"));
    const editor = await house.as("administrator");
    const { html } = await upload(editor, new File([new Uint8Array(storedZip(parts))], "suite.docx"));
    expect(html).toContain("Passage réécrit");
    expect(html).toContain('<option value="p2" selected');
    editor.html = html;
    await editor.submit({ "suite-1": "p2" });
    expect(editor.html).toContain("est en préparation. Rien n’est encore public.");
    const stands = () => house.sql<{ anchor: string; text: string }[]>`
      select passage.anchor, edition_passage.text
      from documents.edition
      join documents.edition_passage on edition_passage.edition_id = edition.id
      join documents.passage on passage.id = edition_passage.passage_id
      where edition.document_id = ${ESSAI.documentId} and edition.state = 'draft' and edition_passage.text like 'Les lectures%'`;
    expect(await stands()).toMatchObject([{ anchor: "p2" }]);
    editor.html = html;
    await editor.submit({ "suite-1": "nouveau", replaceDraft: "yes" });
    expect(await stands()).toMatchObject([{ anchor: "p9" }]);
  });

  it("offers a consultation on a text just published", async () => {
    const administrator = await house.as("administrator");
    await administrator.get(page);
    const text = doctrine.replace("doctrine-numerique-en-sante", "autre-doctrine");
    await administrator.submit({ text, format: "yaml" });
    await administrator.submit({ publish: "yes" });
    const next = urls.teamProcessNew("fr", { texte: "autre-doctrine" });
    expect(administrator.html).toContain(`href="${next}"`);
    await administrator.get(next);
    expect(administrator.html).toMatch(/value="autre-doctrine"[^>]*checked|checked[^>]*value="autre-doctrine"/);
  });

  it.each([
    ["image.png", "not a text", "Choisissez un fichier .docx, .odt, .md ou .yaml."],
    ["casse.docx", "not a zip", "n’est pas un document Word"],
    ["casse.odt", "not a zip", "n’est pas un texte OpenDocument"],
    ["latin1.yaml", "\xe9", "n’est pas un texte en UTF-8"],
  ])("refuses %s in words", async (name, content, sentence) => {
    const file = new File([Uint8Array.from(content, (letter) => letter.charCodeAt(0))], name);
    const { status, html } = await upload(await house.as("editor"), file);
    expect(status).toBe(422);
    expect(html).toContain(sentence);
  });

  it("is for editors and administrators", async () => {
    for (const role of ["moderator", "analyst", "participant"] as const) {
      expect((await (await house.as(role)).request(page)).status).toBe(403);
    }
  });

  it("keeps a text from changing its kind", async () => {
    const editor = await house.as("editor");
    await editor.get(page);
    const text = doctrine.replace("doctrine-numerique-en-sante", ESSAI.document);
    await editor.submit({ text, format: "yaml" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("d’une autre nature");
  });
});

describe("a document as YAML", () => {
  it.each(["roadmap-2023-2027.yaml", "roadmap-2019-2022.yaml", "doctrine.yaml"])("gives %s back", (name) => {
    const first = parseSource("yaml", seedText(name));
    if (!first.isValid) throw new Error("the seed does not parse");
    const again = parseSource("yaml", toYaml(first.document));
    const bare = (value: unknown) =>
      JSON.stringify(value, (key, part: unknown) => (["line", "isCodeGiven"].includes(key) ? undefined : part));
    expect(again.isValid && bare(again.document)).toBe(bare(first.document));
  });
});
