import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostileText } from "../../../test/fixtures/hostile-texts.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house.close();
});

type Browser = ReturnType<TestHouse["visitor"]>;
const start = `/fr/demarches/${ESSAI.process}/contribuer`;

/** An amendment of p1 up to its other passages; gives the address of the draft. */
async function amend(browser: Browser, fields: Record<string, string> = {}): Promise<string> {
  await browser.get(`${start}?passage=p1`);
  await browser.submit({ where: "passage" });
  const draft = browser.path.replace(/\/type.*$/, "");
  await browser.submit({ kind: "amendment" });
  await browser.submit({ operation: "rewrite", proposedText: "Un autre texte.", next: "passage", ...fields });
  return draft;
}

async function finish(browser: Browser, draft: string): Promise<void> {
  await browser.get(`${draft}/texte`);
  await browser.submit({ body: "Pour plusieurs raisons." });
  await browser.submit({ voice: "anonymous" });
  await browser.submit({ wantsAnswer: "no" });
}

const last = async () => (await house.sql`select * from contributions.contribution order by number desc limit 1`)[0];
const partsOf = async (id: unknown) =>
  await house.sql`select * from contributions.amended_passage where contribution_id = ${String(id)} order by position`;

describe("an amendment of several passages", () => {
  it("is written passage by passage, shown whole before sending, and sent as one", async () => {
    const browser = house.visitor();
    const draft = await amend(browser);
    expect(browser.path).toBe(`${draft}/passages`);
    expect(browser.html).toContain("1 passage modifié");
    await browser.get(`${draft}/passages?numero=A1-a.2`);
    expect(browser.path).toBe(`${draft}/passages/p2`);
    await browser.submit({ operation: "remove" });
    expect(browser.path).toBe(`${draft}/passages`);
    await browser.get(`${draft}/passages?passage=p3`);
    await browser.submit({ operation: "add", addedText: "Un bilan est publié chaque année." });
    expect(browser.html).toContain("3 passages modifiés");
    await finish(browser, draft);
    for (const shown of ["Un bilan est publié", "Supprimer tout ce passage", "Ajouter un passage juste après"]) {
      expect(browser.html).toContain(shown);
    }
    await browser.submit({});
    expect(browser.path).toMatch(/recu$/);
    const row = await last();
    expect(row).toMatchObject({ kind: "amendment", operation: "rewrite", part_count: 3 });
    expect(await partsOf(row?.id)).toMatchObject([
      { position: 2, passage_id: ESSAI.passageId(2), operation: "remove", proposed_text: null },
      {
        position: 3,
        passage_id: ESSAI.passageId(3),
        operation: "add",
        proposed_text: "Un bilan est publié chaque année.",
      },
    ]);
  });

  it("may remove its only passage", async () => {
    const browser = house.visitor();
    const draft = await amend(browser, { operation: "remove", proposedText: "" });
    await finish(browser, draft);
    await browser.submit({});
    expect(await last()).toMatchObject({ operation: "remove", proposed_text: null, part_count: 1 });
  });

  it("names a passage once, changes it, leaves it again, and forgets all when it becomes an opinion", async () => {
    const browser = house.visitor();
    const draft = await amend(browser);
    await browser.get(`${draft}/passages/p2`);
    await browser.submit({ operation: "rewrite", proposedText: "Une fois." });
    await browser.get(`${draft}/passages/p2`);
    expect(browser.html).toContain("Une fois.");
    await browser.submit({ operation: "rewrite", proposedText: "Deux fois." });
    expect(browser.html).toContain("2 passages modifiés");
    await browser.get(`${draft}/passages/p3`);
    await browser.submit({ operation: "remove" });
    await browser.get(`${draft}/passages/p3`);
    await browser.submit({ remove: "yes" });
    expect(browser.html).toContain("2 passages modifiés");
    await browser.get(`${draft}/type`);
    await browser.submit({ kind: "comment" });
    await finish(browser, draft);
    await browser.submit({});
    const row = await last();
    expect(row).toMatchObject({ kind: "comment", part_count: 1, proposed_text: null });
    expect(await partsOf(row?.id)).toEqual([]);
  });

  it("refuses an unknown passage, one of another text, no choice, no words, the same words and an eleventh passage", async () => {
    await house.sql.begin(async (tx) => {
      await tx`insert into documents.document (slug, kind, title) values ('autre', 'doctrine', 'Autre') on conflict do nothing`;
      await tx`
        insert into documents.passage (document_id, anchor)
        select id, 'p77'
        from documents.document
        where slug = 'autre'
      `;
    });
    const browser = house.visitor();
    const draft = await amend(browser);
    for (const query of ["numero=p99", "numero=Z9.1", "numero=%3Cscript%3E", "passage=p77", "numero=&passage="]) {
      await browser.get(`${draft}/passages?${query}`);
      expect([query, browser.status]).toEqual([query, 422]);
    }
    await browser.get(`${draft}/passages/p77`);
    expect(browser.status).toBe(404);
    await browser.get(`${draft}/passages/p2`);
    await browser.submit({ operation: "rewrite", proposedText: " " });
    expect(browser.status).toBe(422);
    await browser.submit({ operation: "add", addedText: "" });
    expect(browser.status).toBe(422);
    await browser.submit({ operation: "burn" });
    expect(browser.status).toBe(422);
    const [passage] = await house.sql`
      select text from documents.edition_passage where passage_id = ${ESSAI.passageId(2)}
    `;
    await browser.submit({ operation: "rewrite", proposedText: String(passage?.text).replaceAll(" ", "  ") });
    expect(browser.html).toContain("Changez au moins un mot");
    const parts = Array.from({ length: 9 }, (_, at) => ({
      anchor: `p${at + 20}`,
      operation: "remove",
      proposedText: null,
    }));
    await house.sql`
      update contributions.draft
      set answers = answers || ${house.sql.json({ parts })}
      where id = ${draft.split("/").at(-1) ?? ""}
    `;
    await browser.get(`${draft}/passages/p2`);
    await browser.submit({ operation: "remove" });
    expect(browser.status).toBe(422);
    expect(browser.html).toContain("Vous avez déjà modifié 10 passages");
  });

  it("keeps passages added from two tabs at once, and sends once when the button is clicked twice", async () => {
    const browser = house.visitor();
    const draft = await amend(browser);
    const tabs = ["p2", "p3", "p4", "p5"];
    for (const anchor of tabs) await browser.get(`${draft}/passages/${anchor}`);
    const csrf = /name="csrf" value="([^"]+)"/.exec(browser.html)?.[1] ?? "";
    const post = (path: string, fields: Record<string, string>) =>
      browser.request(path, {
        method: "POST",
        headers: { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrf, ...fields }),
      });
    await Promise.all(tabs.map((anchor) => post(`${draft}/passages/${anchor}`, { operation: "remove" })));
    await finish(browser, draft);
    const before = (await last())?.number;
    await Promise.all([1, 2, 3].map(() => post(`${draft}/verification`, {})));
    const row = await last();
    expect(row).toMatchObject({ number: before + 1, part_count: 5 });
    expect(await partsOf(row?.id)).toHaveLength(4);
  });

  it("shows hostile words as words", async () => {
    const browser = house.visitor();
    const draft = await amend(browser);
    await browser.get(`${draft}/passages/p2`);
    const words = `<script>alert(1)</script> ${hostileText("right to left", 200)} {count} %s`;
    await browser.submit({ operation: "rewrite", proposedText: words });
    await finish(browser, draft);
    expect(browser.html).not.toContain("<script>alert");
    await browser.submit({});
    expect((await partsOf((await last())?.id))[0]?.proposed_text).toBe(words);
  });
});

