import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unguardCell } from "#kernel/cell-guard.ts";
import { fixedUrls, urls } from "#kernel/urls.ts";
import { createOutput } from "#platform/output.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { DATASETS, type Dataset, fileName } from "./dataset.rules.ts";
import { exportCommand } from "./export.command.ts";
import { readSchema } from "./record.queries.ts";

let house: TestHouse;
let folder: string;

const BODY = '=HYPERLINK("https://example.invalid")\n- « deux »;\ttrois, "quatre"\r\n👩‍⚕️ עברית';

beforeAll(async () => {
  house = await createTestHouse();
  folder = mkdtempSync(path.join(tmpdir(), "jalon-export-"));
  await house.sql`
    insert into accounts.person (id, email, display_name)
    values ('00000000-0000-4000-8000-00000000aaaa', 'canari-adresse@jalon.test', 'Canari Compte')
  `;
  await house.sql`
    insert into contributions.contribution (
      number, process_id, kind, edition_id, node_id, passage_id, about_text, body, channel, author_name, person_id,
      receipt_hash, state, submitted_at, published_at
    )
    select n, ${ESSAI.processId}, 'comment', ${ESSAI.editionId}, ${ESSAI.nodeId(2)}, ${ESSAI.passageId(1)}, 'Les mots du jour.',
      case n when 1 then ${BODY} when 2 then 'canari-invisible' else 'Avis ' || n end, 'online', 'Canari Nom',
      '00000000-0000-4000-8000-00000000aaaa', sha256(n::text::bytea), case n when 2 then 'hidden' else 'published' end,
      '2026-01-20 22:59:59+00'::timestamptz + n * interval '1 minute', '2026-01-21 10:00:00+00'
    from generate_series(1, 1200) as n
  `;
  await house.sql`
    insert into contributions.contact (contribution_id, email, language)
    select id, 'canari-contact@jalon.test', 'fr' from contributions.contribution where number = 1
  `;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house?.close();
});

