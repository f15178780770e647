import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house.close();
});

const start = `/fr/demarches/${ESSAI.process}/contribuer`;
type Browser = ReturnType<TestHouse["visitor"]>;

/** Begins on a passage and gives the address of the draft. */
async function begin(browser: Browser, fields: Record<string, string> = { where: "passage" }): Promise<string> {
  await browser.get(`${start}?passage=p1`);
  await browser.submit(fields);
  return browser.path.replace(/\/type(\?.*)?$/, "");
}

async function comment(browser: Browser, body: string, fields: Record<string, string> = {}): Promise<string> {
  const draft = await begin(browser);
  await browser.submit({ kind: "comment" });
  await browser.submit({ body });
  await browser.submit({ voice: "anonymous" });
  await browser.submit({ wantsAnswer: "no", ...fields });
  return draft;
}

const rows = async () => await house.sql`select * from contributions.contribution order by number`;
const last = async () => (await rows()).at(-1);
const idOf = (draft: string) => draft.split("/").at(-1) ?? "";

describe("the wizard", () => {
  it("takes a comment from the passage to the receipt, without an account", async () => {
    const browser = house.visitor();
    await browser.get(`${start}?passage=p1`);
    expect(browser.html).toContain("Ce qui va se passer");
    expect(browser.html).toContain("versent les documents utiles");
    await browser.submit({ where: "passage" });
    expect(browser.html).toContain("Que voulez-vous faire");
    await browser.submit({ kind: "comment" });
    expect(browser.html).toContain("10 000 caractères au maximum".replace(" ", "\u202f"));
    await browser.submit({ body: "Très bien." });
    await browser.submit({ voice: "person", authorName: "Zoé", category: "usagers-patient", territory: "R53" });
    await browser.submit({ wantsAnswer: "yes", email: "Zoe@Example.org" });
    for (const shown of ["Très bien.", "Zoé", "Patient ou usager", "Bretagne", "zoe@example.org"]) {
      expect(browser.html).toContain(shown);
    }
    await browser.submit({});
    expect(browser.path).toMatch(/\/recu$/);
    const code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(browser.html)?.[0];
    expect(code).toBeDefined();
    const row = await last();
    expect(row).toMatchObject({
      kind: "comment",
      body: "Très bien.",
      author_name: "Zoé",
      territory_code: "R53",
      category_code: "usagers-patient",
      passage_id: ESSAI.passageId(1),
      node_id: ESSAI.nodeId(2),
      phase_id: ESSAI.consultationId,
      state: "received",
      channel: "online",
      person_id: null,
    });
    expect(row?.about_text).toContain("versent les documents");
    const [contact] = await house.sql`select email from contributions.contact where contribution_id = ${row?.id}`;
    expect(contact?.email).toBe("zoe@example.org");
    const [mail] = await house.sql`select * from notices.mail where subject_id = ${row?.id}`;
    expect(mail).toMatchObject({ to_address: "zoe@example.org", purpose: "receipt" });
    expect(mail?.text_body).toContain(code);
    const [entry] = await house.sql`select kind, acting_role from journal.entry where subject_id = ${row?.id}`;
    expect(entry).toEqual({ kind: "contribution.submitted", acting_role: "visitor" });
    const [draft] = await house.sql`select answers from contributions.draft where submitted_at is not null`;
    expect(draft?.answers).toEqual({});
  });

  it("takes an amendment as an edit of the words of the passage, and refuses one that changes nothing", async () => {
    const browser = house.visitor();
    await begin(browser);
    await browser.submit({ kind: "amendment" });
    expect(browser.html).toMatch(/<textarea[^>]*>Les professionnels versent/);
    await browser.submit({
      proposedText: "Les professionnels versent  les documents utiles, de façon courante et sans double saisie.",
    });
    expect(browser.status).toBe(422);
    expect(browser.html).toContain("Changez au moins un mot");
    await browser.submit({ proposedText: "Les professionnels versent tous les documents." });
    await browser.submit({ body: "Pour simplifier." });
    await browser.submit({ voice: "organisation", organisation: "Association X" });
    await browser.submit({ wantsAnswer: "no" });
    expect(browser.html).toMatch(/<ins>/);
    await browser.submit({});
    expect(await last()).toMatchObject({
      kind: "amendment",
      proposed_text: "Les professionnels versent tous les documents.",
      organisation: "Association X",
      author_name: null,
    });
  });

  it("offers no rewriting on the whole text, and takes none", async () => {
    const browser = house.visitor();
    await begin(browser, { where: "text" });
    expect(browser.html).not.toContain('value="amendment"');
    await browser.submit({ kind: "amendment" });
    expect(browser.status).toBe(422);
    await browser.submit({ kind: "proposal" });
    await browser.submit({ title: "Une idée", body: "À creuser" });
    await browser.submit({ voice: "anonymous" });
    await browser.submit({ wantsAnswer: "no" });
    await browser.submit({});
    expect(await last()).toMatchObject({ kind: "proposal", title: "Une idée", passage_id: null, node_id: null });
  });

  it("says what is missing at the field and in the summary, and keeps what was typed", async () => {
    const browser = house.visitor();
    await begin(browser);
    await browser.submit({});
    expect(browser.status).toBe(422);
    expect(browser.html).toContain("<title>Erreur");
    expect(browser.html.split("Choisissez ce que vous voulez faire").length).toBeGreaterThanOrEqual(3);
    await browser.submit({ kind: "comment" });
    await browser.submit({ body: "a".repeat(10_001) });
    expect(browser.status).toBe(422);
    expect(browser.html).toContain("a".repeat(10_001));
    await browser.submit({ body: "\u00a0\u200b\n" });
    expect(browser.status).toBe(422);
    await browser.submit({ body: "a\u0000b" });
    expect(browser.status).toBe(422);
    expect(browser.html).toContain("ne peuvent pas être enregistrés");
    await browser.submit({ body: "Bien" });
    await browser.submit({ voice: "person", authorName: "" });
    expect(browser.html).toContain("Écrivez le nom à publier");
    await browser.submit({ voice: "anonymous", category: "inconnue" });
    expect(browser.status).toBe(422);
    await browser.submit({ voice: "anonymous" });
    await browser.submit({ wantsAnswer: "yes", email: "pas une adresse" });
    expect(browser.html).toContain("adresse électronique complète");
  });

  it("keeps words exactly as typed", async () => {
    const words = `  “Texte” de Word\u00a0: «\u202f${"👩‍⚕️"}\u202f» — e\u0301té\t\n\nשלום עולם \u202e${"é".repeat(300)}\n`;
    const browser = house.visitor();
    await comment(browser, words);
    await browser.submit({});
    expect((await last())?.body).toBe(words);
  });

  it("shows hostile words as words", async () => {
    const browser = house.visitor();
    await comment(browser, "<script>alert(1)</script><img src=x onerror=alert(2)>");
    expect(browser.html).not.toContain("<script>alert");
    expect(browser.html).not.toContain("<img src=x");
    expect(browser.html).toContain("&lt;script>alert(1)");
  });

  it("takes 10,000 characters, counted as the database does", async () => {
    const browser = house.visitor();
    await comment(browser, "😀".repeat(10_000));
    await browser.submit({});
    expect([...((await last())?.body ?? "")]).toHaveLength(10_000);
  });

  it("goes back to the check page after a change, and asks first for what is missing", async () => {
    const browser = house.visitor();
    const draft = await begin(browser);
    await browser.get(`${draft}/verification`);
    expect(browser.path).toBe(`${draft}/type`);
    await browser.submit({ kind: "comment" });
    await browser.submit({ body: "Un" });
    await browser.submit({ voice: "anonymous" });
    await browser.submit({ wantsAnswer: "no" });
    await browser.get(`${draft}/texte`);
    expect(browser.html).toMatch(/<textarea[^>]*>Un</);
    await browser.submit({ body: "Deux" });
    expect(browser.path).toBe(`${draft}/verification`);
    expect(browser.html).toContain("Deux");
  });
});

