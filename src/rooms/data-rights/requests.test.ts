import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asId, type ContributionId, type EditionId, type PersonId, type ProcessId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import { eraseContribution, insertContribution } from "#rooms/contributions";
import { appendLeaf } from "#rooms/journal";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { dataRightsInvariants } from "./invariants.queries.ts";
import { replayAtStart, replayErasures } from "./replay.actions.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

type Given = { readonly personId?: PersonId; readonly email?: string; readonly authorName?: string };

async function sent({ personId, email, authorName = "Zoé Prune" }: Given = {}) {
  return await house.sql.begin(async (tx) => {
    const made = await insertContribution(tx, {
      processId: asId<ProcessId>(ESSAI.processId),
      kind: "comment",
      editionId: asId<EditionId>(ESSAI.editionId),
      body: "Il faut agir vite.",
      channel: "online",
      authorName,
      personId: personId ?? null,
      email: email ?? null,
      state: "published",
      submittedAt: new Date("2026-01-20T10:00:00Z"),
      publishedAt: new Date("2026-01-20T11:00:00Z"),
    });
    await appendLeaf(tx, {
      leaf: { k: "contribution.submitted", c: ESSAI.processId, o: made.id },
      opening: { content: "{}", author: authorName },
    }).catch(() => {});
    return made;
  });
}

const stateOf = async (id: ContributionId) =>
  (
    await house.sql`select state, author_name, category_code, person_id, detached_at from contributions.contribution where id = ${id}`
  )[0];
const leavesOf = async (id: ContributionId) =>
  (
    await house.sql<{ leaf: string }[]>`
      select convert_from(data, 'UTF8') as leaf from journal.queue where convert_from(data, 'UTF8') like ${`%${id}%`} order by id
    `
  ).map(({ leaf }) => JSON.parse(leaf).k as string);

test("somebody else's contribution is found by nobody: by its id, with or without an account", async () => {
  const owner = await house.as("participant");
  const { id } = await sent({ personId: owner.personId });
  const stranger = await house.as("participant");
  const administrator = await house.as("administrator");
  for (const browser of [house.visitor(), stranger, administrator]) {
    for (const page of [urls.ownData, urls.ownErase, urls.ownDetach, urls.ownRectify]) {
      expect((await browser.request(page("fr", { code: id }))).status).toBe(404);
    }
    expect((await browser.request(urls.ownDataFile("fr", { code: id, file: "contribution.json" }))).status).toBe(404);
    await browser.get(urls.myData("fr"));
    await browser.submit({ accord: "oui" }, urls.ownErase("fr", { code: id }));
    expect(browser.status).toBe(404);
  }
  expect(await stateOf(id)).toMatchObject({ state: "published", author_name: "Zoé Prune" });
  expect((await owner.request(urls.ownErase("fr", { code: id }))).status).toBe(200);
  for (const object of [randomUUID(), "1", id]) {
    expect((await house.visitor().request(urls.erasureProof("fr", { object }))).status).toBe(404);
  }
});

test("what is taken away is one's own, whole, in two forms, and never somebody else's", async () => {
  const owner = await house.as("participant");
  const other = await house.as("participant");
  await sent({ personId: owner.personId });
  await sent({ personId: other.personId, authorName: "Quelqu’un d’autre" });
  const json = await owner.request(urls.myDataFile("fr", { file: "mes-donnees.json" }));
  expect(json.status).toBe(200);
  expect(json.headers.get("cache-control")).toBe("no-store");
  const held = JSON.parse(await json.text());
  expect(held.account).toHaveLength(1);
  expect(held.contributions).toHaveLength(1);
  expect(held.contributions[0]).toMatchObject({ body: "Il faut agir vite.", name: "Zoé Prune" });
  expect(held.signIns).toHaveLength(1);
  const text = await (await owner.request(urls.myDataFile("fr", { file: "mes-donnees.txt" }))).text();
  expect(text).toContain("Il faut agir vite.");
  expect(text).toMatch(/État\s: publiée/);
  expect(text).not.toContain("Quelqu’un d’autre");
  expect((await owner.request(urls.myDataFile("fr", { file: "autre.txt" }))).status).toBe(404);
  const visitor = await house.visitor().request(urls.myDataFile("fr", { file: "mes-donnees.json" }));
  expect(visitor.status).not.toBe(200);
});

