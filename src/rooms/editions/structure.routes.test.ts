// The desk from its pages, by keyboard alone: every form is a plain form.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type Browser, createTestHouse, ESSAI, type Fields, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
let editor: Browser;
let edition = "";
beforeAll(async () => {
  house = await createTestHouse();
  editor = await house.as("editor");
  await editor.get(urls.teamEditions("fr"));
  await editor.submit({}, urls.teamEditions("fr"));
  edition = /editions\/([0-9a-f-]{36})/.exec(editor.path)?.[1] ?? "";
});
afterAll(() => house.close());

const passageAt = (anchor: string, etape?: string) =>
  urls.teamEditionPassage("fr", { edition, anchor }, etape ? { etape } : undefined);
const nodeAt = (code: string, etape?: string) =>
  urls.teamEditionNode("fr", { edition, code }, etape ? { etape } : undefined);

async function onPassage(anchor: string, etape: string, fields: Fields): Promise<void> {
  await editor.get(passageAt(anchor, etape));
  expect(editor.status, `${anchor} ${etape}`).toBe(200);
  await editor.submit(fields, passageAt(anchor));
}
async function onNode(code: string, etape: string, fields: Fields): Promise<void> {
  await editor.get(nodeAt(code, etape));
  expect(editor.status, `${code} ${etape}`).toBe(200);
  await editor.submit(fields, nodeAt(code));
}

