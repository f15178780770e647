import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { editionsInvariants } from "./invariants.queries.ts";

const HOSTILE = `<img src=x onerror="alert(1)"> & « raison »`;
let house: TestHouse;
let editor: Browser;
/** The draft of edition 2, as its address names it. */
let draft = "";
beforeAll(async () => {
  house = await createTestHouse();
  editor = await house.as("editor");
});
afterAll(() => house.close());

async function contribute(passage: number, body: string, email: string | null = null): Promise<number> {
  const [row] = await house.sql<{ id: string; number: number }[]>`
    insert into contributions.contribution (
      process_id, phase_id, kind, edition_id, node_id, passage_id, body, channel, receipt_hash, state, published_at
    )
    select ${ESSAI.processId}, ${ESSAI.consultationId}, 'comment', edition_id, node_id, passage_id, ${body}, 'online',
      sha256(gen_random_uuid()::text::bytea), 'published', now()
    from documents.edition_passage
    where edition_id = ${ESSAI.editionId}
      and passage_id = ${ESSAI.passageId(passage)}
    returning id, number
  `;
  if (!row) throw new Error("not inserted");
  if (email) {
    await house.sql`
      insert into contributions.contact (contribution_id, email, language) values (${row.id}, ${email}, 'fr')
    `;
  }
  return row.number;
}

async function decide(numbers: readonly number[], verdict: string, reason: string): Promise<number> {
  const [row] = await house.sql<{ id: string; number: number }[]>`
    insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
    values (${ESSAI.processId}, ${verdict}, ${reason}, 'Merci, voici ce que nous en faisons.', 'editor')
    returning id, number
  `;
  await house.sql`
    insert into decisions.covering (decision_id, contribution_id, acting_role)
    select ${row?.id ?? ""}, id, 'editor'
    from contributions.contribution
    where number = any (${numbers}::bigint[])
  `;
  return row?.number ?? 0;
}

const passagePage = (anchor: string, etape: string) =>
  urls.teamEditionPassage("fr", { edition: draft, anchor }, { etape });
const passageForm = (anchor: string) => urls.teamEditionPassage("fr", { edition: draft, anchor });

