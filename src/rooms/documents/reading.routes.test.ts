import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { urls } from "#kernel/urls.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const at = { document: ESSAI.document, edition: 1 };

describe("reading a text", () => {
  it("lists the texts and leads to the latest edition", async () => {
    const visitor = house.visitor();
    expect(await visitor.get(urls.documents("fr"))).toContain(urls.edition("fr", at));
    await visitor.get(urls.document("fr", { document: ESSAI.document }));
    expect(visitor.path).toBe(urls.edition("fr", at));
    expect(visitor.status).toBe(200);
  });

  it("shows the whole plan with its fingerprint", async () => {
    const page = await house.visitor().get(urls.edition("fr", at));
    for (const title of ["Axe premier", "Objectif un b", "Objectif deux c"]) expect(page).toContain(title);
    expect(page).toContain("a".repeat(64));
    expect(page).toContain(`${urls.editionNode("fr", { ...at, code: "1" })}#e-A1-b`);
  });

  it("shows an axis with its objectives, permanent anchors and two plain links a passage", async () => {
    const page = await house.visitor().get(urls.editionNode("fr", { ...at, code: "1" }));
    expect(page.match(/<h1/g)).toHaveLength(1);
    for (const anchor of ["p1", "p2", "p3"]) expect(page).toContain(`id="${anchor}"`);
    expect(page).not.toContain('id="p4"');
    expect(page).toContain(urls.contributeStart("fr", { process: ESSAI.process }, { passage: "p1" }));
    expect(page).toContain("sur le passage A1-a.1");
  });

  it("shows one objective alone, and the way to the page that holds it", async () => {
    const page = await house.visitor().get(urls.editionNode("fr", { ...at, code: "A1-a" }));
    expect(page).toContain('id="p2"');
    expect(page).not.toContain('id="p3"');
    expect(page).toContain(`${urls.editionNode("fr", { ...at, code: "1" })}#e-A1-a`);
  });

  it("offers no opinion once the phase is closed", async () => {
    await house.sql`update processes.phase set closed_at = now() where id = ${ESSAI.consultationId}`;
    const page = await house.visitor().get(urls.editionNode("fr", { ...at, code: "1" }));
    await house.sql`update processes.phase set closed_at = null where id = ${ESSAI.consultationId}`;
    expect(page).not.toContain("contribuer?passage");
  });

  it("keeps the text from whoever may not read it yet", async () => {
    const { sql } = house;
    await sql`update processes.phase_circle set may_read = false where circle_id in (select id from processes.circle where is_public)`;
    const address = urls.edition("fr", at);
    const member = await house.as("participant");
    expect((await house.fetch(address)).status).toBe(404);
    expect((await member.request(address)).status).toBe(404);
    await sql`
      insert into processes.circle_member (circle_id, person_id)
      select id, ${member.personId} from processes.circle where not is_public`;
    expect((await member.request(address)).status).toBe(200);
    expect((await (await house.as("moderator")).request(address)).status).toBe(200);
    await sql`update processes.phase_circle set may_read = true`;
    expect((await house.fetch(address)).status).toBe(200);
  });

  it.each([
    urls.edition("fr", { ...at, edition: 2 }),
    urls.edition("fr", { ...at, edition: "1e0" }),
    urls.edition("fr", { document: "inconnu", edition: 1 }),
    urls.editionNode("fr", { ...at, code: "Z9" }),
  ])("says not found for %s", async (address) => {
    expect((await house.fetch(address)).status).toBe(404);
  });

  it("prints the whole text", async () => {
    const page = await house.visitor().get(urls.editionWhole("en", at));
    for (let n = 1; n <= 8; n += 1) expect(page).toContain(`id="p${n}"`);
    expect(page).toContain('lang="fr"');
  });
});