test("two erasures at once make one request and one leaf", async () => {
  const { id, receiptCode } = await sent();
  const browsers = [house.visitor(), house.visitor()];
  for (const browser of browsers) await browser.get(urls.ownErase("fr", { code: receiptCode }));
  await Promise.all(browsers.map((browser) => browser.submit({ accord: "oui" })));
  for (const browser of browsers) expect(browser.status).toBe(200);
  const made = await house.sql`select from data_rights.request_object where contribution_id = ${id}`;
  expect(made.count).toBe(1);
  expect((await leavesOf(id)).filter((kind) => kind === "erasure.performed")).toHaveLength(1);
});

test("a moderator who had read it cannot write on what was erased meanwhile", async () => {
  const { id, number, receiptCode } = await sent();
  const moderator = await house.as("moderator");
  await moderator.get(urls.teamModerationItem("fr", { number }));
  const author = house.visitor();
  await author.get(urls.ownErase("fr", { code: receiptCode }));
  await Promise.all([
    author.submit({ accord: "oui" }),
    moderator.submit({
      verb: "hide",
      ground: "insult",
      reason: "Il faut agir vite est une injure.",
      maskedBody: "",
      version: "1",
      seen: "published",
    }),
  ]);
  expect(await stateOf(id)).toMatchObject({ state: "erased" });
  expect(await house.sql`select * from data_rights.remains()`).toEqual([]);
  await expect(
    house.sql`insert into moderation.flag (contribution_id, kind, explanation) values (${id}, 'insult', 'mots')`,
  ).rejects.toMatchObject({ constraint_name: "erased_takes_no_words" });
});

test("the words of what is not erased are still never edited, nor is anything append-only beside them", async () => {
  const { id } = await sent();
  await house.sql`
    insert into contributions.rewording (contribution_id, version, body) values (${id}, 2, 'Autrement.')
  `;
  for (const attempt of [
    house.sql`update contributions.contribution set body = '…' where id = ${id}`,
    house.sql`update contributions.contribution set author_name = null where id = ${id}`,
    house.sql`update contributions.rewording set body = '…' where contribution_id = ${id}`,
    house.sql`update contributions.contribution set detached_at = now() where id = ${id}`,
    house.sql`update contributions.contribution set state = 'erased', number = number + 1000000 where id = ${id}`,
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: "23514" });
  }
});

test("with the name off, the text stays, nobody withdraws it, and the code still erases it", async () => {
  const { id, receiptCode } = await sent({ email: "zoe@exemple.fr" });
  const author = house.visitor();
  await author.get(urls.ownDetach("fr", { code: receiptCode }));
  await author.submit({ accord: "oui" });
  expect(await stateOf(id)).toMatchObject({ state: "published", author_name: null });
  await author.get(urls.receipt("fr", { code: receiptCode }));
  expect(author.html).not.toContain(urls.receiptWithdraw("fr", { code: receiptCode }));
  await author.get(urls.ownErase("fr", { code: receiptCode }));
  await author.submit({ accord: "oui" });
  expect(author.status).toBe(200);
  expect(await stateOf(id)).toMatchObject({ state: "erased" });
  expect((await leavesOf(id)).slice(-2)).toEqual(["author.detached", "erasure.performed"]);
});

test("a name or a category is corrected by the author, as a new revision in the log", async () => {
  const { id, receiptCode } = await sent();
  const author = house.visitor();
  await author.get(urls.ownRectify("fr", { code: receiptCode }));
  expect(author.html).toContain("Zoé Prune");
  await author.submit({ nom: "Zoé Poire", organisation: "", categorie: "nulle-part" });
  expect(author.status).toBe(422);
  await author.submit({ nom: "Zoé Poire", organisation: "", categorie: "usagers-patient" });
  expect(author.status).toBe(200);
  expect(await stateOf(id)).toMatchObject({ author_name: "Zoé Poire", category_code: "usagers-patient" });
  expect((await leavesOf(id)).at(-1)).toBe("contribution.edited");
  const [line] = await house.sql`select category_code from corpus.line where contribution_id = ${id}`;
  expect(line?.category_code).toBe("usagers-patient");
});