describe("sending once", () => {
  it("makes one contribution of 50 submissions at the same time, and shows the same receipt", async () => {
    const browser = house.visitor();
    const draft = await comment(browser, "Une seule fois.");
    const token = /name="csrf" value="([^"]+)"/.exec(browser.html)?.[1] ?? "";
    const before = (await rows()).length;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        browser.request(`${draft}/verification`, {
          method: "POST",
          body: new URLSearchParams({ csrf: token }),
          headers: { origin: "http://jalon.test" },
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(new Set(answers.map((answer) => answer.headers.get("location")))).toEqual(new Set([`${draft}/recu`]));
    expect((await rows()).length).toBe(before + 1);
    const [{ count } = { count: 0 }] = await house.sql`
      select count(*) as count from journal.entry where subject_id = ${(await last())?.id}
    `;
    expect(count).toBe(1);
    await browser.get(`${draft}/texte`);
    expect(browser.path).toBe(`${draft}/recu`);
  });

  it("refuses after the phase has closed, by the clock of the database, and keeps the words", async () => {
    const browser = house.visitor();
    const draft = await comment(browser, "Trop tard ?");
    const before = (await rows()).length;
    await house.sql`update processes.phase set closed_at = now() where id = ${ESSAI.consultationId}`;
    await browser.submit({});
    expect(browser.status).toBe(409);
    expect(browser.html).toContain("Cette phase vient de fermer");
    expect(browser.html).toContain("Trop tard ?");
    expect((await rows()).length).toBe(before);
    await browser.get(start);
    expect(browser.html).toContain("Vous ne pouvez pas contribuer en ce moment");
    await house.sql`update processes.phase set closed_at = null where id = ${ESSAI.consultationId}`;
    await browser.get(`${draft}/verification`);
    await browser.submit({});
    expect(browser.path).toBe(`${draft}/recu`);
    expect((await rows()).length).toBe(before + 1);
  });
});

