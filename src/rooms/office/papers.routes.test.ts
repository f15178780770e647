import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { urls } from "#kernel/urls.ts";
import { readOdt } from "#platform/odt.ts";
import { createOutput } from "#platform/output.ts";
import { pdfFacts } from "../../../test/fixtures/pdf.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { makeWaitingFiles } from "./make-waiting.actions.ts";
import { editionExportCommand } from "./office.command.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
  await house.sql`
    insert into documents.edition (id, document_id, number, title, label)
    values ('00000000-0000-4000-8000-0000000000e2', ${ESSAI.documentId}, 2, 'Texte d’essai', 'Version publiée')`;
  await house.sql`
    insert into documents.edition_node (edition_id, document_id, node_id, parent_node_id, position, sort_key, type, code, title)
    select '00000000-0000-4000-8000-0000000000e2', document_id, node_id, parent_node_id, position, sort_key, type, code, title
    from documents.edition_node
    where edition_id = ${ESSAI.editionId}`;
  await house.sql`
    insert into documents.edition_passage (edition_id, document_id, passage_id, node_id, position, text)
    select '00000000-0000-4000-8000-0000000000e2', document_id, passage_id, node_id, position,
      case when passage_id = ${ESSAI.passageId(2)} then 'Chaque personne voit aussitôt qui a lu ses documents.' else text end
    from documents.edition_passage
    where edition_id = ${ESSAI.editionId}`;
  await house.sql`
    insert into editions.change (edition_id, kind, passage_id, editorial_reason, acting_role)
    values ('00000000-0000-4000-8000-0000000000e2', 'passage_rewritten', ${ESSAI.passageId(2)}, 'Le délai manquait', 'editor')`;
  await house.sql`
    update documents.edition
    set state = 'published', published_on = '2026-03-01', published_at = now(), hash = repeat('b', 64)
    where number = 2`;
});
afterAll(() => house.close());

const bytesOf = async (address: string) => {
  const response = await house.fetch(address);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};
const wordsOf = (bytes: Uint8Array): string => {
  const reading = readOdt(bytes);
  return "blocks" in reading ? reading.blocks.map(({ text }) => text).join("\n") : reading.refusal;
};
const compared = (format: string, lang: "fr" | "en" = "fr") =>
  urls.comparisonFile(lang, { document: ESSAI.document, from: 1, to: 2, file: `comparison.${format}` });

describe("a comparison on paper", () => {
  it("says each addition in words, with its reason and the number of its change", async () => {
    const words = wordsOf(await bytesOf(compared("odt")));
    expect(words).toContain("Passage A1-a.2, réécrit");
    expect(words).toMatch(/Chaque personne voit \[ajouté\s: aussitôt\] qui a lu ses documents\./);
    expect(words).toMatch(/Modification \d+\. Rédaction\s: Le délai manquait/);
    expect(words).toContain("7 passages inchangés");
    expect(wordsOf(await bytesOf(compared("odt", "en")))).toContain("[added: aussitôt]");
  });

  it("is an accessible PDF, and is linked with its size once made", async () => {
    const facts = pdfFacts(await bytesOf(compared("pdf")));
    expect(facts).toMatchObject({ isTagged: true, universalAccess: "1", language: "fr" });
    expect(facts.title).toContain("Édition 1 et édition 2 comparées");
    const page = await house.visitor().get(urls.comparison("fr", { document: ESSAI.document }, { de: 1, a: 2 }));
    expect(page).toContain(`href="${compared("pdf")}"`);
    expect(page).toMatch(/PDF accessible\s+\(PDF, \d+\sko\)/);
  });

  it("compares two editions, not one with itself", async () => {
    const same = urls.comparisonFile("fr", { document: ESSAI.document, from: 1, to: 1, file: "comparison.pdf" });
    expect((await house.fetch(same)).status).toBe(404);
  });
});

