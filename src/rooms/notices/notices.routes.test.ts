import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { createApp } from "../../app.ts";
import { enqueueMail, type MailInput } from "./index.ts";
import { mailText } from "./mail.rules.ts";
import { noticesInvariants } from "./notices.queries.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse({ empty: true });
});
afterAll(() => house.close());

async function write(more: Partial<MailInput> = {}): Promise<string> {
  const mail: MailInput = {
    to: "a@exemple.fr",
    subject: "Objet",
    text: "Bonjour",
    lang: "fr",
    purpose: "receipt",
    ...more,
  };
  await house.sql.begin((tx) => enqueueMail(tx, mail));
  const [row] = await house.sql<{ id: string }[]>`select id from notices.mail order by created_at desc limit 1`;
  return row?.id ?? "";
}

describe("the mailbox", () => {
  it("lists what the site wrote and says that nothing leaves without a mail server", async () => {
    const administrator = await house.as("administrator");
    await administrator.get("/fr/equipe/messages");
    expect(administrator.html).toContain("Aucun message");
    await write({ subject: "Votre <récépissé>" });
    await administrator.get("/fr/equipe/messages");
    expect(administrator.html).toContain("Votre &lt;récépissé>");
    expect(administrator.html).toContain("Le site n’est relié à aucun service d’envoi");
  });

  it("shows a mail escaped, with links inside the site only", async () => {
    const administrator = await house.as("administrator");
    const id = await write({
      text: "<script>alert(1)</script>\nhttp://jalon.test/fr/aide?x=1&y=2\nhttp://jalon.test.evil.example/fr http://jalon.test//evil.example javascript:alert(1)",
    });
    await administrator.get(`/fr/equipe/messages/${id}`);
    expect(administrator.html).toContain("&lt;script>alert(1)");
    expect(administrator.html).toContain('href="/fr/aide?x=1&amp;y=2"');
    expect(administrator.html).not.toMatch(/href="[^"]*evil|href="javascript/);
  });

  it("shows nobody's sign-in key where mails really leave, administrators included", async () => {
    const administrator = await house.as("administrator");
    const id = await write({ purpose: "sign-in", text: "http://jalon.test/fr/connexion/lien/SECRET" });
    await administrator.get(`/fr/equipe/messages/${id}`);
    expect(administrator.html).toContain("SECRET");
    const { sql, config, log, assets } = house.app.world;
    const sending = await createApp({
      sql,
      config: { ...config, smtpUrl: "smtp://127.0.0.1:1" },
      log,
      assets,
      assetsFolder: "dist/assets",
    });
    const cookie = `jalon_session=${administrator.cookies.get("jalon_session")}`;
    const page = await sending.fetch(
      new Request(`http://jalon.test/fr/equipe/messages/${id}`, { headers: { cookie } }),
      "192.0.2.1",
    );
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain("SECRET");
  });

  it("is closed to everybody else, and 404 for a mail that is not there", async () => {
    const id = await write();
    for (const browser of [await house.as("moderator"), await house.as("editor")]) {
      for (const path of ["/fr/equipe/messages", `/fr/equipe/messages/${id}`])
        expect((await browser.request(path)).status).toBe(403);
    }
    const answer = await house.visitor().request(`/fr/equipe/messages/${id}`);
    expect(answer.headers.get("location")).toContain("/fr/connexion");
    const administrator = await house.as("administrator");
    expect((await administrator.request("/fr/equipe/messages/00000000-0000-4000-8000-0000000000ff")).status).toBe(404);
  });
});

describe("invariants", () => {
  it("see keys that stay and texts that should be gone", async () => {
    const key = await write({ purpose: "sign-in" });
    const old = await write();
    await house.sql`update notices.mail set sent_at = now() where id = ${key}`;
    await house.sql`update notices.mail set sent_at = now() - interval '33 days' where id = ${old}`;
    const found = await Promise.all(noticesInvariants.map(({ check }) => check(house.sql)));
    expect(found).toEqual([[`mail ${old}`], [`mail ${key}`]]);
  });
});

describe("the text of a mail", () => {
  it("keeps its paragraphs and lines", () => {
    expect(mailText("a\nb\n\n\nhttp://s/x", "http://s")).toEqual([
      [[{ text: "a" }], [{ text: "b" }]],
      [[{ text: "http://s/x", href: "/x" }]],
    ]);
  });
});