describe("what the database holds", () => {
  const whole = async (parts: number, passages: readonly number[]) =>
    await house.sql.begin(async (tx) => {
      const [row] = await tx`
        insert into contributions.contribution (process_id, kind, edition_id, passage_id, about_text, body, proposed_text,
          channel, receipt_hash, part_count)
        select ${ESSAI.processId}, 'amendment', edition_id, passage_id, text, 'r', 'autre', 'online',
          sha256(random()::text::bytea), ${parts}
        from documents.edition_passage
        where passage_id = ${ESSAI.passageId(1)}
        returning id
      `;
      for (const [at, n] of passages.entries()) {
        await tx`
          insert into contributions.amended_passage (contribution_id, position, passage_id, about_text, proposed_text)
          select ${row?.id}, ${at + 2}, passage_id, text, 'autre'
          from documents.edition_passage
          where passage_id = ${ESSAI.passageId(n)}
        `;
      }
      return String(row?.id);
    });

  it("keeps the words of every passage, their number, and each passage once", async () => {
    const id = await whole(3, [2, 3]);
    for (const change of [
      house.sql`update contributions.amended_passage set proposed_text = 'x' where contribution_id = ${id}`,
      house.sql`delete from contributions.amended_passage where contribution_id = ${id}`,
      house.sql`truncate contributions.amended_passage cascade`,
      house.sql`
        insert into contributions.amended_passage (contribution_id, position, passage_id, about_text, proposed_text)
        select ${id}, 4, passage_id, text, 'x' from documents.edition_passage where passage_id = ${ESSAI.passageId(4)}
      `,
    ]) {
      await expect(change).rejects.toMatchObject({ code: "23514" });
    }
    await expect(whole(2, [])).rejects.toMatchObject({ constraint_name: "parts_are_whole" });
    await expect(whole(2, [1])).rejects.toMatchObject({ constraint_name: "a_passage_once" });
    await expect(whole(3, [2, 2])).rejects.toMatchObject({ constraint_name: "a_passage_once" });
  });

  it("erases the words of all passages with the contribution", async () => {
    const id = await whole(2, [2]);
    await house.sql`
      update contributions.contribution
      set state = 'erased', body = '…', proposed_text = '…', about_text = '…'
      where id = ${id}
    `;
    expect(await partsOf(id)).toMatchObject([{ proposed_text: "…" }]);
  });
});