describe("a synthesis on paper", () => {
  const at = { process: ESSAI.process, publication: 1 };
  const file = (format: string) => urls.synthesisFile("fr", { ...at, file: `synthesis.${format}` });

  it("prints each claim with its counts and its sources, and only the quotes that are public now", async () => {
    expect((await house.fetch(file("pdf"))).status).toBe(404);
    const [one] = await house.sql<{ number: number }[]>`
      insert into contributions.contribution (process_id, phase_id, kind, edition_id, passage_id, body, channel, receipt_hash,
        state, published_at)
      values (${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)},
        'Il faut agir vite.', 'online', sha256('a'), 'published', now())
      returning number::int as number`;
    const contribution = one?.number ?? 0;
    const editor = await house.as("editor");
    const go = async (address: string, fields: Readonly<Record<string, string>>) => {
      await editor.get(address);
      await editor.submit(fields, address);
      expect(editor.status).toBe(200);
    };
    const desk = urls.teamSynthesis("fr", { process: ESSAI.process });
    await go(desk, { act: "add", id: randomUUID(), text: 'Agir vite est demandé #eval("1").', kind: "claim" });
    const claim = Number(/#constat-(\d+)$/.exec(editor.path)?.[1]);
    const attached = { claim: String(claim), stance: "supports", contribution: String(contribution) };
    await go(desk, { act: "attach", batch: randomUUID(), ...attached });
    await go(urls.teamClaimSource("fr", { number: claim, contribution }), { stance: "supports", quote: "agir vite" });
    const note = { title: "Ce que vous avez dit", introduction: "", method: "Tout a été lu." };
    await go(urls.teamSynthesisNote("fr", { process: ESSAI.process }), note);
    await go(urls.teamSynthesisPublish("fr", { process: ESSAI.process }), {});
    const words = wordsOf(await bytesOf(file("odt")));
    expect(words).toContain('Agir vite est demandé #eval("1").');
    expect(words).toMatch(/«\sagir vite\s» \(contribution \d+\)/);
    const facts = pdfFacts(await bytesOf(file("pdf")));
    expect(facts).toMatchObject({ isTagged: true, title: "Ce que vous avez dit", author: "L’autorité d’essai" });
    for (const role of ["Table", "THead", "TH", "TD", "H2"]) expect(facts.roles).toContain(role);
    expect(facts.links.some((link) => link?.endsWith(urls.contribution("fr", { number: contribution })))).toBe(true);
    const page = await house.visitor().get(urls.synthesisPublication("fr", at));
    expect(page).toContain(`href="${file("pdf")}"`);
  });
});

describe("the edition in preparation", () => {
  it("is taken by editors in any format, and by nobody else", async () => {
    await house.sql`
      insert into documents.edition (id, document_id, number, title, label)
      values ('00000000-0000-4000-8000-0000000000e3', ${ESSAI.documentId}, 3, 'Texte d’essai', 'Projet suivant')`;
    const file = (format: string) =>
      urls.teamEditionFile("fr", { edition: "00000000-0000-4000-8000-0000000000e3", file: `edition.${format}` });
    const editor = await house.as("editor");
    for (const format of ["pdf", "docx", "odt"]) expect((await editor.request(file(format))).status).toBe(200);
    const facts = pdfFacts(new Uint8Array(await (await editor.request(file("pdf"))).arrayBuffer()));
    expect(facts.isTagged).toBe(true);
    expect((await (await house.as("moderator")).request(file("pdf"))).status).toBe(403);
    expect(await house.sql`select from office.file where name like '%/equipe/%'`).toHaveLength(0);
    await house.sql`delete from documents.edition where number = 3`;
  });
});

describe("the worker", () => {
  it("makes each missing file once, so that pages say its size before anybody asks", async () => {
    await house.sql`delete from office.file`;
    const made = await makeWaitingFiles(house.app.world);
    expect(made).toBe(12);
    expect(await makeWaitingFiles(house.app.world)).toBe(0);
    const page = await house.visitor().get(urls.edition("fr", { document: ESSAI.document, edition: 2 }));
    expect(page).toMatch(
      /PDF accessible\s+\(PDF, \d+\sko\)[\s\S]*Word\s+\(DOCX, \d+\sko\)[\s\S]*OpenDocument\s+\(ODT, \d+\sko\)/,
    );
  });
});

describe("jalon edition export", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "jalon-edition-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = async (args: readonly string[], options: Record<string, string>) => {
    let said = "";
    const out = createOutput(true, { stdout: { write: (text) => (said += String(text)) } });
    const { sql, config, log } = house.app.world;
    await editionExportCommand.run({ sql, config, log, out, options, args });
    return JSON.parse(said) as Record<string, unknown>;
  };

  it("writes the file that people download, to the byte", async () => {
    for (const format of ["pdf", "docx", "odt"]) {
      const file = path.join(folder, `texte.${format}`);
      const said = await run([ESSAI.document, "2"], { format, out: file });
      const served = await bytesOf(
        urls.editionFile("fr", { document: ESSAI.document, edition: 2, file: `edition.${format}` }),
      );
      expect(Buffer.compare(readFileSync(file), served)).toBe(0);
      expect(said).toMatchObject({ edition: 2, state: "published", bytes: served.byteLength });
    }
  });

  it.each([
    [[ESSAI.document, "9"], { format: "pdf", out: "x" }, "dition 9"],
    [["autre", "1"], { format: "pdf", out: "x" }, "dition 1"],
    [[ESSAI.document, "1"], { format: "doc", out: "x" }, "pdf, docx, odt"],
    [[ESSAI.document, "1"], { format: "odt", out: "/nulle/part/x.odt" }, ""],
  ])("says what is wrong with %j %j", async (args, options, sentence) => {
    await expect(run(args, options)).rejects.toThrow(sentence);
  });
});
