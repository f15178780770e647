import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Refused } from "#kernel/errors.ts";
import { digest } from "#ledger/digest.ts";
import type { Tx } from "#platform/db.ts";
import { editionContent, listPassages, publishEdition } from "#rooms/documents";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { importEdition } from "./import.actions.ts";
import { parseRoadmapYaml } from "./parse-yaml.rules.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse({ empty: true });
});
afterAll(() => house.close());

const person = { createdBy: null, actingRole: "editor" };
const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => house.sql.begin(work) as Promise<T>;

function seed(name: string) {
  const result = parseRoadmapYaml(readFileSync(new URL(`../../../db/seed/${name}`, import.meta.url), "utf8"));
  if (!result.isValid) throw new Error("the seed does not parse");
  return result.document;
}

describe("importing editions", () => {
  it("publishes a first edition at once, with its date, its hash and a journal entry", async () => {
    const imported = seed("roadmap-2023-2027-draft.yaml");
    const first = await inTransaction((tx) => importEdition(tx, { imported, ...person, publish: true }));
    const passages = await listPassages(house.sql, first.editionId);
    expect(passages.map(({ anchor }) => anchor)).toEqual(Array.from({ length: 19 }, (_, i) => `p${i + 1}`));
    expect(first.hash).toBe(digest(await editionContent(house.sql, first.editionId)));
    const [entry] = await house.sql<{ payload: { hash: string; number: number } }[]>`
      select payload from journal.entry where kind = 'edition.published' and subject_id = ${first.editionId}`;
    expect(entry?.payload).toMatchObject({ hash: first.hash, number: 1 });
  });

  it("never changes a published edition, not even by SQL", async () => {
    const { sql } = house;
    const refused = { constraint_name: "edition_is_immutable" };
    await expect(sql`update documents.edition set label = 'x'`).rejects.toMatchObject(refused);
    await expect(sql`update documents.edition_passage set text = 'x'`).rejects.toMatchObject(refused);
    await expect(sql`delete from documents.edition_node`).rejects.toMatchObject(refused);
    await expect(sql`update documents.edition_figure set value = 3`).rejects.toMatchObject(refused);
    await expect(sql`truncate documents.edition_passage`).rejects.toThrow(/append-only/);
  });

  it("brings the next edition as a draft, identities kept, and refuses to publish what nothing accounts for", async () => {
    const imported = seed("roadmap-2023-2027.yaml");
    const [first] = await house.sql<{ id: string }[]>`select id from documents.edition`;
    const second = await inTransaction((tx) => importEdition(tx, { imported, ...person }));
    expect(second.number).toBe(2);
    expect(second.hash).toBeNull();
    const [{ same, added } = { same: 0, added: 0 }] = await house.sql<{ same: number; added: number }[]>`
      select count(*) filter (where old.passage_id is not null) as same, count(*) filter (where old.passage_id is null) as added
      from documents.edition_passage as new
      left join documents.edition_passage as old on old.passage_id = new.passage_id and old.edition_id = ${first?.id ?? ""}
      where new.edition_id = ${second.editionId}`;
    expect([same, added]).toEqual([19, 5]);
    await expect(inTransaction((tx) => importEdition(tx, { imported, ...person }))).rejects.toThrow(Refused);
    await expect(
      inTransaction((tx) =>
        publishEdition(tx, {
          editionId: second.editionId,
          publishedOn: "2023-05-17",
          publishedBy: null,
          actingRole: "editor",
        }),
      ),
    ).rejects.toMatchObject({ constraint_name: "every_change_is_accounted_for" });
    const again = await inTransaction((tx) => importEdition(tx, { imported, ...person, replaceDraft: true }));
    expect(again.editionId).toBe(second.editionId);
  });

  it("keeps the words already published where only typography differs", async () => {
    const published = seed("doctrine.yaml");
    const first = await inTransaction((tx) => importEdition(tx, { imported: published, ...person, publish: true }));
    const retype = (text: string) => text.replaceAll("'", "’").replaceAll(", ", ",\u00a0");
    const nodes = published.nodes.map((node) => ({ ...node, passages: node.passages.map(retype) }));
    expect(nodes[2]?.passages).not.toEqual(published.nodes[2]?.passages);
    const imported = { ...published, nodes };
    const second = await inTransaction((tx) => importEdition(tx, { imported, ...person }));
    expect(second.preview.isUnchanged).toBe(true);
    expect(await house.sql`select from editions.difference(${second.editionId})`).toHaveLength(0);
    expect(first.number).toBe(4);
    expect(await editionContent(house.sql, first.editionId)).toMatchObject({
      document: "doctrine-numerique-en-sante",
      edition: 4,
      publishedOn: "2023-02",
      nodes: [
        {
          code: "1",
          parent: null,
          type: "chapter",
          title: "Interopérabilité",
          passages: [{ anchor: "p1", text: "Les services échangent selon des formats publics, publiés et testés." }],
          figures: [],
        },
        { title: "Sécurité" },
        { title: "Éthique" },
      ],
    });
    expect(second.number).toBe(5);
  });

  it("leaves carriers, targets and totals as they are when the file cannot say them", async () => {
    const published = seed("roadmap-2023-2027-draft.yaml");
    const [before] = await house.sql<{ figures: number; carriers: number }[]>`
      select count(distinct (figure.node_id, figure.kind, figure.position))::int as figures,
        count(distinct node.node_id) filter (where node.carrier is not null)::int as carriers
      from documents.edition
      join documents.document on document.id = edition.document_id and document.slug = ${published.document}
      join documents.edition_node as node on node.edition_id = edition.id
      left join documents.edition_figure as figure on figure.edition_id = edition.id
      where edition.number = 1`;
    const bare = (node: (typeof published.nodes)[number]): (typeof published.nodes)[number] => ({
      ...node,
      carrier: null,
      status: null,
      source: null,
      targets: [],
      measures: [],
      passages: node.passages.map((text) => `${text} Autrement.`),
      children: node.children.map(bare),
    });
    const imported = { ...published, officialTotals: {}, nodes: published.nodes.map(bare) };
    const done = await inTransaction((tx) =>
      importEdition(tx, { imported, ...person, saysFacts: false, replaceDraft: true }),
    );
    const [after] = await house.sql<{ figures: number; carriers: number; totals: object }[]>`
      select count(distinct (figure.node_id, figure.kind, figure.position))::int as figures,
        count(distinct node.node_id) filter (where node.carrier is not null)::int as carriers,
        edition.official_totals as totals
      from documents.edition
      join documents.edition_node as node on node.edition_id = edition.id
      left join documents.edition_figure as figure on figure.edition_id = edition.id
      where edition.id = ${done.editionId}
      group by edition.id`;
    expect(after).toMatchObject(before ?? {});
    expect(after?.totals).toEqual(published.officialTotals);
  });
});