test("an account goes with all it sent, or without; the team asks first", async () => {
  const owner = await house.as("participant");
  const one = await sent({ personId: owner.personId });
  const other = await sent({ personId: owner.personId });
  await house.sql`
    insert into contributions.support (contribution_id, voter_key, value) values (${one.id}, ${`p:${owner.personId}`}, 'for')
  `;
  await owner.get(urls.eraseAll("fr"));
  await owner.submit({ accord: "oui" });
  expect(owner.status).toBe(422);
  expect(owner.html).toContain("Choisissez ce que vous voulez effacer");
  await owner.submit({ choix: "account-detached", accord: "oui" });
  expect(owner.status).toBe(200);
  expect(owner.html).toContain("Le compte est effacé");
  for (const { id } of [one, other]) {
    expect(await stateOf(id)).toMatchObject({ state: "published", author_name: null, person_id: null });
  }
  const [person] =
    await house.sql`select email, display_name, status from accounts.person where id = ${owner.personId}`;
  expect(person).toEqual({ email: `${owner.personId}@efface.invalid`, display_name: "…", status: "erased" });
  expect((await owner.request(urls.account("fr"))).status).not.toBe(200);
  const [support] = await house.sql`select count(*) from contributions.support where contribution_id = ${one.id}`;
  expect(support?.count).toBe(1);
  const administrator = await house.as("administrator");
  expect((await administrator.request(urls.teamPerson("fr", { person: owner.personId }))).status).toBe(404);
  const editor = await house.as("editor");
  await editor.get(urls.eraseAll("fr"));
  expect(editor.html).toContain("fait partie de l’équipe");
  await editor.submit({ choix: "account-erased", accord: "oui" });
  expect(editor.status).toBe(403);
});

