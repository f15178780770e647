import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type EditionId, type NodeId, type PassageId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Tx } from "#platform/db.ts";
import {
  addDraftPassage,
  createDraftEdition,
  moveDraftPassage,
  publishEdition,
  removeDraftPassage,
  saveDraftNodeTitle,
  saveDraftPassage,
} from "#rooms/documents";
import { htmlFaults } from "#ui/html-check.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

const HOSTILE = `"><script>alert(1)</script> <img src=x onerror=alert(1)> & שלום 👩‍⚕️ \u202e`;
const at = { document: ESSAI.document, edition: 2 };
const lists = { process: ESSAI.process };

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
  const passage = (n: number) => asId<PassageId>(ESSAI.passageId(n));
  await house.sql.begin(async (tx: Tx) => {
    const editionId = await createDraftEdition(tx, { from: asId<EditionId>(ESSAI.editionId), createdBy: null });
    const nodeId = asId<NodeId>(ESSAI.nodeId(2));
    await addDraftPassage(tx, { editionId, nodeId, text: HOSTILE });
    const seen = "Chaque personne voit qui a lu ses documents.";
    await saveDraftPassage(tx, { editionId, passageId: passage(2), text: `${seen} ${HOSTILE}`, seen });
    await removeDraftPassage(tx, { editionId, passageId: passage(8), seen: "Les images aussi." });
    await moveDraftPassage(tx, { editionId, passageId: passage(3), toNodeId: nodeId, position: 1 });
    await saveDraftNodeTitle(tx, { editionId, nodeId, title: `Titre ${HOSTILE}`, seen: "Objectif un a" });
    await tx`
      insert into documents.edition_figure (edition_id, node_id, kind, position, value, unit, due_on, stated_on, source)
      values (${editionId}, ${nodeId}, 'target', 1, 1234.5, ${HOSTILE}, '2026', '2023-05-17', ${HOSTILE}),
        (${editionId}, ${nodeId}, 'measure', 1, 3, 'avis', null, null, null)`;
    await tx`
      insert into editions.change (edition_id, kind, passage_id, node_id, editorial_reason, acting_role)
      select ${editionId}, kind, passage_id, node_id, ${HOSTILE}, 'editor' from editions.difference(${editionId})`;
    await publishEdition(tx, { editionId, publishedOn: "2026-02", publishedBy: null, actingRole: "editor" });
  });
  await house.sql`
    insert into contributions.contribution (process_id, phase_id, kind, edition_id, passage_id, about_text, title, body,
      channel, receipt_hash, state, published_at, author_name)
    values (${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', ${ESSAI.editionId}, ${ESSAI.passageId(1)},
      'Les professionnels versent les documents utiles, de façon courante et sans double saisie.', ${HOSTILE}, ${HOSTILE},
      'online', sha256('x'), 'published', now(), ${HOSTILE})`;
  await house.sql`update processes.process set title = ${HOSTILE}, summary = ${HOSTILE}, follow_up = ${HOSTILE}`;
});
afterAll(() => house.close());

async function check(html: string): Promise<void> {
  expect(html).not.toMatch(/<script>alert|<img src=x/);
  expect(html.match(/<h1[ >]/g)).toHaveLength(1);
  expect(await htmlFaults(html)).toEqual([]);
}

describe("pages for everybody are valid, whatever was typed", () => {
  it.each(
    (["fr", "en"] as const).flatMap((lang) => [
      urls.documents(lang),
      urls.edition(lang, at),
      urls.editionNode(lang, { ...at, code: "1" }),
      urls.editionNode(lang, { ...at, code: "A1-a" }),
      urls.editionNode(lang, { ...at, edition: 1, code: "2" }),
      urls.editionWhole(lang, at),
      urls.comparison(lang, at, { de: 1, a: 2, tout: "oui" }),
      urls.passage(lang, { ...at, anchor: "p1" }),
      urls.passage(lang, { ...at, anchor: "p2" }),
      urls.passage(lang, { ...at, anchor: "p3" }),
      urls.passage(lang, { ...at, anchor: "p8" }),
      urls.processes(lang),
      urls.process(lang, lists),
    ]),
  )("%s", async (address) => {
    const visitor = house.visitor();
    await visitor.get(address);
    expect(visitor.status).toBe(200);
    await check(visitor.html);
  });
});

it("offers opinions on the latest edition only", async () => {
  const read = (edition: number) => house.visitor().get(urls.editionNode("fr", { ...at, edition, code: "1" }));
  expect(await read(2)).toContain("contribuer?passage=p1");
  expect(await read(1)).not.toContain("contribuer?passage");
});

describe("pages of the team are valid, errors included", () => {
  it("processes and their phases", async () => {
    const editor = await house.as("editor");
    await check(await editor.get(urls.teamProcesses("fr")));
    await check(await editor.get(urls.teamProcess("fr", lists)));
    const dates = { act: "dates", phase: ESSAI.consultationId, opens: HOSTILE, closes: HOSTILE };
    await check(await editor.submit(dates));
    await check(await editor.submit({ act: "answered", phase: ESSAI.consultationId }));
    const [circle] = await house.sql<{ id: string }[]>`select id from processes.circle where not is_public`;
    await check(await editor.submit({ act: "add", circle: circle?.id ?? "", email: HOSTILE }));
  });

  it("imports", async () => {
    const editor = await house.as("editor");
    await check(await editor.get(urls.teamImport("en")));
    await check(await editor.submit({ text: HOSTILE, format: "yaml" }));
    await check(await editor.submit({ text: "", format: "pdf" }));
    const text = `# ${HOSTILE}\n\n## Axe 1 : ${HOSTILE}\n\n${HOSTILE}`;
    await check(await editor.submit({ text, format: "markdown", document: "hostile", label: HOSTILE }));
  });
});
