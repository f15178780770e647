import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EditionId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Tx } from "#platform/db.ts";
import { invariants, publishEdition } from "#rooms/documents";
import { importEdition, parseRoadmapYaml } from "#rooms/imports";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
const document = "feuille-de-route-2023-2027";
const person = { createdBy: null, actingRole: "editor" };
const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => house.sql.begin(work) as Promise<T>;

function seed(name: string) {
  const result = parseRoadmapYaml(readFileSync(new URL(`../../../db/seed/${name}`, import.meta.url), "utf8"));
  if (!result.isValid) throw new Error("the seed does not parse");
  return result.document;
}

async function publishWithReasons(editionId: EditionId, publishedOn: string): Promise<void> {
  await inTransaction(async (tx) => {
    await tx`
      insert into editions.change (edition_id, kind, passage_id, node_id, editorial_reason, acting_role)
      select ${editionId}, kind, passage_id, node_id, 'Plus clair <b>ainsi</b>.', 'editor' from editions.difference(${editionId})`;
    await publishEdition(tx, { editionId, publishedOn, publishedBy: null, actingRole: "editor" });
  });
}

beforeAll(async () => {
  house = await createTestHouse({ empty: true });
  const draft = seed("roadmap-2023-2027-draft.yaml");
  await inTransaction((tx) => importEdition(tx, { imported: draft, ...person, publish: true }));
  expect(await house.visitor().get(urls.comparison("fr", { document }))).toContain("une édition publiée");
  const second = seed("roadmap-2023-2027.yaml");
  const { editionId } = await inTransaction((tx) => importEdition(tx, { imported: second, ...person }));
  await publishWithReasons(editionId, "2023-05-17");
});
afterAll(() => house.close());

describe("comparing editions", () => {
  it("leads with counts, then shows only what changed, in words", async () => {
    const page = await house.visitor().get(urls.comparison("fr", { document }));
    expect(page).toContain("5 passages ajoutés");
    expect(page).toContain("1 titre modifié");
    expect(page).toContain("19 passages inchangés");
    expect(page.indexOf("5 passages ajoutés")).toBeLessThan(page.indexOf("Passage A1-a.2, ajouté"));
    expect(page).not.toContain("versent les documents utiles");
    expect(page.match(/<ins/g)?.length).toBeGreaterThan(4);
    expect(page).toContain("&lt;b>ainsi&lt;/b>");
    expect(page).not.toContain("<b>ainsi");
    expect(page).toMatch(/modifications\/\d+/);
  });

  it("shows what did not change by a link, and any two editions by address", async () => {
    const all = await house.visitor().get(urls.comparison("fr", { document }, { de: 1, a: 2, tout: "oui" }));
    expect(all).toContain("versent les documents utiles");
    const back = await house.visitor().get(urls.comparison("en", { document }, { de: 2, a: 1 }));
    expect(back).toContain("5 passages removed");
    const same = await house.visitor().get(urls.comparison("en", { document }, { de: 2, a: 2 }));
    expect(same).toContain("There is no difference in wording");
  });

  it.each(["?de=3&a=1", "?de=x", "?a=2&tout=non"])("says not found for %s", async (query) => {
    expect((await house.fetch(urls.comparison("fr", { document }) + query)).status).toBe(404);
  });

  it("refuses a parameter it does not know", async () => {
    expect((await house.fetch(`${urls.comparison("fr", { document })}?ordre=1`)).status).toBe(422);
  });
});

describe("a passage through the editions", () => {
  it("keeps its address, its words in every edition and the way to its place", async () => {
    const page = await house.visitor().get(urls.passage("fr", { document, anchor: "p1" }));
    expect(page).toContain("Première rédaction.");
    expect(page).toContain("Mêmes mots que dans l’édition précédente.");
    expect(page).toContain(`${urls.editionNode("fr", { document, edition: 2, code: "1" })}#p1`);
  });

  it("says why it came", async () => {
    const page = await house.visitor().get(urls.passage("fr", { document, anchor: "p20" }));
    expect(page).toContain("Le passage n’y est pas encore.");
    expect(page).toContain("Rédaction");
  });

  it("keeps a page once removed, and none before anybody read it", async () => {
    const third = seed("roadmap-2023-2027.yaml");
    const nodes = third.nodes.map((node, index) =>
      index === 0 ? { ...node, children: node.children.slice(1) } : node,
    );
    const { editionId } = await inTransaction((tx) => importEdition(tx, { imported: { ...third, nodes }, ...person }));
    expect(await house.visitor().get(urls.passage("fr", { document, anchor: "p1" }))).not.toContain(
      "n’est plus dans le texte",
    );
    await publishWithReasons(editionId, "2024");
    const page = await house.visitor().get(urls.passage("fr", { document, anchor: "p1" }));
    expect(page).toContain("Ce passage n’est plus dans le texte depuis l’édition 3.");
    expect((await house.fetch(urls.passage("fr", { document, anchor: "p999" }))).status).toBe(404);
    expect(await house.visitor().get(urls.editionNode("fr", { document, edition: 1, code: "A1-a" }))).toContain(
      "n’existe plus dans l’édition 3",
    );
  });
});

describe("weight", () => {
  it.each(["1", "2", "3", "4"])("keeps the reading page of axis %s light", async (code) => {
    const page = await house.visitor().get(urls.editionNode("fr", { document, edition: 2, code }));
    expect(page.match(/<[a-z]/g)?.length).toBeLessThanOrEqual(450);
    expect(brotliCompressSync(page).byteLength).toBeLessThanOrEqual(15_000);
  });
});

describe("what doctor checks", () => {
  it("finds nothing broken, then an edition that somebody changed behind the back of the database", async () => {
    const check = async () => (await Promise.all(invariants.map((one) => one.check(house.sql)))).flat();
    expect(await check()).toEqual([]);
    await house.sql`alter table documents.edition_passage disable trigger user`;
    await house.sql`update documents.edition_passage set text = text || '.' where text like 'Chacun peut préparer%'`;
    await house.sql`alter table documents.edition_passage enable trigger user`;
    expect(await check()).toHaveLength(3);
  });
});