describe("the small loop: words, decision, change, edition, answers", () => {
  test("from contributions to a published edition whose changes say why", async () => {
    const first = await contribute(1, "Versez les documents le jour même.", "ana@exemple.fr");
    const second = await contribute(1, "Le plus tôt possible, merci.", "ana@exemple.fr");
    const third = await contribute(4, "Gardez le papier.", "bob@exemple.fr");
    const left = await contribute(8, "Et les sons ?");
    const accepted = await decide([first, second], "accepted", "La demande est fondée.");
    const declined = await decide([third], "declined", "Le papier reste possible par ailleurs.");

    await editor.get(urls.teamEditions("fr"));
    await editor.submit({}, urls.teamEditions("fr"));
    draft = /editions\/([0-9a-f-]{36})/.exec(editor.path)?.[1] ?? "";
    expect(editor.html).toContain("édition 2 en préparation");
    expect(editor.html).toContain("Aucune différence");

    // new words, then their decision: the one about this passage is offered first
    await editor.get(passagePage("p1", "texte"));
    await editor.submit(
      { text: "Les professionnels versent les documents le jour même.", act: "rewrite" },
      passageForm("p1"),
    );
    expect(editor.path).toContain("etape=lien");
    expect(editor.html).toContain(`Décision n°\u00a0${accepted}`);
    expect(editor.html).not.toContain(`Décision n°\u00a0${declined}`);
    await editor.submit({ why: "decisions", act: "account" }, passageForm("p1"));
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("Cochez au moins une décision");
    await editor.submit({ why: "decisions", decision: String(accepted), act: "account" }, passageForm("p1"));
    expect(editor.status).toBe(200);

    // a passage added, one removed, a title changed: nothing can be published without their reasons
    await editor.get(urls.teamEditionNode("fr", { edition: draft, code: "A1-b" }, { etape: "ajouter" }));
    await editor.submit({ text: "Les enfants aussi.", position: "1", act: "add" });
    expect(editor.path).toContain("/p9?etape=lien");
    await editor.get(passagePage("p8", "supprimer"));
    await editor.submit({}, passageForm("p8"));
    expect(editor.html).toContain("supprimé");
    const node = urls.teamEditionNode("fr", { edition: draft, code: "A2-b" });
    await editor.get(`${node}?etape=titre`);
    await editor.submit({ title: "Objectif deux b, précisé", act: "retitle" }, node);

    await editor.get(urls.teamEditionPublish("fr", { edition: draft }));
    expect(editor.html).toContain("3 points à régler");
    expect(editor.html).not.toContain("Publier l’édition 2 et les réponses");
    await editor.get(urls.teamEdition("fr", { edition: draft }, { vue: "problemes" }));
    for (const place of ["passages/p9", "passages/p8", "elements/"]) expect(editor.html).toContain(place);

    for (const [page, form] of [
      [passagePage("p9", "lien"), passageForm("p9")],
      [passagePage("p8", "lien"), passageForm("p8")],
      [`${node}?etape=lien`, node],
    ] as const) {
      await editor.get(page);
      await editor.submit({ why: "editorial", reason: HOSTILE, act: "account" }, form);
      expect(editor.status, page).toBe(200);
    }

    await editor.get(urls.teamEditionPublish("fr", { edition: draft }));
    expect(editor.html).toContain("Tout est réglé");
    expect(editor.html).toContain(`Contribution n°\u00a0${left}`);
    expect(editor.html).toContain("3 réponses publiées, 2 messages envoyés");
    expect(editor.html).toContain("2 réponses publiées, 1 message envoyé");
    const check = editor.html;
    const form = { drafts: "all", "publishedOn-day": "17", "publishedOn-month": "5", "publishedOn-year": "2023" };
    const publish = urls.teamEditionPublish("fr", { edition: draft });
    await editor.submit(form, publish);
    expect(editor.path).toBe(urls.edition("fr", { document: ESSAI.document, edition: 2 }));
    expect(editor.status).toBe(200);

    // the same click again: nothing twice
    editor.html = check;
    await editor.submit(form, publish);
    expect(editor.path).toBe(urls.edition("fr", { document: ESSAI.document, edition: 2 }));
    const mails = await house.sql<{ to: string; text: string; subject: string }[]>`
      select to_address as to, subject, text_body as text from notices.mail where purpose = 'answer' order by 1
    `;
    expect(mails.map(({ to }) => to)).toEqual(["ana@exemple.fr", "bob@exemple.fr"]);
    expect(mails[0]?.subject).toContain("vos 2 contributions");
    expect(mails[0]?.text).toContain("Passage A1-a.1 réécrit");
    expect(mails[0]?.text).toContain("La demande est fondée.");
    expect(mails[1]?.text).toContain("n’a pas modifié le texte de l’édition 2");
    const entries = await house.sql<{ kind: string; count: number }[]>`
      select kind, count(*) as count from journal.entry where kind in ('edition.published', 'decision.published') group by kind order by kind
    `;
    expect(entries).toMatchObject([
      { kind: "decision.published", count: 2 },
      { kind: "edition.published", count: 1 },
    ]);
  });

  test("everybody walks the thread: changes, change, decision, contribution", async () => {
    const visitor = house.visitor();
    await visitor.get(urls.changes("fr", { document: ESSAI.document, edition: 2 }));
    expect(visitor.html).toContain("4 modifications");
    expect(visitor.html).not.toContain("<img src=x");
    expect(visitor.html).toContain("Titre de A2-b modifié");
    const [change] = await house.sql<{ number: number }[]>`
      select number from editions.change where passage_id = ${ESSAI.passageId(1)}
    `;
    await visitor.get(urls.change("fr", { document: ESSAI.document, change: change?.number ?? 0 }));
    expect(visitor.status).toBe(200);
    expect(visitor.html).toContain("<del");
    expect(visitor.html).toContain("La demande est fondée.");
    expect(visitor.html).toContain("2 contributions");
    expect(visitor.html).toContain("Le plus tôt possible, merci.");
    expect(visitor.html).toContain(
      urls.comparison("fr", { document: ESSAI.document }, { de: 1, a: 2 }).replace("&", "&amp;"),
    );
    await visitor.get(urls.change("en", { document: ESSAI.document, change: 99_999 }));
    expect(visitor.status).toBe(404);
    const [decision] = await house.sql<
      { number: number }[]
    >`select number from decisions.decision where verdict = 'accepted'`;
    await visitor.get(urls.decision("fr", { number: decision?.number ?? 0 }));
    expect(visitor.html).toContain("Passage A1-a.1 réécrit");
    await visitor.get(urls.processDecisions("fr", { process: "essai" }));
    expect(visitor.html).toContain("3 réponses publiées sur 4 contributions");
  });

  test("every invariant holds", async () => {
    for (const { id, check } of editionsInvariants)
      expect({ id, broken: await check(house.sql) }).toEqual({ id, broken: [] });
  });
});