describe("the passages of an amendment, read by others", () => {
  /** Sent by a visitor with two passages; gives its number and the code of its receipt. */
  async function sent(words: string): Promise<{ number: number; code: string; id: string }> {
    const browser = house.visitor();
    const draft = await amend(browser);
    await browser.get(`${draft}/passages/p2`);
    await browser.submit({ operation: "rewrite", proposedText: words });
    await finish(browser, draft);
    await browser.submit({});
    const code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(browser.html)?.[0] ?? "";
    const row = await last();
    return { number: Number(row?.number), code, id: String(row?.id) };
  }

  it("are masked each, and shown again as they were", async () => {
    const { number } = await sent("Appelez Zoé Quidamont au 06 12 34 56 78 pour adhérer.");
    const moderator = await house.as("moderator");
    const item = `/fr/equipe/moderation/${number}`;
    const html = await moderator.get(item);
    expect(html).toContain("Quidamont");
    expect(html).toContain('name="maskedProposed2"');
    const mask = {
      verb: "mask",
      ground: "personal_data",
      reason: "Un nom.",
      maskedBody: "Pour plusieurs raisons.",
      maskedProposed: "Un autre texte.",
    };
    await moderator.submit({ ...mask, maskedProposed2: "Appelez-moi pour adhérer." });
    expect(moderator.status).toBe(422);
    await moderator.submit({ ...mask, maskedProposed2: "Appelez [nom] pour adhérer." });
    expect(moderator.status).toBe(200);
    const visitor = house.visitor();
    await visitor.get(`/fr/contributions/${number}`);
    expect(visitor.html).toContain("[nom]");
    expect(visitor.html).not.toContain("Quidamont");
    expect(visitor.html).toContain("Une partie de ce texte est masquée");
    const rows = await house.sql`
      select proposed_text from contributions.public_amended_passage where number = ${number} order by position
    `;
    expect(rows.map((row) => row.proposed_text)).toEqual(["Un autre texte.", "Appelez [nom] pour adhérer."]);
    await moderator.get(item);
    await moderator.submit({ verb: "unmask" });
    await visitor.get(`/fr/contributions/${number}`);
    expect(visitor.html).toContain("Quidamont");
  });

  it("are written anew by their author when asked, each of them", async () => {
    const { number, code } = await sent("Des mots de trop.");
    const moderator = await house.as("moderator");
    await moderator.get(`/fr/equipe/moderation/${number}`);
    await moderator.submit({ verb: "ask_rephrase", ground: "insult", reason: "Trop vif." });
    const author = house.visitor();
    await author.get(`/fr/recepisse/${code}/reformuler`);
    expect(author.html).toContain("Des mots de trop.");
    await author.submit({ body: "Des raisons.", proposedText: "Un texte calme.", proposedText2: "" });
    expect(author.status).toBe(422);
    await author.submit({ body: "Des raisons.", proposedText: "Un texte calme.", proposedText2: "Des mots calmes." });
    expect(author.status).toBe(200);
    expect(author.html).toContain("calmes");
    await moderator.get(`/fr/equipe/moderation/${number}`);
    expect(moderator.html).toContain("calmes");
    await moderator.submit({ verb: "publish" });
    const visitor = house.visitor();
    await visitor.get(`/fr/contributions/${number}`);
    expect(visitor.html).toContain("calmes");
    expect(visitor.html).not.toContain("Des mots de trop");
    await author.get(`/fr/recepisse/${code}/retirer`);
    await author.submit({});
    await visitor.get(`/fr/contributions/${number}`);
    expect(visitor.status).toBe(404);
    expect(await house.sql`select from contributions.public_amended_passage where number = ${number}`).toHaveLength(0);
  });
});

