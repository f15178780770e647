import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { urls } from "#kernel/urls.ts";
import { readConfig } from "#platform/config.ts";
import { createLog } from "#platform/log.ts";
import { createOutput } from "#platform/output.ts";
import { importEdition, parseRoadmapYaml } from "#rooms/imports";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { lineageImportCommand } from "./lineage.command.ts";
import { readLineageFile } from "./read-file.actions.ts";

const OLD = `
document: vieux-texte
kind: roadmap
title: Vieux texte
language: fr
edition: 1
label: Version publiée
published_on: "2019-04-25"
nodes:
  - { type: action, code: "3", title: "Prescrire par voie numérique" }
  - { type: action, code: "4", title: "Ouvrir un espace pour chacun" }
  - { type: action, code: "5", title: "Tenir un congrès" }
`;
const HOSTILE = `<img src=x onerror="alert(1)"> & « précision »`;
let house: TestHouse;
let editor: Browser;
const folder = mkdtempSync(path.join(tmpdir(), "jalon-lineage-"));
beforeAll(async () => {
  house = await createTestHouse();
  editor = await house.as("editor");
  const parsed = parseRoadmapYaml(OLD);
  if (!parsed.isValid) throw new Error("the text of this test is not valid");
  await house.sql.begin((tx) =>
    importEdition(tx, { imported: parsed.document, createdBy: null, actingRole: "operator", publish: true }),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await house.close();
});

const pair = { from: "vieux-texte", to: ESSAI.document };
const page = (query: { partie: string } | { nouvelle: string }) => urls.teamLineage("fr", pair, query);

async function state(query: { partie: string } | { nouvelle: string }, fields: Readonly<Record<string, string>>) {
  await editor.get(page(query));
  await editor.submit(fields, page(query));
}

async function inForce(): Promise<readonly string[]> {
  const rows = await house.sql<{ line: string }[]>`
    select concat_ws(' ', kind, coalesce(old.code, '-'), coalesce(new.code, '-')) as line
    from documents.lineage
    left join documents.edition_node as old on old.node_id = from_node_id
    left join documents.edition_node as new on new.node_id = to_node_id and new.edition_id = ${ESSAI.editionId}
    where removed_at is null
    order by 1
  `;
  return rows.map(({ line }) => line);
}

describe("the team states lineage", () => {
  it("part by part, from either side, and everybody reads it in both directions", async () => {
    await editor.get(urls.teamLineages("fr", { de: pair.from, a: pair.to }));
    expect(editor.path).toBe(urls.teamLineage("fr", pair));
    expect(editor.html).toContain("3 parties sans déclaration");
    await state({ partie: "3" }, { fate: "split", codes: "A2-a, A2-b", note: HOSTILE });
    expect(editor.status).toBe(200);
    await state({ partie: "4" }, { fate: "continued", codes: "A1-a", note: "" });
    await state({ partie: "5" }, { fate: "dropped", codes: "", note: "" });
    await state({ nouvelle: "A1-b" }, { fate: "new", codes: "", note: "" });
    expect(await inForce()).toEqual(["continued 4 A1-a", "dropped 5 -", "new - A1-b", "split 3 A2-a", "split 3 A2-b"]);
    const visitor = house.visitor();
    for (const document of [pair.from, pair.to]) {
      await visitor.get(urls.lineage("fr", { document }));
      expect(visitor.status).toBe(200);
      expect(visitor.html).toContain("2 liens de répartition");
      expect(visitor.html).toContain("1 partie abandonnée");
      expect(visitor.html).not.toContain("<img src=x");
    }
    await visitor.get(urls.editionNode("fr", { document: pair.from, edition: 1, code: "3" }));
    expect(visitor.html).toMatch(/Réparti dans «\sTexte d’essai\s», ici/);
    await visitor.get(urls.nodeHistory("fr", { document: ESSAI.document, edition: 1, code: "A2-a" }));
    expect(visitor.html).toContain("Prescrire par voie numérique");
    const entries = await house.sql<{ kind: string }[]>`select kind from journal.entry where kind like 'lineage.%'`;
    expect(entries).toHaveLength(5);
  });

  it("keeps what was typed when something is wrong, and says what", async () => {
    await state({ partie: "4" }, { fate: "continued", codes: "Z9", note: "" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("L’autre texte n’a pas de partie Z9");
    await state({ partie: "4" }, { fate: "continued", codes: "A1-b", note: "" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("dit le contraire");
    expect(await inForce()).toContain("continued 4 A1-a");
  });

  it("shows both when two people state at once; the same twice is stated once", async () => {
    const other = await house.as("administrator");
    await editor.get(page({ partie: "4" }));
    await other.get(page({ partie: "4" }));
    await editor.submit({ fate: "dropped", codes: "", note: "" }, page({ partie: "4" }));
    await other.submit({ fate: "merged", codes: "A2-c", note: "" }, page({ partie: "4" }));
    expect(other.status).toBe(409);
    expect(other.html).toContain("Quelqu’un a enregistré");
    await editor.get(page({ partie: "4" }));
    await editor.submit({ fate: "dropped", codes: "", note: "" }, page({ partie: "4" }));
    expect((await inForce()).filter((line) => line.includes(" 4 "))).toEqual(["dropped 4 -"]);
    await state({ partie: "4" }, { fate: "nothing", codes: "", note: "" });
    expect((await inForce()).filter((line) => line.includes(" 4 "))).toEqual([]);
  });

  it("is never deleted or changed in the database, and never contradicts itself", async () => {
    const { sql } = house;
    await expect(sql`delete from documents.lineage`).rejects.toThrow(/never deleted/);
    await expect(sql`update documents.lineage set note = 'x'`).rejects.toThrow(/never changed/);
    await expect(sql`
      insert into documents.lineage (from_node_id, to_document_id, kind, acting_role)
      select from_node_id, to_document_id, 'dropped', 'editor' from documents.lineage where kind = 'split' limit 1
    `).rejects.toThrow(/either dropped or goes on/);
  });

  it("is for editors and administrators", async () => {
    for (const role of ["moderator", "analyst", "participant"] as const) {
      const other = await house.as(role);
      await other.get(urls.teamLineages("fr"));
      expect(other.status, role).toBe(403);
    }
  });
});

describe("jalon lineage import", () => {
  async function run(name: string, source: string, options: Record<string, string | boolean> = {}) {
    const file = path.join(folder, name);
    writeFileSync(file, source);
    let said = "";
    const out = createOutput(true, { stdout: { write: (text) => (said += String(text)) } });
    const config = readConfig({ DATABASE_URL: "postgres://x@127.0.0.1/x" });
    const log = createLog("silent");
    await lineageImportCommand.run({ sql: house.sql, config, log, out, options, args: [file] });
    return JSON.parse(said) as Record<string, unknown>;
  }
  const yaml = `
from: vieux-texte
to: ${ESSAI.document}
links:
  - { from: "3", to: [A2-a, A2-b], kind: split, note: "Scindée" }
  - { from: "4", to: A1-a, kind: continued }
  - { from: "5", kind: dropped }
  - { to: A1-b, kind: new }
`;

  it("makes the file what is in force, after a rehearsal that writes nothing; twice changes nothing", async () => {
    const before = await inForce();
    expect(await run("a.yaml", yaml, { dryRun: true })).toMatchObject({ status: "dry-run", links: 5 });
    expect(await inForce()).toEqual(before);
    await run("a.yaml", yaml);
    expect(await inForce()).toEqual(["continued 4 A1-a", "dropped 5 -", "new - A1-b", "split 3 A2-a", "split 3 A2-b"]);
    expect(await run("a.yaml", yaml)).toMatchObject({ stated: 0, withdrawn: 0 });
    await run("a.csv", "from,to,kind,note\n3,A2-a,continued,\n", { from: pair.from, to: pair.to });
    expect(await inForce()).toEqual(["continued 3 A2-a"]);
  });

  it("says by line what is wrong", async () => {
    await expect(run("b.yaml", yaml.replace("A1-a", "Z9"))).rejects.toThrow(/Z9/);
    await expect(run("b.txt", yaml)).rejects.toThrow();
    const faults = (source: string, format: "yaml" | "csv") => {
      const parsed = readLineageFile(source, format);
      return parsed.isValid ? [] : parsed.problems.map(({ line, messageKey }) => `${line} ${messageKey}`);
    };
    expect(faults("links:\n  - { from: a, to: b, kind: odd }\n  - { from: a, kind: split }\n", "yaml")).toEqual([
      "2 lineages.file.kind",
      "3 lineages.file.ends",
    ]);
    expect(faults("from,to,kind\na,b,dropped\n,x,new\n,,new\n", "csv")).toEqual([
      "2 lineages.file.dropped",
      "4 lineages.file.new",
    ]);
    expect(faults("a,b\n1,2\n", "csv")).toEqual(["1 lineages.file.columns"]);
    expect(faults("links: {", "yaml")).toHaveLength(1);
    expect(faults("", "csv")).toEqual(["1 lineages.file.empty"]);
  });
});
