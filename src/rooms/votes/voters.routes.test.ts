import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type PollId } from "#kernel/ids.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { castVote, countVoters, invariants } from "./index.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
  // 13 devices with the same five votes, 6 that vote as they please
  const secret = randomBytes(32);
  const vote = async (name: string, statement: number, value: 1 | 0 | -1): Promise<void> =>
    await castVote(
      { sql: house.sql, viewer: null, visitorKey: `g:${name}`, addressKey: "x" },
      { poll: 1, statement, value, secret },
    );
  const votes: Promise<void>[] = [];
  for (let n = 0; n < 13; n += 1) for (let s = 1; s <= 5; s += 1) votes.push(vote(`same${n}`, s, 1));
  for (let n = 0; n < 6; n += 1) for (let s = 1; s <= 6; s += 1) votes.push(vote(`own${n}`, s, n % 2 ? 1 : -1));
  await Promise.all(votes);
});
afterAll(() => house.close());

const poll = asId<PollId>(ESSAI.pollId);
const VOTERS = "/fr/equipe/questions/1/votants";
const text = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
const holds = async (): Promise<readonly string[]> =>
  (await Promise.all(invariants.map(async ({ check }) => await check(house.sql)))).flat();

describe("voters set aside by the team", () => {
  it("shows people who voted alike as a signal, sets them aside with a public reason, once, and puts them back", async () => {
    const editor = await house.as("editor");
    await editor.get(VOTERS);
    expect(text(editor.html)).toContain("13 personnes (0 avec un compte, 13 sans compte)");
    const signal = /name="signal"[^>]*value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
    expect(signal).toMatch(/^alike\/.*=13$/);
    const fields = { act: "aside", signal, reason: "Treize votes identiques envoyés dans la même minute." };
    const id = /name="id" value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
    await editor.submit({ ...fields, reason: " " });
    expect(editor.status).toBe(422);
    await editor.submit({ ...fields, id });
    expect(text(editor.html)).toContain("Groupe 1 : 13 personnes");
    expect(await countVoters(house.sql, poll)).toEqual({ verified: 0, guests: 6, setAside: 13, votes: 36 });
    expect(await holds()).toEqual([]);
    await editor.get(VOTERS);
    await editor.submit({ ...fields, id });
    expect(await countVoters(house.sql, poll)).toMatchObject({ setAside: 13 });
    const back = { act: "back", number: "1", reason: "Une classe entière votait sur les postes du lycée." };
    await editor.get(VOTERS);
    await editor.submit(back);
    expect(text(editor.html)).toContain("Compté de nouveau");
    expect(await countVoters(house.sql, poll)).toEqual({ verified: 0, guests: 19, setAside: 0, votes: 101 });
    const entries = await house.sql`select kind from journal.entry where kind like 'votes.%' order by id`;
    expect(entries.map(({ kind }) => kind)).toEqual(["votes.voters-set-aside", "votes.voters-put-back"]);
    expect(await holds()).toEqual([]);
  });

  it("refuses a group that changed since it was read", async () => {
    const editor = await house.as("editor");
    await editor.get(VOTERS);
    const signal = /name="signal"[^>]*value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
    await editor.submit({ act: "aside", signal: signal.replace("=13", "=12"), reason: "Une raison." });
    expect(editor.status).toBe(409);
  });

  it("tells the person whose votes were set aside, on their own page", async () => {
    const browser = house.visitor();
    await browser.get("/fr/questions/1/voter");
    await browser.submit({ choice: "agree" });
    await house.sql`alter table votes.setting_aside disable trigger user`;
    await house.sql`
      with made as (
        insert into votes.setting_aside (poll_id, number, pattern, about, verified, guests, reason, acting_role)
        values (${poll}, 9, 'day', '{}', 0, 1, 'Un essai.', 'editor')
        returning id
      )
      update votes.voter set set_aside_at = now(), set_aside_id = made.id from made
      where voter.id = (select voter_id from votes.vote order by voted_at desc limit 1)
    `;
    expect(text(await browser.get("/fr/questions/1/mes-votes"))).toContain("Vos votes ont été mis à part");
  });
});
