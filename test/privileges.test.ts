// Who may not. Every route has an entry in test/privileges.json, reviewed by a person; the product is then tried by each role.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role } from "#kernel/viewer.ts";
import type { Route, Who } from "#platform/http/route.ts";
import { type Browser, createTestHouse, type TestHouse } from "./house.ts";

type Table = Readonly<Record<string, Who>>;
const table = JSON.parse(readFileSync("test/privileges.json", "utf8")) as Table;
const nameOf = (route: Route): string => `${route.method} ${route.path}`;

/** A value for each kind of parameter: well-formed, and naming nothing. */
const PARAMS: Readonly<Record<string, string>> = {
  lang: "fr",
  document: "texte-essai",
  process: "essai",
  edition: "1",
  code: "A1-a",
  anchor: "p1",
  number: "999999",
  draft: "00000000-0000-4000-8000-00000000dddd",
  decision: "999999",
  change: "999999",
  appeal: "00000000-0000-4000-8000-00000000dddd",
  person: "00000000-0000-4000-8000-00000000dddd",
  mail: "00000000-0000-4000-8000-00000000dddd",
};
const addressOf = (route: Route): string => route.path.replace(/:(\w+)/g, (_, name: string) => PARAMS[name] ?? "x");

let house: TestHouse;
const browsers = new Map<Role | "visitor" | "suspended", Browser>();
beforeAll(async () => {
  house = await createTestHouse();
  browsers.set("visitor", house.visitor());
  for (const role of ROLES)
    browsers.set(role, await house.as(role === "facilitator" ? { role, territory: "R53" } : role));
  const suspended = await house.as("administrator");
  await house.sql`update accounts.person set status = 'suspended' where id = ${suspended.personId}`;
  browsers.set("suspended", suspended);
});
afterAll(() => house.close());

const mayEnter = (who: Who, role: Role | "visitor" | "suspended"): boolean => {
  if (who === "everyone") return true;
  if (role === "visitor" || role === "suspended") return false;
  return who === "signed-in" || who.includes(role);
};

/** Asks as a role, with the form token of its own session: what is refused is refused for the role, not for the token. */
async function ask(route: Route, role: Role | "visitor" | "suspended"): Promise<Response> {
  const browser = browsers.get(role) as Browser;
  if (route.method === "GET") return await browser.request(addressOf(route));
  const csrf = await tokenOf(browser);
  const body = new URLSearchParams({ csrf });
  const headers = { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" };
  return await browser.request(addressOf(route), { method: "POST", body, headers });
}

async function tokenOf(browser: Browser): Promise<string> {
  const html = await (await browser.request("/fr/demarches/essai/contribuer")).text();
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? "";
}

const isTurnedAway = (response: Response): boolean =>
  response.status === 403 ||
  (response.status === 303 && (response.headers.get("location") ?? "").includes("/connexion?retour="));

describe("privileges", () => {
  test("every route has its entry, and no entry is left behind", () => {
    const routes = house.app.routes.map(nameOf).sort();
    expect(Object.keys(table).sort()).toEqual(routes);
  });

  test("each route lets in exactly whom the table says", () => {
    const different = house.app.routes.filter(
      (route) => JSON.stringify(route.who) !== JSON.stringify(table[nameOf(route)]),
    );
    expect(different.map(nameOf)).toEqual([]);
  });

  test.each(["visitor", "suspended", ...ROLES] as const)("%s enters where allowed and nowhere else", async (role) => {
    const wrong: string[] = [];
    for (const route of house.app.routes) {
      if (route.path.endsWith("/deconnexion")) continue;
      const who = table[nameOf(route)] ?? [];
      const turnedAway = isTurnedAway(await ask(route, role));
      if (!mayEnter(who, role) && !turnedAway) wrong.push(`${role} enters ${nameOf(route)}`);
      // a page for everybody may still refuse an act (a closed phase); a role's own page never turns that role away
      if (who !== "everyone" && mayEnter(who, role) && turnedAway)
        wrong.push(`${role} is turned away from ${nameOf(route)}`);
    }
    expect(wrong).toEqual([]);
  });
});