describe("what nobody may do", () => {
  it("ignores fields that no page asks for", async () => {
    const extra = {
      state: "published",
      person_id: "00000000-0000-4000-8000-000000000001",
      personId: "00000000-0000-4000-8000-000000000001",
      published_at: "2020-01-01",
      publishedAt: "2020-01-01",
      is_synthetic: "true",
      number: "1",
      channel: "paper",
      receiptCode: "AAAAAAAAAAAA",
    };
    const browser = house.visitor();
    await browser.get(`${start}?passage=p1`);
    await browser.submit({ where: "passage", ...extra, channel: "online" });
    for (const fields of [{ kind: "comment" }, { body: "Simple" }, { voice: "anonymous" }, { wantsAnswer: "no" }, {}]) {
      await browser.submit({ ...fields, ...extra });
    }
    expect(await last()).toMatchObject({
      body: "Simple",
      state: "received",
      person_id: null,
      published_at: null,
      is_synthetic: false,
      channel: "online",
    });
  });

  it("says 404 for the draft of somebody with an account, and for one that does not exist", async () => {
    const author = await house.as("participant");
    const draft = await begin(author);
    for (const other of [house.visitor(), await house.as("participant"), await house.as("administrator")]) {
      await other.get(`${draft}/type`);
      expect(other.status).toBe(404);
      await other.get(`${draft}/recu`);
      expect(other.status).toBe(404);
    }
    const visitor = house.visitor();
    await visitor.get("/fr/contribuer/00000000-0000-4000-8000-000000000009/type");
    expect(visitor.status).toBe(404);
    await visitor.get("/fr/contribuer/rien/type");
    expect(visitor.status).toBe(404);
  });

  it("lets only the team enter for somebody else", async () => {
    const visitor = house.visitor();
    await visitor.get(start);
    expect(visitor.html).not.toContain("Saisir pour quelqu’un d’autre");
    await visitor.submit({ where: "text", channel: "paper" });
    expect(visitor.status).toBe(403);
  });

  it("turns away who fills the hidden field, and who starts too often", async () => {
    const robot = house.visitor();
    await robot.get(start);
    await robot.submit({ where: "text", website: "http://spam.example" });
    expect(robot.status).toBe(422);
    const hasty = house.visitor();
    for (let i = 0; i < 41; i += 1) {
      await hasty.get(start);
      await hasty.submit({ where: "text" });
    }
    expect(hasty.status).toBe(429);
  });
});

describe("with an account", () => {
  it("answers in the account, without asking for an address", async () => {
    const author = await house.as("participant");
    await begin(author);
    await author.submit({ kind: "testimony" });
    await author.submit({ body: "J’ai vu." });
    await author.submit({ voice: "anonymous" });
    expect(author.path).toMatch(/verification$/);
    await author.submit({});
    const row = await last();
    expect(row).toMatchObject({ person_id: author.personId, author_name: null });
    expect(await house.sql`select from contributions.contact where contribution_id = ${row?.id}`).toHaveLength(0);
    expect(await house.sql`select from notices.mail where subject_id = ${row?.id}`).toHaveLength(1);
  });

  it("lets a facilitator type a paper and go on with the next", async () => {
    const helper = await house.as({ role: "facilitator", territory: "R53" });
    await begin(helper, { where: "passage", channel: "paper", channelDetail: "Lot 3" });
    await helper.submit({ kind: "comment" });
    await helper.submit({ body: "Écrit à la main." });
    await helper.submit({ voice: "anonymous" });
    await helper.submit({ wantsAnswer: "no" });
    await helper.submit({ next: "yes" });
    expect(helper.path).toMatch(/\/type\?precedente=/);
    expect(helper.html).toMatch(/code de suivi est [A-Z2-9]{4}-/);
    expect(await last()).toMatchObject({ channel: "paper", channel_detail: "Lot 3", person_id: null });
    const [entry] = await house.sql`select acting_role from journal.entry where subject_id = ${(await last())?.id}`;
    expect(entry?.acting_role).toBe("facilitator");
    const [next] = await house.sql`
      select channel, answers from contributions.draft where id = ${idOf(helper.path.replace(/\/type.*$/, ""))}
    `;
    expect(next).toEqual({ channel: "paper", answers: { channelDetail: "Lot 3" } });
  });
});
