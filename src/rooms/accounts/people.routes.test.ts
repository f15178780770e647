import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { accountsInvariants } from "./accounts.queries.ts";
import { createDemoAccounts, createPerson } from "./index.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const pageOf = (id: string) => `/fr/equipe/comptes/${id}`;
const broken = async (id: string) =>
  (await accountsInvariants.find((one) => one.id === id)?.check(house.sql)) ?? ["no such invariant"];
const entries = async (id: string) =>
  (
    await house.sql`select kind, acting_role as role, payload from journal.entry where subject_id = ${id} order by id`
  ).map((row) => ({ ...row }));

describe("people of the team", () => {
  it("are listed by name, found by part of a name or address, filtered by role, in pages", async () => {
    const administrator = await house.as("administrator");
    await house.sql.begin(async (tx) => {
      for (let i = 0; i < 30; i += 1)
        await createPerson(tx, { email: `liste${i}@exemple.fr`, displayName: `100% Liste_${i} <i>` });
    });
    await administrator.get("/fr/equipe/comptes?recherche=liste");
    expect(administrator.html).toContain("30 comptes");
    expect(administrator.html).toContain("page=2");
    expect(administrator.html).not.toContain("<i>");
    await administrator.get("/fr/equipe/comptes?recherche=%25%20liste_1");
    expect(administrator.html).toContain("11 comptes");
    await administrator.get("/fr/equipe/comptes?recherche='%20or%201=1");
    expect(administrator.html).toContain("Aucun compte");
    await administrator.get("/fr/equipe/comptes?role=administrator");
    expect(administrator.html).toContain("1 compte<");
    expect((await administrator.request("/fr/equipe/comptes?tri=password_hash")).status).toBe(422);
  });

  it.each(["editor", "moderator", "analyst", "participant"] as const)(
    "are closed to the role %s (T19)",
    async (role) => {
      const browser = await house.as(role);
      for (const path of [
        "/fr/equipe/comptes",
        "/fr/equipe/comptes/nouveau",
        pageOf(browser.personId),
        "/fr/equipe/messages",
      ]) {
        expect((await browser.request(path)).status).toBe(403);
      }
      await browser.get("/fr/mon-compte");
      for (const path of [pageOf(browser.personId), "/fr/equipe/comptes"]) {
        await browser.submit({ acte: "donner", role: "administrator", roles: "administrator" }, path);
        expect(browser.status).toBe(403);
      }
      const roles = await house.sql`select role from accounts.role_grant where person_id = ${browser.personId}`;
      expect([...roles]).toEqual([{ role }]);
    },
  );

  it("are 404 when they do not exist, whatever the id (T20)", async () => {
    const administrator = await house.as("administrator");
    await administrator.get("/fr/equipe/comptes/nouveau");
    for (const id of ["00000000-0000-4000-8000-0000000000ff", "1", "'", "..%2f..", "NULL", "%00"]) {
      expect((await administrator.request(pageOf(id))).status).toBe(404);
      await administrator.submit({ acte: "suspendre" }, pageOf(id));
      expect(administrator.status).toBe(404);
      expect((await administrator.request(`/fr/equipe/messages/${id}`)).status).toBe(404);
    }
  });

  it("cannot be reached through an id in the body: the address alone says who (T20)", async () => {
    const administrator = await house.as("administrator");
    const target = await house.as("participant");
    const bystander = await house.as("participant");
    await administrator.get(pageOf(target.personId));
    const more = { person: bystander.personId, personId: bystander.personId, person_id: bystander.personId };
    await administrator.submit({ acte: "suspendre", ...more }, pageOf(target.personId));
    const rows =
      await house.sql`select id, status from accounts.person where id in (${target.personId}, ${bystander.personId})`;
    expect(rows.find(({ id }) => id === target.personId)?.status).toBe("suspended");
    expect(rows.find(({ id }) => id === bystander.personId)?.status).toBe("active");
  });

  it("are made with roles; a facilitator needs a territory that exists; the person is told how to sign in", async () => {
    const administrator = await house.as("administrator");
    const fields = {
      adresse: "Nouvelle@Exemple.fr",
      nom: "Nouvelle",
      langue: "en",
      roles: ["moderator", "facilitator"],
    };
    await administrator.get("/fr/equipe/comptes/nouveau");
    await administrator.submit({ ...fields, territoire: "ZZ" }, "/fr/equipe/comptes");
    expect(administrator.status).toBe(422);
    expect(administrator.html).toContain('href="#territoire"');
    expect((await house.sql`select from accounts.person where email = 'nouvelle@exemple.fr'`).length).toBe(0);
    await administrator.submit({ ...fields, territoire: "R53" }, "/fr/equipe/comptes");
    expect(administrator.html).toContain("Animation territoriale (Bretagne)");
    const [mail] =
      await house.sql`select language, text_body as text from notices.mail where to_address = 'nouvelle@exemple.fr'`;
    expect(mail?.language).toBe("en");
    expect(mail?.text).toContain("http://jalon.test/en/connexion");
    await administrator.get("/fr/equipe/comptes/nouveau");
    await administrator.submit({ ...fields, territoire: "R53" }, "/fr/equipe/comptes");
    expect(administrator.status).toBe(422);
    expect(administrator.html).toContain("déjà un compte");
  });

  it("get and lose roles, each journaled under the role of who decided, without name or address", async () => {
    const administrator = await house.as("administrator");
    const { personId } = await house.as("participant");
    await administrator.get(pageOf(personId));
    await administrator.submit({ acte: "donner", role: "facilitator", territoire: "" }, pageOf(personId));
    expect(administrator.status).toBe(422);
    await administrator.submit({ acte: "donner", role: "facilitator", territoire: "R53" }, pageOf(personId));
    await administrator.submit({ acte: "donner", role: "facilitator", territoire: "R53" }, pageOf(personId));
    await administrator.submit({ acte: "retirer", role: "facilitator", territoire: "R53" }, pageOf(personId));
    await administrator.submit({ acte: "suspendre" }, pageOf(personId));
    await administrator.submit({ acte: "retablir" }, pageOf(personId));
    const payload = { role: "facilitator", territory: "R53" };
    expect(await entries(personId)).toEqual([
      { kind: "role.granted", role: "administrator", payload },
      { kind: "role.revoked", role: "administrator", payload },
      { kind: "account.suspended", role: "administrator", payload: {} },
      { kind: "account.reactivated", role: "administrator", payload: {} },
    ]);
    const [grant] = await house.sql`select count(*) as n from accounts.role_grant where person_id = ${personId}`;
    expect(grant?.n).toBe(1);
  });
});

