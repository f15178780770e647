import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonId } from "#kernel/ids.ts";
import { type Browser, createTestHouse, type TestHouse } from "../../../test/house.ts";
import { createApp } from "../../app.ts";
import { findSession } from "./index.ts";
import { hashPassword } from "./password.actions.ts";

const PASSWORD = "cheval pile agrafe correct";
let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const ORIGIN = "http://jalon.test";
const isIn = async (browser: Browser) => (await browser.request("/fr/mon-compte")).status === 200;
const setPassword = async (personId: PersonId) =>
  house.sql`update accounts.person set password_hash = ${await hashPassword(PASSWORD)} where id = ${personId}`;

/** Somebody with a password, and a browser that has just signed in with it. */
async function signedInByPassword(browser: Browser = house.visitor(), retour = "") {
  const { personId } = await house.as("moderator");
  await setPassword(personId);
  const [row] = await house.sql<{ email: string }[]>`select email from accounts.person where id = ${personId}`;
  await browser.get(`/fr/connexion/mot-de-passe${retour ? `?retour=${encodeURIComponent(retour)}` : ""}`);
  await browser.submit({ adresse: row?.email ?? "", motDePasse: PASSWORD }, "/fr/connexion/mot-de-passe");
  return { browser, personId, email: row?.email ?? "" };
}

/** Another browser of the same person. */
function twin(browser: Browser): Browser {
  const other = house.visitor();
  for (const [name, value] of browser.cookies) other.cookies.set(name, value);
  return other;
}

