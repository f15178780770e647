import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const VOTE = "/fr/questions/1/voter";
const shownNumber = (html: string): number => Number(/name="statement" value="(\d+)"/.exec(html)?.[1] ?? Number.NaN);
const text = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

describe("voting without a script", () => {
  it("shows one statement, the same on reload, and goes on until everything is voted", async () => {
    const browser = house.visitor();
    const seen: number[] = [];
    for (let step = 0; step < 12; step += 1) {
      const first = shownNumber(await browser.get(VOTE));
      expect(shownNumber(await browser.get(VOTE))).toBe(first);
      seen.push(first);
      await browser.submit({ choice: ["agree", "disagree", "pass"][step % 3] ?? "" });
      expect(browser.status).toBe(200);
    }
    expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(text(browser.html)).toContain("Vous avez voté sur tout");
    const [row] = await house.sql`select count(*) as votes from votes.vote`;
    expect(row?.votes).toBe(12);
  });

  it("lets everybody read and change their own votes", async () => {
    const browser = house.visitor();
    const number = shownNumber(await browser.get(VOTE));
    await browser.submit({ choice: "agree" });
    expect(text(browser.html)).toContain(`Enregistré : d’accord avec l’affirmation ${number}`);
    expect(text(await browser.get("/fr/questions/1/mes-votes"))).toContain("D’accord");
    await browser.get(`${VOTE}?affirmation=${number}`);
    expect(shownNumber(browser.html)).toBe(number);
    await browser.submit({ choice: "pass" });
    expect(text(await browser.get("/fr/questions/1/mes-votes"))).toContain("Je passe");
  });

  it("asks where somebody votes from, never compels", async () => {
    const browser = house.visitor();
    expect(text(await browser.get("/fr/questions/1/profil"))).toContain("Votez d’abord");
    await browser.get(VOTE);
    await browser.submit({ choice: "agree" });
    await browser.get("/fr/questions/1/profil");
    await browser.submit({ territory: "R53", category: "" });
    expect(browser.status).toBe(200);
    expect(browser.html).toMatch(/value="R53" selected/);
    await browser.submit({ territory: "X", category: "Y" });
    expect(browser.status).toBe(422);
    await browser.submit({ territory: "", category: "" });
    expect(browser.html).not.toMatch(/value="R53" selected/);
  });

  it("says why nobody can vote: not signed in, no phase, not yet, over", async () => {
    const browser = house.visitor();
    await browser.get(VOTE);
    const statement = shownNumber(browser.html);
    const state = async (): Promise<string> => text(await browser.get(VOTE));
    const refused = async (): Promise<number> => {
      await browser.submit({ statement: String(statement), choice: "agree" }, VOTE);
      return browser.status;
    };
    await browser.get(VOTE);
    await house.sql`alter table polls.poll disable trigger user`;
    await house.sql`update polls.poll set who_votes = 'accounts'`;
    expect(await state()).toContain("il faut se connecter pour voter");
    await house.sql`update polls.poll set who_votes = 'everyone', opens_at = now() + interval '1 day'`;
    expect(await state()).toContain("pas encore ouvert");
    await house.sql`update polls.poll set opens_at = now() - interval '3 days', closes_at = now() - interval '1 day'`;
    expect(await state()).toContain("Le vote est terminé");
    await house.sql`update polls.poll set closes_at = now() + interval '1 day'`;
    await house.sql`update processes.phase set closed_at = now() where id = ${ESSAI.consultationId}`;
    expect(await state()).toContain("seules certaines personnes");
    const member = await house.as("participant");
    expect(text(await member.get(VOTE))).toContain("pas partie des personnes invitées");
    await house.sql`update processes.phase set closed_at = null where id = ${ESSAI.consultationId}`;
    await browser.get(VOTE);
    await house.sql`update polls.poll set closes_at = now() - interval '1 second'`;
    expect(await refused()).toBe(403);
    expect(text(browser.html)).toContain("pas été enregistré");
    await house.sql`update polls.poll set closes_at = now() + interval '10 days'`;
    await house.sql`alter table polls.poll enable trigger user`;
  });

  it("takes guest votes over when the person signs in, and says so to the next guest of the device", async () => {
    const browser = house.visitor();
    await browser.get(VOTE);
    await browser.submit({ choice: "agree" });
    const member = await house.as("participant");
    browser.cookies.set("jalon_session", member.cookies.get("jalon_session") ?? "");
    expect(text(await browser.get("/fr/questions/1/mes-votes"))).toContain("1 vote");
    browser.cookies.delete("jalon_session");
    expect(text(await browser.get(VOTE))).toContain("Un compte a déjà voté depuis cet appareil");
  });

  it("notes the stage where people came in", async () => {
    const browser = house.visitor();
    browser.cookies.set("jalon_stage_1", "rennes");
    expect(text(await browser.get(VOTE))).toContain("l’étape « Rennes »");
    await browser.submit({ choice: "agree" });
    const [row] = await house.sql`select count(*) as count from votes.voter where stage_id is not null`;
    expect(row?.count).toBe(1);
  });
});