describe("what the database refuses", () => {
  test("an unaccounted difference is never published, and a published change never moves", async () => {
    const { sql } = house;
    await expect(
      sql`update editions.change set editorial_reason = 'autre' where passage_id = ${ESSAI.passageId(8)}`,
    ).rejects.toThrow(/published edition stay/);
    await expect(sql`delete from editions.change_decision`).rejects.toThrow(/published edition stay/);
    const [edition] = await sql<{ id: string }[]>`
      insert into documents.edition (document_id, number, title, label) values (${ESSAI.documentId}, 3, 'x', 'x') returning id
    `;
    await expect(sql`
      update documents.edition
      set state = 'published', published_on = '2026', published_at = now(), hash = repeat('b', 64)
      where id = ${edition?.id ?? ""}
    `).rejects.toThrow(/nothing accounts for/);
    await sql`delete from documents.edition where id = ${edition?.id ?? ""}`;
  });
});

describe("two editors at once", () => {
  test("the second sees both texts, and one publication wins", async () => {
    await editor.get(urls.teamEditions("fr"));
    await editor.submit({}, urls.teamEditions("fr"));
    draft = /editions\/([0-9a-f-]{36})/.exec(editor.path)?.[1] ?? "";
    const other = await house.as("administrator");
    await editor.get(passagePage("p4", "texte"));
    await other.get(passagePage("p4", "texte"));
    await editor.submit({ text: "Texte du premier.", act: "rewrite" }, passageForm("p4"));
    await other.submit({ text: "Texte du second.", act: "rewrite" }, passageForm("p4"));
    expect(other.status).toBe(409);
    expect(other.html).toContain("Texte du premier.");
    expect(other.html).toContain("Texte du second.");
    await other.submit({ text: "Texte des deux.", act: "rewrite" }, passageForm("p4"));
    expect(other.status).toBe(200);
    await other.submit({ why: "editorial", reason: "Mise en cohérence", act: "account" }, passageForm("p4"));

    await contribute(4, "Un avis de plus", "eve@exemple.fr");
    const [number] = await house.sql<
      { number: number }[]
    >`select max(number) as number from contributions.contribution`;
    await decide([number?.number ?? 0], "to_be_studied", "À voir au printemps.");
    await editor.get(urls.teamEditionPublish("fr", { edition: draft }));
    const csrf = /name="csrf" value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => {
        const body = new URLSearchParams({ csrf, drafts: "all", "publishedOn-year": "2024", "publishedOn-month": "2" });
        const headers = { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" };
        return editor.request(urls.teamEditionPublish("fr", { edition: draft }), { method: "POST", body, headers });
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(303));
    const rows = await house.sql`select from notices.mail where to_address = 'eve@exemple.fr'`;
    expect(rows).toHaveLength(1);
    const [edition] = await house.sql<
      { on: string }[]
    >`select published_on as on from documents.edition where id = ${draft}`;
    expect(edition?.on).toBe("2024-02");
  });
});

describe("who may", () => {
  test("only editors and administrators prepare and publish", async () => {
    for (const role of ["moderator", "analyst", "facilitator", "participant"] as const) {
      const other = await house.as(role);
      await other.get(urls.teamEditions("fr"));
      expect(other.status, role).toBe(403);
    }
    const visitor = house.visitor();
    await visitor.get(urls.changes("fr", { document: ESSAI.document, edition: 4 }));
    expect(visitor.status).toBe(404);
  });
});
