// Questions put to the vote, through the front door.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { htmlFaults } from "#ui/html-check.ts";
import { form, GOOD, prepare, press } from "../../../test/fixtures/poll-forms.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

describe("the public pages", () => {
  it("say what is asked, by whom, until when, and lead to the vote", async () => {
    const visitor = house.visitor();
    await visitor.get("/fr/demarches/essai/questions");
    expect(visitor.html).toContain("Comment partager les documents de santé");
    await visitor.get("/fr/questions/1");
    expect(visitor.html).toContain("L’autorité d’essai");
    expect(visitor.html).toContain("/fr/questions/1/voter");
    expect(await htmlFaults(visitor.html)).toEqual([]);
    await visitor.get("/en/questions/1");
    expect(visitor.html).toContain("Who asks the question");
  });

  it("list the statements, and those not shown with the reason and without their words", async () => {
    const visitor = house.visitor();
    await visitor.get("/fr/questions/1/affirmations");
    expect(visitor.html).toContain("Un guichet aide");
    expect(visitor.html).not.toContain("accueils des hôpitaux");
    await visitor.get("/fr/questions/1/affirmations?etat=masquees");
    expect(visitor.html).toContain("Donnée personnelle");
    expect(visitor.html).not.toContain("Paul Durand");
    expect(await htmlFaults(visitor.html)).toEqual([]);
  });

  it("keep drafts for the team", async () => {
    const editor = await house.as("editor");
    const draft = await prepare(editor);
    const visitor = house.visitor();
    for (const page of ["", "/affirmations", "/proposer"]) {
      await visitor.get(`/fr/questions/${draft}${page}`);
      expect(visitor.status, page).toBe(404);
    }
    await editor.get(`/fr/questions/${draft}`);
    expect(editor.html).toContain("Aperçu pour l’équipe");
    const participant = await house.as("participant");
    await participant.get(`/fr/questions/${draft}`);
    expect(participant.status).toBe(404);
  });
});

