import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { findSession, openSession } from "./index.ts";
import { inTurn } from "./password.actions.ts";

const FIRST = "cheval pile agrafe correct";
const SECOND = "autre phrase assez longue";
let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

describe("one's own account", () => {
  it("shows the name, the address, the roles in words, and changes name and language", async () => {
    const browser = await house.as("moderator", { role: "facilitator", territory: "R53" });
    await browser.get("/fr/mon-compte");
    expect(browser.html).toContain("Animation territoriale (Bretagne)");
    expect(browser.html).toContain("Modération");
    await browser.submit({ nom: "\u202eabc", langue: "fr" }, "/fr/mon-compte");
    expect(browser.status).toBe(422);
    expect(browser.html).toContain('href="#nom"');
    await browser.submit(
      { nom: "Nouveau nom", langue: "en", email: "vol@exemple.fr", status: "suspended" },
      "/fr/mon-compte",
    );
    expect(browser.path).toBe("/en/mon-compte");
    expect(browser.html).toContain("Your details are saved.");
    const [row] =
      await house.sql`select display_name as name, language, email, status from accounts.person where id = ${browser.personId}`;
    expect(row).toMatchObject({ name: "Nouveau nom", language: "en", status: "active" });
    expect(row?.email).not.toBe("vol@exemple.fr");
  });

  it("is closed to visitors, who come back to it after signing in", async () => {
    const visitor = house.visitor();
    const answer = await visitor.request("/fr/mon-compte");
    expect(answer.headers.get("location")).toBe("/fr/connexion?retour=%2Ffr%2Fmon-compte");
    expect((await visitor.request("/fr/mon-compte", { method: "POST", body: new URLSearchParams() })).status).toBe(403);
  });

  it("a first password needs a fresh sign-in; changing one needs the old one; both end other sessions and are told by mail", async () => {
    const browser = await house.as("editor");
    const phone = house.visitor();
    phone.cookies.set("jalon_session", await openSession(house.sql, browser.personId));
    const path = "/fr/mon-compte/mot-de-passe";
    await house.sql`update accounts.session set created_at = now() - interval '16 minutes' where person_id = ${browser.personId}`;
    await browser.get(path);
    expect(browser.html).not.toContain('name="nouveau"');
    expect(browser.html).toContain('name="adresse"');
    await browser.submit({ nouveau: FIRST }, path);
    expect(browser.status).toBe(403);
    await house.sql`update accounts.session set created_at = now() where person_id = ${browser.personId}`;

    await browser.get(path);
    await browser.submit({ nouveau: "court" }, path);
    expect(browser.status).toBe(422);
    const before = browser.cookies.get("jalon_session") ?? "";
    await browser.submit({ nouveau: FIRST }, path);
    expect(browser.path).toBe("/fr/mon-compte");
    expect(browser.cookies.get("jalon_session")).not.toBe(before);
    expect(await findSession(house.sql, before)).toBeNull();
    expect((await phone.request("/fr/mon-compte")).status).toBe(303);

    await browser.get(path);
    await browser.submit({ actuel: "pas celui-là du tout", nouveau: SECOND }, path);
    expect(browser.status).toBe(422);
    expect(browser.html).toContain('href="#actuel"');
    expect(browser.html).not.toContain("pas celui-là");
    await browser.submit({ actuel: FIRST, nouveau: SECOND }, path);
    expect(browser.path).toBe("/fr/mon-compte");
    const mails = await house.sql`
      select subject, text_body as text from notices.mail
      where purpose = 'account' and to_address = (select email from accounts.person where id = ${browser.personId})
    `;
    expect(mails).toHaveLength(2);
    expect(JSON.stringify(mails)).not.toContain(SECOND);
  });

  it("hashes as many passwords at once as there are cores, and no more", async () => {
    const { availableParallelism } = await import("node:os");
    let running = 0;
    let most = 0;
    const turns = Array.from({ length: 20 }, () =>
      inTurn(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((done) => setImmediate(done));
        running -= 1;
      }),
    );
    await Promise.all(turns);
    expect(most).toBe(Math.min(20, availableParallelism()));
    await expect(Promise.all(Array.from({ length: 300 }, () => inTurn(async () => {})))).rejects.toThrow(
      "http.tooOften",
    );
    await expect(inTurn(async () => "encore")).resolves.toBe("encore");
  });
});