const get = async (file: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  await house.fetch(urls.openDataFile("fr", { process: ESSAI.process, file }), { headers });

const csvRows = (text: string): Record<string, string>[] =>
  parse(text, { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];

async function runExport(
  process: string,
): Promise<{ files: { file: string; rows: number; bytes: number; sha256: string }[] }> {
  let text = "";
  const out = createOutput(true, { stdout: { write: (piece) => (text += piece) }, stderr: { write: () => {} } });
  const { config, log } = house.app.world;
  await exportCommand.run({ sql: house.sql, config, log, out, options: { process, out: folder }, args: [] });
  return JSON.parse(text);
}

describe("open data", () => {
  it("has the columns that were agreed, each described in both languages", async () => {
    const schema = await readSchema(house.sql);
    const headers = DATASETS.map(
      (dataset) => `${dataset}: ${schema[dataset].map(({ name, type }) => `${name} ${type}`).join(", ")}`,
    );
    await expect(`${headers.join("\n")}\n`).toMatchFileSnapshot("open-data.headers.txt");
    const dictionary = csvRows(await (await get("data-dictionary.csv")).text());
    expect(dictionary).toHaveLength(Object.values(schema).flat().length);
    expect(dictionary.filter((row) => !row.description_fr || !row.description_en)).toEqual([]);
  });

  it("lists every file of every public process in both languages", async () => {
    for (const lang of ["fr", "en"] as const) {
      const response = await house.fetch(urls.openData(lang));
      expect(response.status).toBe(200);
      const html = await response.text();
      for (const dataset of DATASETS) {
        expect(html).toContain(urls.openDataFile(lang, { process: ESSAI.process, file: fileName(dataset, "csv") }));
      }
      expect(html).toContain("Licence Ouverte 2.0");
    }
  });

  it("says the same in CSV and in JSON, and gives back the words that were typed", async () => {
    const csv = csvRows(await (await get("contributions.csv")).text());
    const json = (await (await get("contributions.json")).json()) as Record<string, unknown>[];
    expect(csv).toHaveLength(1199);
    expect(json).toHaveLength(1199);
    expect(json[0]?.body).toBe(BODY);
    expect(csv[0]?.body).toBe(`'${BODY}`);
    expect(csv.map((row) => unguardCell(row.body ?? ""))).toEqual(json.map((row) => row.body));
    expect(json.map((row) => row.number)).toEqual(Array.from({ length: 1200 }, (_, n) => n + 1).filter((n) => n !== 2));
    expect(json[0]).toMatchObject({ submitted_on: "2026-01-21", is_masked: false, node_code: "A1-a", anchor: "p1" });
  });

  it("holds nobody's name, address, account or receipt, and nothing hidden", async () => {
    for (const dataset of DATASETS) {
      for (const format of ["csv", "json"] as const) {
        const text = await (await get(fileName(dataset, format))).text();
        expect(text, dataset).not.toMatch(/canari|00000000aaaa|receipt/i);
        if (dataset === "contributions") expect(text).not.toMatch(/\d{2}:\d{2}:\d{2}/);
      }
    }
  });

  it("gives programs the consultations whose files are here, and what the log calls each contribution", async () => {
    const list = (await (await house.fetch(fixedUrls.openDataProcesses)).json()) as Record<string, unknown>[];
    expect(list).toEqual([{ process: ESSAI.process, id: ESSAI.processId, title: expect.any(String) }]);
    const [first] = (await (await get("contributions.json")).json()) as Record<string, unknown>[];
    expect(first).toMatchObject({ edition_id: ESSAI.editionId, passage_id: ESSAI.passageId(1), operation: null });
    const [row] = await house.sql<{ id: string }[]>`select id from contributions.contribution where number = 1`;
    expect(first?.id).toBe(row?.id);
  });

  it("is packed for browsers that ask, and not sent again while nothing changed", async () => {
    const packed = await get("passages.csv", { "accept-encoding": "gzip, br" });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    const etag = packed.headers.get("etag") ?? "";
    expect((await get("passages.csv", { "if-none-match": etag })).status).toBe(304);
    await house.sql`update processes.process set summary = summary || ' ' where slug = ${ESSAI.process}`;
    expect((await get("passages.csv", { "if-none-match": etag })).status).toBe(200);
  });

  it("says 404 for another name, an unknown process and one that the public may not read yet", async () => {
    for (const file of ["person.csv", "contributions.xml", "..%2Fcontributions.csv"])
      expect((await get(file)).status).toBe(404);
    await house.sql`
      with made as (
        insert into processes.process (slug, title, summary, authority, document_id)
        values ('ferme', 'Fermé', 's', 'a', ${ESSAI.documentId})
        returning id
      ),
      circle as (insert into processes.circle (process_id, position, name, name_en) select id, 1, 'n', 'n' from made returning id),
      phase as (
        insert into processes.phase (process_id, position, kind, title, title_en, planned_opens_at, planned_closes_at)
        select id, 1, 'drafting', 't', 't', now(), now() + interval '1 day' from made
        returning id
      )
      insert into processes.phase_circle (phase_id, circle_id) select phase.id, circle.id from phase, circle
    `;
    for (const process of ["ferme", "inconnu"]) {
      expect((await house.fetch(urls.openDataFile("fr", { process, file: "editions.csv" }))).status).toBe(404);
    }
    expect(await (await house.fetch(urls.openData("fr"))).text()).not.toContain("Fermé");
  });
});

describe("jalon export", () => {
  it("writes every file with its size and its hash, the dictionary and a notice", async () => {
    const { files } = await runExport(ESSAI.process);
    expect(readdirSync(folder).toSorted()).toEqual([...files.map(({ file }) => file), "README.md"].toSorted());
    const notice = readFileSync(path.join(folder, "README.md"), "utf8");
    for (const { file, bytes, sha256 } of files) {
      const content = readFileSync(path.join(folder, file));
      expect(content.byteLength).toBe(bytes);
      expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
      expect(notice).toContain(`| ${file} |`);
      expect(notice).toContain(sha256);
    }
    expect(notice).toContain("Licence Ouverte 2.0");
    const same = files.find(({ file }) => file === "contributions.csv");
    expect(same?.rows).toBe(1199);
    expect(readFileSync(path.join(folder, "contributions.csv"), "utf8")).toBe(
      await (await get("contributions.csv")).text(),
    );
  });

  it("takes the id as well as the short name, and refuses another in one line", async () => {
    expect((await runExport(ESSAI.processId)).files.length).toBe(2 * (DATASETS.length + 1));
    await expect(runExport("inconnu")).rejects.toMatchObject({ kind: "usage", exitCode: 2 });
  });

  it("writes a JSON that is a list of rows for each file", async () => {
    for (const dataset of DATASETS as readonly Dataset[]) {
      const rows: unknown = JSON.parse(readFileSync(path.join(folder, fileName(dataset, "json")), "utf8"));
      expect(Array.isArray(rows), dataset).toBe(true);
    }
  });
});