describe("proposing a statement", () => {
  it("shows those alike and what looks personal, then says what happens next", async () => {
    const visitor = house.visitor();
    await visitor.get("/fr/questions/1/proposer");
    expect(visitor.html).toContain("280");
    await visitor.submit({ text: "Chaque document utile est versé le jour même par Paul, 06 12 34 56 78." });
    expect(visitor.html).toContain("Chaque document utile est versé le jour même.");
    expect(visitor.html).toContain("06 12 34 56 78");
    expect(await htmlFaults(visitor.html)).toEqual([]);
    await visitor.get("/fr/questions/1/proposer");
    await visitor.submit({ text: "Les   rappels arrivent\npar courrier." });
    expect(visitor.html).toContain("Les rappels arrivent par courrier.");
    const again = /name="id" value="([^"]+)"/.exec(visitor.html)?.[1] ?? "";
    await visitor.submit({ step: "send" });
    expect(visitor.html).toContain("est reçue");
    expect(visitor.html).toContain("Les rappels arrivent par courrier.");
    const received = visitor.path;
    // the same form once more
    await visitor.submit(
      { step: "send", id: again, text: "Les rappels arrivent par courrier.", language: "fr", website: "" },
      "/fr/questions/1/proposer",
    );
    expect(visitor.path).toBe(received);
    const rows = await house.sql`select from polls.statement where text = 'Les rappels arrivent par courrier.'`;
    expect(rows).toHaveLength(1);
    // nobody else sees it
    const other = house.visitor();
    await other.get(received);
    expect(other.html).not.toContain("Les rappels");
  });

  it("refuses two sentences word for word alike, an endless one, an empty one", async () => {
    const visitor = house.visitor();
    const send = async (text: string) => {
      await visitor.get("/fr/questions/1/proposer");
      await visitor.submit(
        { step: "send", id: randomUUID(), text, language: "fr", website: "" },
        "/fr/questions/1/proposer",
      );
      return visitor.status;
    };
    expect(await send("chacun voit qui a ouvert SES documents.")).toBe(422);
    expect(visitor.html).toContain("mot pour mot");
    expect(await send("a".repeat(281))).toBe(422);
    expect(await send("   ")).toBe(422);
    expect(await send("é".repeat(280))).toBe(200);
  });

  it("stops when the phase, the question or its rule says so", async () => {
    const editor = await house.as("editor");
    const accounts = await prepare(editor, { whoProposes: "accounts", title: "Comptes" });
    await press(editor, form(accounts, "/affirmations"), { act: "lines", lines: "Un.\nDeux." });
    await press(editor, form(accounts), { act: "publish" });
    const visitor = house.visitor();
    await visitor.get(`/fr/questions/${accounts}/proposer`);
    expect(visitor.html).toContain("il faut un compte");
    const participant = await house.as("participant");
    await participant.get(`/fr/questions/${accounts}/proposer`);
    await participant.submit({ text: "Trois." });
    await participant.submit({ step: "send" });
    expect(participant.html).toContain("est reçue");
    await press(editor, form(accounts), { act: "close", reason: "Tout est dit." });
    await participant.get(`/fr/questions/${accounts}/proposer`);
    expect(participant.html).toContain("On ne peut pas proposer");
    await participant.get(`/fr/questions/${accounts}`);
    expect(participant.html).toContain("Tout est dit.");
  });

  it("is limited for a device", async () => {
    const visitor = house.visitor();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      await visitor.get("/fr/questions/1/proposer");
      await visitor.submit(
        { step: "send", id: randomUUID(), text: `Proposition numéro ${n} d’un robot.`, language: "fr", website: "" },
        "/fr/questions/1/proposer",
      );
      statuses.push(visitor.status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});

describe("moderation", () => {
  it("shows or hides, once, and tells the second moderator", async () => {
    const [first, second] = [await house.as("moderator"), await house.as("moderator")];
    const at = "/fr/equipe/questions/1/affirmations/13";
    await first.get(at);
    await second.get(at);
    const version = /name="version" value="(\d+)"/.exec(second.html)?.[1] ?? "";
    await first.submit({ act: "hide", reason: "off_subject", note: "Hors sujet <b>", version }, at);
    expect(first.status).toBe(200);
    await second.submit({ act: "show", version }, at);
    expect(second.status).toBe(409);
    expect(second.html).toContain("Quelqu’un d’autre a agi");
    const visitor = house.visitor();
    await visitor.get("/fr/questions/1/affirmations?etat=masquees");
    expect(visitor.html).toContain("Hors sujet &lt;b>");
    expect(visitor.html).toContain("accueils des hôpitaux");
    const [entry] =
      await house.sql`select payload from journal.entry where kind = 'poll.statement-hidden' order by id desc limit 1`;
    expect(entry?.payload).toMatchObject({ number: 13, reason: "off_subject" });
    await press(first, at, { act: "show" });
    await visitor.get("/fr/questions/1/affirmations");
    expect(visitor.html).toContain("accueils des hôpitaux");
  });

  it("wants a reason of the list", async () => {
    const moderator = await house.as("moderator");
    await press(moderator, "/fr/equipe/questions/1/affirmations/1", { act: "hide", reason: "", note: "" });
    expect(moderator.status).toBe(422);
    await press(moderator, "/fr/equipe/questions/1/affirmations/1", { act: "hide", reason: "corrected", note: "" });
    expect(moderator.status).toBe(422);
    await press(moderator, "/fr/equipe/questions/1/affirmations/1", { act: "meta", meta: "yes" });
    expect(moderator.status).toBe(403);
  });
});

describe("the team", () => {
  it("prepares, names lines at fault, publishes once, and changes no word afterwards", async () => {
    const editor = await house.as("editor");
    const number = await prepare(editor, { title: "Avant" });
    await press(editor, form(number), { ...GOOD, act: "save", title: "Après" });
    expect(editor.html).toContain("Après");
    await press(editor, form(number), { act: "publish" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("au moins 2 affirmations");
    const lines = `Bonne ligne.\n\n${"x".repeat(281)}\nbonne LIGNE.`;
    await press(editor, form(number, "/affirmations"), { act: "lines", lines });
    expect(editor.status).toBe(422);
    expect(editor.html).toMatch(/Ligne 3/);
    expect(editor.html).toMatch(/Ligne 4/);
    expect(await house.sql`select from polls.statement where text = 'Bonne ligne.'`).toHaveLength(0);
    await press(editor, form(number, "/affirmations"), { act: "lines", lines: "Bonne ligne.\nAutre ligne." });
    expect(editor.status).toBe(200);
    await press(editor, form(number, "/affirmations/2"), { act: "reword", text: "Autre ligne, mieux dite." });
    await press(editor, form(number), { act: "publish" });
    await press(editor, form(number), { act: "publish" });
    expect(editor.status).toBe(200);
    const entries = await house.sql`
      select from journal.entry join polls.poll on poll.id = entry.subject_id
      where entry.kind = 'poll.opened' and poll.number = ${Number(number)}
    `;
    expect(entries).toHaveLength(1);
    await press(editor, form(number), { ...GOOD, act: "save", title: "Trop tard" });
    expect(editor.status).toBe(422);
    await press(editor, form(number, "/affirmations/2"), { act: "reword", text: "Trop tard." });
    expect(editor.status).toBe(422);
    await press(editor, form(number, "/affirmations/2"), { act: "correct", text: "Autre ligne, corrigée." });
    await house.visitor().get(`/fr/questions/${number}`);
    const visitor = house.visitor();
    await visitor.get(`/fr/questions/${number}/affirmations?etat=masquees`);
    expect(visitor.html).toContain("Remplacée par l’affirmation n° 3");
    await expect(
      house.sql`update polls.statement set text = 'x' where poll_id = (select id from polls.poll where number = ${Number(number)})`,
    ).rejects.toThrow(/never changed/);
  });

  it("puts off the closing, never back, and closes with a reason", async () => {
    const editor = await house.as("editor");
    const number = await prepare(editor, { title: "Fin", closes: "2089-06-01 12:00" });
    await press(editor, form(number, "/affirmations"), { act: "lines", lines: "Une.\nDeux." });
    await press(editor, form(number), { act: "publish" });
    await press(editor, form(number), { act: "put-off", closes: "2089-05-01 12:00" });
    expect(editor.status).toBe(422);
    await press(editor, form(number), { act: "put-off", closes: "2089-07-01 12:00" });
    expect(editor.html).toContain("1er juillet 2089");
    await press(editor, form(number), { act: "close", reason: " " });
    expect(editor.status).toBe(422);
    await press(editor, form(number), { act: "close", reason: "Assez." });
    await press(editor, form(number), { act: "put-off", closes: "2089-08-01 12:00" });
    expect(editor.status).toBe(422);
    const kinds = await house.sql<{ kind: string }[]>`
      select entry.kind from journal.entry join polls.poll on poll.id = entry.subject_id
      where poll.number = ${Number(number)} order by entry.id
    `;
    expect(kinds.map(({ kind }) => kind)).toEqual(["poll.opened", "poll.put-off", "poll.closed"]);
  });

  it("does not write over what a colleague did", async () => {
    const [one, two] = [await house.as("editor"), await house.as("administrator")];
    const number = await prepare(one, { title: "À deux" });
    await two.get(form(number));
    await press(one, form(number), { ...GOOD, act: "save", title: "De l’un" });
    await two.submit({ ...GOOD, act: "save", version: "1", title: "De l’autre" }, form(number));
    expect(two.status).toBe(409);
    expect(two.html).toContain("De l’autre");
    await two.get(form(number));
    expect(two.html).toContain("De l’un");
  });

  it("names parts of the text, stages with an address, and keeps a stage that was used", async () => {
    const editor = await house.as("editor");
    await press(editor, form("1"), { act: "nodes", codes: "A1-a, Z9" });
    expect(editor.status).toBe(422);
    expect(editor.html).toContain("Z9");
    await press(editor, form("1"), { act: "nodes", codes: "A1-a, A2-b" });
    expect(editor.html).toContain("Objectif deux b");
    const day = { "heldOn-day": "3", "heldOn-month": "4", "heldOn-year": "2026" };
    const stage = { act: "add", code: "brest", name: "Brest", territory: "R53", ...day };
    for (const _ of [1, 2]) await press(editor, form("1", "/etapes"), stage);
    expect(editor.status).toBe(200);
    await press(editor, form("1", "/etapes"), { ...stage, "heldOn-day": "31" });
    expect(editor.status).toBe(422);
    await press(editor, form("1", "/etapes"), { ...stage, territory: "XX", code: "quimper" });
    expect(editor.status).toBe(422);
    const visitor = house.visitor();
    await visitor.get("/fr/questions/1/etapes/brest");
    expect(visitor.html).toContain("http://jalon.test/fr/questions/1/etapes/brest");
    await visitor.submit({});
    expect(visitor.cookies.get("jalon_stage_1")).toBe("brest");
    await house.sql`
      insert into votes.voter (poll_id, tag, is_verified, stage_id)
      select poll_id, sha256('v'), false, id from polls.stage where code = 'brest'
    `;
    await press(editor, form("1", "/etapes"), { act: "remove", code: "brest" });
    expect(editor.status).toBe(422);
    await press(editor, form("1", "/etapes"), { act: "remove", code: "rennes" });
    expect(editor.status).toBe(200);
  });

  it("deletes a draft, never a published question", async () => {
    const editor = await house.as("editor");
    const number = await prepare(editor, { title: "À jeter" });
    await press(editor, form(number, "/affirmations"), { act: "lines", lines: "Une.\nDeux." });
    await press(editor, form(number), { act: "delete" });
    await editor.get(form(number));
    expect(editor.status).toBe(404);
    await press(editor, form("1"), { act: "delete" });
    expect(editor.status).toBe(422);
    await expect(house.sql`delete from polls.poll where number = 1`).rejects.toThrow(/never deleted/);
  });
});