test("in writing: the address is confirmed, the officer refuses with a reason, the person is told, once", async () => {
  const { number } = await sent({ email: "lea@exemple.fr" });
  const person = house.visitor();
  await person.get(urls.dataRequest("fr"));
  await person.submit({ demande: "erase", numeros: "douze", courriel: "non", mots: "" });
  expect(person.status).toBe(422);
  await person.submit({
    demande: "erase",
    numeros: String(number),
    courriel: "lea@exemple.fr",
    mots: "Effacez ce texte.",
  });
  expect(person.status).toBe(200);
  const officer = await house.as("administrator");
  await officer.get(urls.teamDataRequests("fr"));
  expect(officer.html).not.toContain("Par écrit");
  const [mail] = await house.sql<{ text: string }[]>`
    select text_body as text from notices.mail where to_address = 'lea@exemple.fr' and purpose = 'data-rights'
  `;
  const link = /http:\/\/jalon\.test(\/\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
  await person.get(link);
  await person.submit({});
  expect(person.html).toContain("Votre demande est reçue");
  await person.get(link);
  await person.submit({});
  expect(person.status).toBe(404);
  await officer.get(urls.teamDataRequests("fr"));
  const request = Number(/demandes\/(\d+)/.exec(officer.html)?.[1]);
  await officer.get(urls.teamDataRequest("fr", { number: request }));
  expect(officer.html).toContain("l’adresse est celle de son auteur");
  await officer.submit({ acte: "refuse", motif: "" });
  expect(officer.status).toBe(422);
  await officer.submit({ acte: "do", fondement: "", motif: "" });
  expect(officer.html).toContain("Choisissez une raison dans la liste");
  const second = await house.as("administrator");
  await second.get(urls.teamDataRequest("fr", { number: request }));
  await officer.submit({ acte: "refuse", motif: "Ce texte n’est pas le vôtre." });
  expect(officer.status).toBe(200);
  await second.submit({ acte: "do", fondement: "rgpd-17", motif: "" });
  expect(second.status).toBe(409);
  const letters = await house.sql<{ text: string }[]>`
    select text_body as text from notices.mail where to_address = 'lea@exemple.fr' order by created_at
  `;
  expect(letters.at(-1)?.text).toContain("Ce texte n’est pas le vôtre.");
  const [closed] = await house.sql`select state, words from data_rights.request where number = ${request}`;
  expect(closed).toEqual({ state: "refused", words: "Effacez ce texte." });
});

test("the officer finds by number, code or address, erases on a basis of the closed list, and late requests are said", async () => {
  const { id, number, receiptCode } = await sent({ email: "max@exemple.fr" });
  const officer = await house.as("administrator");
  for (const recherche of [String(number), receiptCode, "MAX@exemple.fr"]) {
    await officer.get(urls.teamDataSearch("fr"));
    await officer.submit({ recherche });
    expect(officer.html, recherche).toContain(urls.teamDataErase("fr", { number }));
  }
  await officer.get(urls.teamDataErase("fr", { number }));
  await officer.submit({ acte: "erase", fondement: "parce-que", motif: "x" });
  expect(officer.status).toBe(422);
  await officer.submit({ acte: "erase", fondement: "court", motif: "Décision du tribunal." });
  expect(officer.status).toBe(200);
  expect(await stateOf(id)).toMatchObject({ state: "erased" });
  await house.sql`
    insert into data_rights.request (kind, target, origin, language, words, received_at, due_at)
    values ('export', 'account', 'letter', 'fr', 'Mes données.', now() - interval '40 days', now() - interval '9 days')
  `;
  await officer.get(urls.teamDataRequests("fr"));
  expect(officer.html).toContain("depuis plus d’un mois");
  expect(officer.html).toContain("En retard");
  await officer.get(`${urls.teamDataRequests("fr")}?etat=closes`);
  expect(officer.html).toContain("À l’initiative de l’équipe");
});

test("after an older backup: what the log says was erased or detached is so again, without a second leaf", async () => {
  const erased = await sent();
  const detached = await sent();
  const before = await leavesOf(erased.id);
  const done = await replayErasures(house.sql, [
    { k: "contribution.submitted", o: erased.id },
    { k: "erasure.performed", o: erased.id, lb: "rgpd-9" },
    { k: "author.detached", o: detached.id },
    { k: "erasure.performed", o: randomUUID(), lb: "rgpd-17" },
    { k: "roadmap.version", o: randomUUID() },
  ]);
  expect(done.done).toEqual([erased.id, detached.id]);
  expect(await stateOf(erased.id)).toMatchObject({ state: "erased" });
  expect(await stateOf(detached.id)).toMatchObject({ state: "published", author_name: null });
  expect(await leavesOf(erased.id)).toEqual(before);
  expect(await house.sql`select * from data_rights.remains()`).toEqual([]);
  const again = await replayErasures(house.sql, [{ k: "erasure.performed", o: erased.id, lb: "rgpd-9" }]);
  expect(again.done).toEqual([]);
});

test("at each start, words that came back on what the log erased go again, with an alarm", async () => {
  const { id } = await sent();
  const leaf = JSON.stringify({
    c: ESSAI.processId,
    k: "erasure.performed",
    lb: "rgpd-17",
    o: id,
    r: 1,
    t: "2026-01-01T00:00Z",
    v: 1,
  });
  await house.sql`
    insert into journal.leaf (idx, event_id, data, leaf_hash, kind, o, r)
    values (0, gen_random_uuid(), ${Buffer.from(leaf)}, sha256(${Buffer.from(leaf)}), 'erasure.performed', ${id}, 1)
  `;
  const [invariant] = dataRightsInvariants;
  expect(await invariant?.check(house.sql)).toHaveLength(1);
  const alarms: unknown[] = [];
  const log = { error: (alarm: unknown) => alarms.push(alarm) } as never;
  expect(await replayAtStart({ sql: house.sql, log })).toEqual([id]);
  expect(alarms).toHaveLength(1);
  expect(await invariant?.check(house.sql)).toEqual([]);
  expect(await replayAtStart({ sql: house.sql, log })).toEqual([]);
});

test("an erasure that fails on the way leaves everything as it was", async () => {
  const { id } = await sent();
  await expect(
    house.sql.begin(async (tx) => {
      await eraseContribution(tx, { id, actingRole: "author", basis: "rgpd-17" });
      throw new Error("cut");
    }),
  ).rejects.toThrow("cut");
  expect(await stateOf(id)).toMatchObject({ state: "published", author_name: "Zoé Prune" });
});