describe("T18 sessions", () => {
  it("an id planted before signing in never becomes signed in (planted: id kept after sign-in)", async () => {
    const planted = "A".repeat(43);
    const victim = house.visitor();
    victim.cookies.set("jalon_session", planted);
    const { browser } = await signedInByPassword(victim);
    expect(browser.cookies.get("jalon_session")).not.toBe(planted);
    expect(await findSession(house.sql, planted)).toBeNull();
    expect(await isIn(browser)).toBe(true);
  });

  it("an attacker's own session planted in the victim's browser ends when the victim signs in", async () => {
    const attacker = await house.as("participant");
    const victim = house.visitor();
    victim.cookies.set("jalon_session", attacker.cookies.get("jalon_session") ?? "");
    await victim.get("/fr/mon-compte");
    const { personId } = await house.as("moderator");
    await setPassword(personId);
    const [row] = await house.sql<{ email: string }[]>`select email from accounts.person where id = ${personId}`;
    await victim.submit({ adresse: row?.email ?? "", motDePasse: PASSWORD }, "/fr/connexion/mot-de-passe");
    expect(await isIn(attacker)).toBe(false);
    expect(await isIn(victim)).toBe(true);
    expect((await findSession(house.sql, victim.cookies.get("jalon_session") ?? ""))?.viewer.personId).toBe(personId);
  });

  it("each sign-in has its own id and its own form token", async () => {
    const { browser, email } = await signedInByPassword();
    const first = browser.cookies.get("jalon_session") ?? "";
    const token = (await findSession(house.sql, first))?.csrf;
    const second = house.visitor();
    await second.get("/fr/connexion/mot-de-passe");
    await second.submit({ adresse: email, motDePasse: PASSWORD }, "/fr/connexion/mot-de-passe");
    expect(second.cookies.get("jalon_session")).not.toBe(first);
    expect((await findSession(house.sql, second.cookies.get("jalon_session") ?? ""))?.csrf).not.toBe(token);
  });

  it("the cookie is HttpOnly, SameSite=Lax, for the whole site, and Secure over HTTPS", async () => {
    const { personId } = await house.as("moderator");
    await setPassword(personId);
    const [row] = await house.sql<{ email: string }[]>`select email from accounts.person where id = ${personId}`;
    const { sql, config, log, assets } = house.app.world;
    const secure = await createApp({
      sql,
      config: { ...config, siteUrl: "https://jalon.test" },
      log,
      assets,
      assetsFolder: "dist/assets",
    });
    const address = "https://jalon.test/fr/connexion/mot-de-passe";
    const page = await secure.fetch(new Request(address), "198.51.100.1");
    const cookie = page.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
    const body = new URLSearchParams({ csrf, adresse: row?.email ?? "", motDePasse: PASSWORD });
    const headers = { cookie, origin: "https://jalon.test" };
    const answer = await secure.fetch(new Request(address, { method: "POST", body, headers }), "198.51.100.1");
    const line = answer.headers.getSetCookie().find((one) => one.includes("jalon_session=")) ?? "";
    for (const flag of ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"]) expect(line).toContain(flag);
    expect(line).not.toMatch(/domain=/i);
  });

  it("signing out is a POST, ends every tab of the browser, and leaves other browsers alone", async () => {
    const { browser, personId } = await signedInByPassword();
    const tab = twin(browser);
    const { openSession } = await import("./index.ts");
    const phone = house.visitor();
    phone.cookies.set("jalon_session", await openSession(house.sql, personId));
    expect((await browser.request("/fr/deconnexion")).status).toBe(404);
    expect(await isIn(browser)).toBe(true);
    await browser.get("/fr/mon-compte");
    await browser.submit({ partout: "" }, "/fr/deconnexion");
    expect(browser.cookies.has("jalon_session")).toBe(false);
    expect(await isIn(tab)).toBe(false);
    expect(await isIn(phone)).toBe(true);
    await phone.get("/fr/mon-compte");
    await phone.submit({ partout: "oui" }, "/fr/deconnexion");
    const [row] = await house.sql`select count(*) as n from accounts.session where person_id = ${personId}`;
    expect(row?.n).toBe(0);
  });

  it("signing out of a session that has ended by itself is no error", async () => {
    const { browser, personId } = await signedInByPassword();
    await browser.get("/fr/mon-compte");
    await house.sql`delete from accounts.session where person_id = ${personId}`;
    const answer = await browser.request("/fr/deconnexion", { method: "POST", body: new URLSearchParams() });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/fr"]);
  });

  it("a revoked moderator is out at the next request, every browser included", async () => {
    const moderator = await house.as("moderator");
    const other = twin(moderator);
    const administrator = await house.as("administrator");
    const page = `/fr/equipe/comptes/${moderator.personId}`;
    await administrator.get(page);
    await administrator.submit({ acte: "retirer", role: "moderator", territoire: "" }, page);
    expect(await isIn(moderator)).toBe(false);
    expect(await isIn(other)).toBe(false);
  });

  it("a new right comes with a new session, one's own included", async () => {
    const administrator = await house.as("administrator");
    const before = administrator.cookies.get("jalon_session") ?? "";
    const page = `/fr/equipe/comptes/${administrator.personId}`;
    await administrator.get(page);
    await administrator.submit({ acte: "donner", role: "editor", territoire: "" }, page);
    expect(administrator.path).toBe("/fr/mon-compte");
    expect(administrator.cookies.get("jalon_session")).not.toBe(before);
    expect(await findSession(house.sql, before)).toBeNull();
    expect(administrator.html).toContain("Rédaction");
  });
});

describe("T18 forms from elsewhere", () => {
  const forms = [
    "/fr/connexion",
    "/fr/connexion/mot-de-passe",
    "/fr/connexion/lien-envoye",
    "/fr/deconnexion",
    "/fr/mon-compte",
    "/fr/mon-compte/mot-de-passe",
    "/fr/equipe/comptes",
  ];

  it.each(forms)(
    "%s refuses another site, a sub-domain, a missing or foreign token, text/plain and JSON",
    async (path) => {
      const administrator = await house.as("administrator");
      const other = await house.as("administrator");
      const cookie = administrator.cookies.get("jalon_session") ?? "";
      const csrf = (await findSession(house.sql, cookie))?.csrf ?? "";
      const foreign = (await findSession(house.sql, other.cookies.get("jalon_session") ?? ""))?.csrf ?? "";
      const fields = {
        adresse: "a@exemple.fr",
        motDePasse: PASSWORD,
        nom: "Pirate",
        langue: "fr",
        nouveau: PASSWORD,
        roles: "administrator",
        code: "123456",
      };
      const send = (token: string, headers: Record<string, string>, body?: string) =>
        administrator.request(path, {
          method: "POST",
          body: body ?? new URLSearchParams({ ...fields, ...(token ? { csrf: token } : {}) }),
          headers,
        });
      const own = { origin: ORIGIN };
      const answers = await Promise.all([
        send(csrf, { origin: "https://evil.example", "sec-fetch-site": "cross-site" }),
        send(csrf, { origin: "https://evil.example" }),
        send(csrf, { origin: "http://sub.jalon.test", "sec-fetch-site": "same-site" }),
        send(csrf, { origin: "null" }),
        send("", own),
        send(foreign, own),
        send(csrf, { ...own, "content-type": "text/plain" }, JSON.stringify({ ...fields, csrf })),
        send(csrf, { ...own, "content-type": "application/json" }, JSON.stringify({ ...fields, csrf })),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
      expect(await findSession(house.sql, cookie)).not.toBeNull();
    },
  );
});

describe("T18 signing out from elsewhere", () => {
  it("another site's form, which comes without the cookie or with it, takes no session away", async () => {
    const { browser } = await signedInByPassword();
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const send = (from: Browser) =>
      from.request("/fr/deconnexion", { method: "POST", body: new URLSearchParams(), headers });
    const [without, within] = [await send(house.visitor()), await send(twin(browser))];
    for (const answer of [without, within]) expect(answer.headers.getSetCookie().join()).not.toContain("jalon_session");
    expect(await isIn(browser)).toBe(true);
  });
});

describe("T18 the way back after signing in", () => {
  it("goes to a page of the site", async () => {
    const { browser } = await signedInByPassword(undefined, "/fr/mon-compte?x=1");
    expect(browser.path).toBe("/fr/mon-compte?x=1");
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/fr//evil.example",
    "/fr/..//evil.example",
    "javascript:alert(1)",
    "/%09/evil.example",
    "/\tevil.example",
    "https://jalon.test@evil.example/fr",
  ])("never to %j, by link, by password, or when signed in already", async (retour) => {
    const { browser } = await signedInByPassword(undefined, retour);
    expect(browser.path).toBe("/fr/equipe");
    const answer = await browser.request(`/fr/connexion?retour=${encodeURIComponent(retour)}`);
    expect(answer.headers.get("location")).toBe("/fr/equipe");
    const visitor = house.visitor();
    await visitor.get("/fr/connexion");
    const email = `retour${Math.abs(retour.length * 31 + retour.charCodeAt(1))}@exemple.fr`;
    await visitor.submit({ adresse: email, retour }, "/fr/connexion");
    const [row] =
      await house.sql`select return_to as to from accounts.sign_in_link where email = ${email} order by created_at desc limit 1`;
    expect(row?.to).toBe("/");
    await house.sql`truncate platform.rate`;
  });
});
