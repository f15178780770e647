// Questions put to the vote: what leads to them, two people at once, and who may read.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type EditionId, type PassageId, type ProcessId } from "#kernel/ids.ts";
import { insertContribution } from "#rooms/contributions";
import { form, prepare, press } from "../../../test/fixtures/poll-forms.ts";
import { type Browser, createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

describe("the thread", () => {
  it("leads to the question from the home page, the process, a part of the text, and both ways with a contribution", async () => {
    const visitor = house.visitor();
    for (const page of ["/fr", "/fr/textes/texte-essai/editions/1/elements/A1-a"]) {
      await visitor.get(page);
      expect(visitor.html, page).toContain('href="/fr/questions/1"');
    }
    await visitor.get("/fr/demarches/essai");
    expect(visitor.html).toContain('href="/fr/demarches/essai/questions"');
    const { number } = await house.sql.begin((tx) =>
      insertContribution(tx, {
        processId: asId<ProcessId>(ESSAI.processId),
        kind: "comment",
        editionId: asId<EditionId>(ESSAI.editionId),
        passageId: asId<PassageId>(ESSAI.passageId(3)),
        aboutText: "Les parents",
        body: "Le rappel devrait venir deux fois.",
        channel: "online",
        state: "published",
        submittedAt: new Date("2026-02-01T10:00:00Z"),
        publishedAt: new Date("2026-02-02T10:00:00Z"),
      }),
    );
    const editor = await house.as("editor");
    await editor.get("/fr/equipe/questions/1/affirmations");
    const drawn = { act: "contribution", contribution: String(number), text: "Le rappel vient deux fois." };
    await editor.submit(drawn, "/fr/equipe/questions/1/affirmations");
    expect(editor.status).toBe(200);
    await visitor.get(`/fr/contributions/${number}`);
    expect(visitor.html).toContain("Le rappel vient deux fois.");
    const there = /href="(\/fr\/questions\/1\/affirmations#a\d+)"/.exec(visitor.html)?.[1] ?? "";
    await visitor.get(there.replace(/#.*/, ""));
    expect(visitor.html).toContain(`href="/fr/contributions/${number}"`);
    expect(visitor.html).toContain("Sur A1-b");
    await editor.submit({ ...drawn, contribution: "999999" }, "/fr/equipe/questions/1/affirmations");
    expect(editor.status).toBe(422);
  });
});

describe("at the same time, twice, or out of the circle", () => {
  const tokenOf = (browser: Browser): string => /name="csrf" value="([^"]+)"/.exec(browser.html)?.[1] ?? "";
  const sendRaw = async (browser: Browser, at: string, fields: Record<string, string>): Promise<number> => {
    const headers = { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" };
    const body = String(new URLSearchParams(fields));
    return (await browser.request(at, { method: "POST", body, headers })).status;
  };

  it("eight sendings of one form make one statement, two devices with the same words one", async () => {
    const [one, two] = [house.visitor(), house.visitor()];
    const at = "/fr/questions/1/proposer";
    for (const browser of [one, two]) await browser.get(at);
    const text = "Une phrase envoyée huit fois.";
    const fields = { step: "send", id: randomUUID(), text, language: "fr", website: "", csrf: tokenOf(one) };
    const statuses = await Promise.all(Array.from({ length: 8 }, () => sendRaw(one, at, fields)));
    expect(statuses).toEqual(Array(8).fill(303));
    const other = { ...fields, id: randomUUID(), csrf: tokenOf(two) };
    expect(await sendRaw(two, at, other)).toBe(422);
    expect(await house.sql`select from polls.statement where text = ${text}`).toHaveLength(1);
  });

  it("two moderators at once: one act, the other is told", async () => {
    const moderators = [await house.as("moderator"), await house.as("moderator")] as const;
    const at = "/fr/equipe/questions/1/affirmations/9";
    for (const browser of moderators) await browser.get(at);
    const version = /name="version" value="(\d+)"/.exec(moderators[0].html)?.[1] ?? "";
    const hide = (browser: Browser, reason: string) =>
      sendRaw(browser, at, { act: "hide", reason, note: "", version, csrf: tokenOf(browser) });
    const statuses = await Promise.all([hide(moderators[0], "unclear"), hide(moderators[1], "off_subject")]);
    expect(statuses.sort()).toEqual([303, 409]);
    const acts = await house.sql`select from polls.act where verb = 'hide' and statement_id = ${ESSAI.statementId(9)}`;
    expect(acts).toHaveLength(1);
  });

  it("a question published eight times at once is published once", async () => {
    const editor = await house.as("editor");
    const number = await prepare(editor, { title: "Huit fois" });
    await press(editor, form(number, "/affirmations"), { act: "lines", lines: "Une.\nDeux." });
    await editor.get(form(number));
    const version = /name="version" value="(\d+)"/.exec(editor.html)?.[1] ?? "";
    const fields = { act: "publish", version, csrf: tokenOf(editor) };
    const statuses = await Promise.all(Array.from({ length: 8 }, () => sendRaw(editor, form(number), fields)));
    expect(statuses).toEqual(Array(8).fill(303));
    const rows = await house.sql`
      select from polls.act join polls.poll on poll.id = act.poll_id
      where poll.number = ${Number(number)} and verb = 'publish'
    `;
    expect(rows).toHaveLength(1);
  });

  it("is read by those who may read the process, and takes nothing where no phase lets people vote", async () => {
    await house.sql`update processes.phase_circle set may_vote = false where circle_id = '00000000-0000-4000-8000-0000000000c4'`;
    const visitor = house.visitor();
    await visitor.get("/fr/questions/1/proposer");
    expect(visitor.html).toContain("On ne peut pas proposer");
    await visitor.get("/fr");
    expect(visitor.html).not.toContain("/fr/questions/1");
    await house.sql`update processes.phase_circle set may_read = false where circle_id = '00000000-0000-4000-8000-0000000000c4'`;
    for (const page of [
      "/fr/questions/1",
      "/fr/questions/1/affirmations",
      "/fr/questions/1/proposer",
      "/fr/questions/1/etapes/brest",
      "/fr/demarches/essai/questions",
    ]) {
      await visitor.get(page);
      expect(visitor.status, page).toBe(404);
    }
    const member = await house.as("participant");
    await house.sql`
      insert into processes.circle_member (circle_id, person_id)
      values ('00000000-0000-4000-8000-0000000000c1', ${member.personId})
    `;
    await member.get("/fr/questions/1");
    expect(member.status).toBe(200);
  });
});