describe("an argument about an amendment", () => {
  async function published(): Promise<number> {
    const browser = house.visitor();
    const draft = await amend(browser);
    await finish(browser, draft);
    await browser.submit({});
    const row = await last();
    await publish(String(row?.id));
    return Number(row?.number);
  }
  const publish = async (id: string) =>
    await house.sql`update contributions.contribution set state = 'published', published_at = now() where id = ${id}`;

  it("is a contribution: taken by the short form, published under the amendment, found again", async () => {
    const number = await published();
    const browser = house.visitor();
    await browser.get(`/fr/contributions/${number}`);
    expect(browser.html).toContain(`/fr/contributions/${number}/discuter`);
    expect(browser.html).toContain("Personne n’a encore donné d’argument");
    await browser.get(`/fr/contributions/${number}/discuter`);
    await browser.submit({});
    expect(browser.status).toBe(422);
    await browser.submit({ stance: "against" });
    expect(browser.html).toContain("Quel est votre argument");
    await browser.submit({ body: "Trop coûteux pour les petits hôpitaux." });
    await browser.submit({ voice: "anonymous" });
    await browser.submit({ wantsAnswer: "no" });
    expect(browser.html).toMatch(new RegExp(`Sur l’autre rédaction n°\\s${number}`));
    await browser.submit({});
    expect(browser.path).toMatch(/recu$/);
    const row = await last();
    expect(row).toMatchObject({ kind: "comment", stance: "against", passage_id: ESSAI.passageId(1) });
    await publish(String(row?.id));
    await browser.get(`/fr/contributions/${number}`);
    expect(browser.html).toContain("1 contre");
    expect(browser.html).toContain("Trop coûteux");
    await browser.get(`/fr/contributions/${number}/discussion?position=contre`);
    expect(browser.html).toContain("Trop coûteux");
    await browser.get(`/fr/contributions/${number}/discussion?position=pour`);
    expect(browser.html).not.toContain("Trop coûteux");
    await browser.get(`/fr/contributions/${row?.number}`);
    expect(browser.html).toMatch(new RegExp(`Argument sur l’autre rédaction n°\\s${number}`));
    for (const deeper of ["discuter", "discussion"]) {
      await browser.get(`/fr/contributions/${row?.number}/${deeper}`);
      expect(browser.status).toBe(404);
    }
  });

  it("goes one level deep, in one process, and nowhere once the amendment is hidden or the phase closed", async () => {
    const number = await published();
    const [subject] = await house.sql`select id from contributions.contribution where number = ${number}`;
    const argue = (about: string) => house.sql`
      insert into contributions.contribution (process_id, kind, edition_id, body, channel, receipt_hash,
        about_contribution_id, stance)
      values (${ESSAI.processId}, 'comment', ${ESSAI.editionId}, 'x', 'online', sha256(random()::text::bytea), ${about}, 'for')
      returning id
    `;
    const [argument] = await argue(String(subject?.id));
    await expect(argue(String(argument?.id))).rejects.toMatchObject({ constraint_name: "one_level_of_discussion" });
    const browser = house.visitor();
    await browser.get(`/fr/contributions/${number}/discuter`);
    await house.sql`update processes.phase set closed_at = now() where id = ${ESSAI.consultationId}`;
    await browser.submit({ stance: "for" });
    expect(browser.status).toBe(403);
    await house.sql`update processes.phase set closed_at = null where id = ${ESSAI.consultationId}`;
    await house.sql`update contributions.contribution set state = 'withdrawn' where number = ${number}`;
    await browser.get(`/fr/contributions/${number}/discuter`);
    expect(browser.status).toBe(404);
  });
});
