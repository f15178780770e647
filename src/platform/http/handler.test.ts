import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { createHandler } from "./handler.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const bodyOf = async (target: string, headers: Readonly<Record<string, string>> = {}): Promise<string> =>
  await (await house.fetch(target, { headers })).text();

describe("addresses", () => {
  test.each(["/fr/nimporte", "/fr/textes/texte-essai/rien/du/tout", "/de", "/frxyz", "/fr/composants/rien"])(
    "%s is not found, in a page",
    async (target) => {
      const response = await house.fetch(target);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("Page introuvable");
    },
  );

  test("each page is its own", async () => {
    const titles = await Promise.all(
      ["/fr", "/fr/composants", "/fr/aide", "/fr/statistiques", "/fr/plan-du-site"].map(
        async (target) => /<title>([^<]*)/.exec(await bodyOf(target))?.[1],
      ),
    );
    expect(new Set(titles).size).toBe(5);
  });

  test("an English page not found speaks English, and JSON is answered with the documented shape", async () => {
    expect(await bodyOf("/en/nothing")).toContain("Page not found");
    const response = await house.fetch("/fr/nimporte", { headers: { accept: "application/json" } });
    const { error } = (await response.json()) as { error: { code: string; message: string; reference: string } };
    expect(error.code).toBe("not_found");
    expect(error.reference).toMatch(/^[0-9a-f]{10}$/);
  });

  test("a filter that the page does not know is refused", async () => {
    const response = await house.fetch("/fr/journal?tri=secret");
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("tri");
  });
});

describe("kept pages", () => {
  test("a write makes the next request render anew", async () => {
    expect(await bodyOf("/fr/demarches")).toContain("Démarche d’essai");
    await house.sql`update processes.process set title = 'Un autre titre' where slug = 'essai'`;
    expect(await bodyOf("/fr/demarches")).toContain("Un autre titre");
    await house.sql`update processes.process set title = 'Démarche d’essai' where slug = 'essai'`;
  });

  test("a page that did not change answers 304", async () => {
    const etag = (await house.fetch("/fr/aide")).headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\//);
    const again = await house.fetch("/fr/aide", { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  test("the clock alone opens a phase: the kept page changes without a write", async () => {
    const [before] = await house.sql<{ revision: string }[]>`select platform.public_revision() as revision`;
    await house.sql`
      update processes.phase
      set planned_opens_at = now() + interval '300 milliseconds', planned_closes_at = now() + interval '1 day'
      where kind = 'drafting'
    `;
    const [written] = await house.sql<{ revision: string }[]>`select platform.public_revision() as revision`;
    await house.sql`select pg_sleep(0.4)`;
    const [opened] = await house.sql<{ revision: string }[]>`select platform.public_revision() as revision`;
    expect(new Set([before?.revision, written?.revision, opened?.revision]).size).toBe(3);
  });

  test("what somebody signed in sees is never kept nor shown to others", async () => {
    const editor = await house.as("editor");
    const mine = await editor.request("/fr/aide");
    expect(mine.headers.get("cache-control")).toBe("private, no-store");
    expect(await mine.text()).toContain("Personne 1");
    expect(await bodyOf("/fr/aide")).not.toContain("Personne 1");
  });

  test("plain pages set no cookie", async () => {
    expect((await house.fetch("/fr")).headers.getSetCookie()).toEqual([]);
  });
});

describe("headers", () => {
  test.each(["/fr", "/fr/nimporte", "/healthz", "/assets/nothing.css"])(
    "%s carries the security headers",
    async (target) => {
      const { headers } = await house.fetch(target);
      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
    },
  );
});

test("when even the error page fails, the answer has words and the security headers", async () => {
  const { world, cache } = house.app;
  const broken = {
    ...world,
    get assets(): never {
      throw new Error("no assets");
    },
  };
  const handler = createHandler({
    routes: [],
    world: broken,
    cache,
    findSession: async () => null,
    isFrozen: async () => false,
  });
  const response = await handler(new Request("http://jalon.test/fr/nimporte"), "192.0.2.7");
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("réessayez");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
});

describe("forms", () => {
  test("a form from another site is refused, and so is one without its token", async () => {
    const editor = await house.as("editor");
    const form = { method: "POST", body: new URLSearchParams({ x: "1" }) };
    const foreign = await editor.request("/fr/deconnexion", { ...form, headers: { origin: "https://elsewhere.test" } });
    expect(foreign.status).toBe(403);
    const crossSite = await editor.request("/fr/deconnexion", { ...form, headers: { "sec-fetch-site": "cross-site" } });
    expect(crossSite.status).toBe(403);
    const bare = await editor.request("/fr/deconnexion", { ...form, headers: { origin: "http://jalon.test" } });
    expect(bare.status).toBe(403);
    expect(await editor.get("/fr/mon-compte")).toContain("Personne");
  });

  test("a body that is too large is refused without being read whole", async () => {
    const editor = await house.as("editor");
    const response = await editor.request("/fr/deconnexion", {
      method: "POST",
      headers: { origin: "http://jalon.test", "content-type": "application/x-www-form-urlencoded" },
      body: "x=".padEnd(1_100_000, "a"),
    });
    expect(response.status).toBe(422);
  });
});