describe("the structure of a draft, from its desk", () => {
  test("shows the difference with the edition before without saving it", async () => {
    await onPassage("p2", "texte", { text: "Chaque personne voit qui a lu ses papiers.", act: "see" });
    expect(editor.status).toBe(200);
    expect(editor.html).toMatch(/<ins>.*papiers/s);
    expect(editor.html).toContain("Mots ajoutés : 1. Mots supprimés : 1.".replaceAll(" :", "\u00a0:"));
    await editor.get(urls.teamEdition("fr", { edition }));
    expect(editor.html).toContain("Aucune différence");
  });

  test("splits, merges and brings back passages", async () => {
    await onPassage("p1", "scinder", {
      first: "Les professionnels versent les documents utiles.",
      second: "Sans double saisie.",
      act: "split",
    });
    expect(editor.path).toContain("vue=problemes");
    expect(editor.html).toContain("Passage A1-a.2 issu d’une scission");
    await editor.get(passageAt("p5", "fusionner"));
    expect(editor.html).toContain("avec=p4");
    await editor.get(`${passageAt("p5", "fusionner")}&avec=zzz`);
    expect(editor.html).toContain("Aucun passage de cette édition");
    await editor.get(`${passageAt("p5", "fusionner")}&avec=A2-a.1`);
    await editor.submit({ text: "Les médecins prescrivent, le pharmacien vérifie.", act: "merge" }, passageAt("p5"));
    expect(editor.html).toContain("Passage A2-a.2 fusionné avec un autre");
    await onPassage("p8", "supprimer", {});
    await editor.get(urls.teamEdition("fr", { edition }, { vue: "retires" }));
    expect(editor.html).toContain("2 passages ou parties retirés");
    await onPassage("p8", "retablir", { position: "1", node: ESSAI.nodeId(7), act: "restore" });
    expect(editor.status).toBe(200);
    await editor.get(nodeAt("A2-c"));
    expect(editor.html.indexOf("Les images aussi.")).toBeLessThan(editor.html.indexOf("Les documents se consultent"));
  });

  test("adds, moves, describes, splits, merges, removes and brings back parts", async () => {
    await onNode("A1-b", "ajouter-partie", { title: "Sous-partie", type: "action", position: "1", act: "add-node" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("Écrivez un code");
    await onNode("A1-b", "ajouter-partie", {
      title: "Sous-partie",
      type: "action",
      code: "A1-b-1",
      position: "1",
      act: "add-node",
    });
    expect(editor.path).toContain("etape=lien");
    await onNode("A1-b-1", "deplacer", { parent: "", position: "9", act: "move-node" });
    await onNode("A1-b-1", "fiche", { code: "3", carrier: "CNAM", type: "axis", status: "", act: "facts" });
    expect(editor.path).toBe(nodeAt("3"));
    await onNode("A2-c", "fiche", { code: "A2-c", carrier: "ANS", type: "objective", status: "", act: "facts" });
    expect(editor.html).toContain("Porteur\u00a0: aucun, puis");
    await onNode("A1-a", "scinder", {
      code: "A1-c",
      title: "Moitié",
      type: "objective",
      parts: ESSAI.passageId(2),
      act: "split-node",
    });
    expect(editor.html).toContain("Partie A1-c issue d’une scission");
    await onNode("A2-b", "fusionner", { into: ESSAI.nodeId(7), act: "merge-node" });
    expect(editor.html).toContain("Partie A2-b fusionnée avec une autre");
    await onNode("A1-b", "supprimer", {});
    expect(editor.html).toContain("Partie A1-b supprimée");
    await editor.get(urls.teamEdition("fr", { edition }, { vue: "retires" }));
    await editor.submit({ act: "restore-node", node: ESSAI.nodeId(3) }, urls.teamEdition("fr", { edition }));
    expect(editor.status).toBe(200);
    await editor.get(urls.teamEdition("fr", { edition }));
    expect(editor.html).not.toContain("Partie A1-b supprimée");
  });

  test("gives many differences one reason, and publishes with lineage kept", async () => {
    const reasons = urls.teamEditionReasons("fr", { edition });
    await editor.get(reasons);
    await editor.submit({ why: "editorial", reason: "Mise en ordre", act: "account" }, reasons);
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("Cochez au moins une différence");
    await editor.get(reasons);
    const objects = [...editor.html.matchAll(/name="object"[^>]*value="([0-9a-f-]{36})"/g)].map(([, id = ""]) => id);
    expect(objects.length).toBeGreaterThan(6);
    await editor.submit({ object: objects, why: "editorial", reason: "Mise en ordre", act: "account" }, reasons);
    expect(editor.html).toContain("L’édition peut être publiée");
    const publish = urls.teamEditionPublish("fr", { edition });
    await editor.get(publish);
    await editor.submit(
      { drafts: "all", "publishedOn-day": "1", "publishedOn-month": "3", "publishedOn-year": "2026" },
      publish,
    );
    expect(editor.path).toBe(urls.edition("fr", { document: ESSAI.document, edition: 2 }));
    const { sql } = house;
    await expect(sql`delete from documents.passage_lineage`).rejects.toThrow(/never changes/);
    await expect(sql`delete from documents.lineage where edition_id is not null`).rejects.toThrow(/never changes/);
  });

  test("everybody reads what became of each: passage, part, text, comparison, contribution", async () => {
    const visitor = house.visitor();
    const at = { document: ESSAI.document };
    await visitor.get(urls.passage("fr", { ...at, anchor: "p5" }));
    expect(visitor.html).toContain("Ses mots ont rejoint A2-a.1");
    await visitor.get(urls.passage("fr", { ...at, anchor: "p1" }));
    expect(visitor.html).toContain("Une partie de ses mots est passée en A1-a.2");
    await visitor.get(urls.nodeHistory("fr", { ...at, edition: 1, code: "A2-b" }));
    expect(visitor.html).toContain("Ses mots ont rejoint A2-c");
    await visitor.get(urls.documentHistory("fr", at));
    expect(visitor.html).toContain("1 partie fusionnée avec une autre");
    expect(visitor.html).toContain("Rédaction");
    for (const query of [
      { de: 1, a: 2 },
      { de: 2, a: 1 },
      { de: 1, a: 2, vue: "cote-a-cote" },
    ]) {
      await visitor.get(urls.comparison("fr", at, query));
      expect(visitor.status).toBe(200);
    }
    expect(visitor.html).toContain("Issu de la scission de A1-a.1");
    expect(visitor.html).toContain("Mise en ordre");
    const [row] = await house.sql<{ number: number }[]>`
      insert into contributions.contribution (
        process_id, phase_id, kind, edition_id, node_id, passage_id, body, about_text, channel, receipt_hash, state, published_at
      )
      select ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', edition_id, node_id, passage_id, 'Un avis', text, 'online',
        sha256(gen_random_uuid()::text::bytea), 'published', now()
      from documents.edition_passage
      where edition_id = ${ESSAI.editionId}
        and passage_id = ${ESSAI.passageId(5)}
      returning number
    `;
    await visitor.get(urls.contribution("fr", { number: row?.number ?? 0 }));
    expect(visitor.html).toContain("Le pharmacien vérifie l’ordonnance en ligne.");
    expect(visitor.html).toContain("ses mots ont rejoint");
  });
});