describe("the last administrator", () => {
  it("cannot be removed or suspended, by themselves or by two at once (planted: count without lock)", async () => {
    await house.sql`delete from accounts.session`;
    await house.sql`delete from accounts.role_grant where role = 'administrator'`;
    const [first, second] = [await house.as("administrator"), await house.as("administrator")];
    await first.get(pageOf(second.personId));
    await second.get(pageOf(first.personId));
    await Promise.all([
      first.submit({ acte: "retirer", role: "administrator", territoire: "" }, pageOf(second.personId)),
      second.submit({ acte: "retirer", role: "administrator", territoire: "" }, pageOf(first.personId)),
    ]);
    const left = await house.sql`select person_id as id from accounts.role_grant where role = 'administrator'`;
    expect(left).toHaveLength(1);
    const last = left[0]?.id === first.personId ? first : second;
    await last.get(pageOf(last.personId));
    await last.submit({ acte: "retirer", role: "administrator", territoire: "" }, pageOf(last.personId));
    expect(last.status).toBe(403);
    expect(last.html).toContain("dernier compte");
    await last.submit({ acte: "suspendre" }, pageOf(last.personId));
    expect(last.status).toBe(403);
    expect(await broken("accounts.an-administrator")).toEqual([]);
  });
});

describe("invariants", () => {
  it("see what breaks them", async () => {
    const { personId } = await house.as("moderator");
    await house.sql`update accounts.person set status = 'suspended' where id = ${personId}`;
    expect(await broken("accounts.suspended-have-no-session")).toEqual([`person ${personId}`]);
    await house.sql`insert into accounts.role_grant (person_id, role) values (${personId}, 'facilitator')`;
    expect(await broken("accounts.roles-have-people")).toEqual([`facilitator ${personId}`]);
    await house.sql`update accounts.session set created_at = now() - interval '5 days', last_seen_at = now() - interval '4 days' where person_id = ${personId}`;
    expect(await broken("accounts.keys-do-not-stay")).toEqual(["1 old sessions"]);
    await house.sql`delete from accounts.role_grant where role = 'administrator'`;
    expect(await broken("accounts.an-administrator")).toHaveLength(1);
    expect(await broken("accounts.one-account-per-address")).toEqual([]);
  });
});

describe("demonstration accounts", () => {
  it("are one per role, two for moderation, made once, and sign in with the documented password", async () => {
    const first = await house.sql.begin((tx) => createDemoAccounts(tx));
    expect(await house.sql.begin((tx) => createDemoAccounts(tx))).toEqual(first);
    expect(first.map(({ role }) => role).sort()).toEqual([
      "administrator",
      "analyst",
      "editor",
      "facilitator",
      "moderator",
      "moderator",
      "participant",
    ]);
    const browser = house.visitor();
    await browser.get("/fr/connexion/mot-de-passe");
    const { email = "", password = "" } = first[0] ?? {};
    await browser.submit({ adresse: email, motDePasse: password }, "/fr/connexion/mot-de-passe");
    expect(browser.path).toBe("/fr/equipe");
  });
});
