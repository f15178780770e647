import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asId, type PollId } from "#kernel/ids.ts";
import { castBallots, genuineCrowd } from "../../../test/fixtures/crowd.ts";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { castVote, countVoters, invariants } from "./index.ts";
import { seekDueSignals } from "./seek-signals.actions.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
  // 13 devices with the same five votes, and people who vote as they please
  const vote = async (name: string, statement: number, value: 1 | 0 | -1): Promise<void> =>
    await castVote(
      { sql: house.sql, viewer: null, visitorKey: `g:${name}`, addressKey: "x" },
      { poll: 1, statement, value, keys: house.app.world },
    );
  const votes: Promise<void>[] = [];
  for (let n = 0; n < 13; n += 1) for (let s = 1; s <= 5; s += 1) votes.push(vote(`same${n}`, s, 1));
  await Promise.all(votes);
  await castBallots(house.sql, poll, genuineCrowd(OTHERS, { seed: "desk", until: Date.now() - 3_600_000 }));
});
afterAll(() => house.close());

const poll = asId<PollId>(ESSAI.pollId);
const VOTERS = "/fr/equipe/questions/1/votants";
const OTHERS = 300;
const text = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
const seek = async (): Promise<void> => await seekDueSignals({ sql: house.sql, log: pino({ level: "silent" }) });
const lookedAt = async (): Promise<Date | undefined> =>
  (await house.sql<{ at: Date }[]>`select looked_at as at from votes.look`)[0]?.at;
const holds = async (): Promise<readonly string[]> =>
  (await Promise.all(invariants.map(async ({ check }) => await check(house.sql)))).flat();

describe("voters set aside by the team", () => {
  it("shows people who voted alike as a signal, sets them aside with a public reason, once, and puts them back", async () => {
    const editor = await house.as("editor");
    await editor.get(VOTERS);
    expect(text(editor.html)).toContain("Les votes semblables n’ont pas encore été cherchés");
    const before = await countVoters(house.sql, poll);
    await seek();
    await editor.get(VOTERS);
    expect(text(editor.html)).toContain("13 personnes (0 avec un compte, 13 sans compte)");
    expect(text(editor.html)).toContain("(numéros 1, 2, 3, 4 et 5)");
    expect(text(editor.html)).toContain("Exactement les mêmes votes : 13.");
    const signal = /name="signal"[^>]*value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
    expect(signal).toMatch(/^alike\/.*=13$/);
    const fields = { act: "aside", signal, reason: "Treize votes identiques envoyés dans la même minute." };
    const id = /name="id" value="([^"]+)"/.exec(editor.html)?.[1] ?? "";
    await editor.submit({ ...fields, reason: " " });
    expect(editor.status).toBe(422);
    await editor.submit({ ...fields, id });
    expect(text(editor.html)).toContain("Groupe 1 : 13 personnes");
    expect(await countVoters(house.sql, poll)).toEqual({
      verified: 0,
      guests: OTHERS,
      setAside: 13,
      votes: before.votes - 65,
    });
    expect(await holds()).toEqual([]);
    await editor.get(VOTERS);
    await editor.submit({ ...fields, id });
    expect(await countVoters(house.sql, poll)).toMatchObject({ setAside: 13 });
    const back = { act: "back", number: "1", reason: "Une classe entière votait sur les postes du lycée." };
    await editor.get(VOTERS);
    await editor.submit(back);
    expect(text(editor.html)).toContain("Compté de nouveau");
    expect(await countVoters(house.sql, poll)).toEqual(before);
    const entries = await house.sql`select kind from journal.entry where kind like 'votes.%' order by id`;
    expect(entries.map(({ kind }) => kind)).toEqual(["votes.voters-set-aside", "votes.voters-put-back"]);
    expect(await holds()).toEqual([]);
  });

  it("keeps with the group why it was found, never who is in it", async () => {
    const [row] = await house.sql<{ about: Record<string, unknown> }[]>`select about from votes.setting_aside`;
    expect(row?.about).toMatchObject({ alike: 13, statements: [1, 2, 3, 4, 5], same_ballot: 13 });
    expect(row?.about.voters).toBeUndefined();
  });

  it("looks again after some minutes and new votes, and once more when the question is closed", async () => {
    const first = await lookedAt();
    await seek();
    expect(await lookedAt()).toEqual(first);
    await house.sql`update votes.look set looked_at = now() - interval '6 minutes'`;
    await seek();
    const second = await lookedAt();
    expect(second?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.POSITIVE_INFINITY);
    await house.sql`update votes.vote set voted_at = voted_at - interval '1 hour'`;
    await house.sql`update votes.setting_aside set made_at = made_at - interval '1 hour', ended_at = ended_at - interval '1 hour'`;
    await house.sql`update votes.look set looked_at = now() - interval '6 minutes'`;
    const idle = await lookedAt();
    await seek();
    expect(await lookedAt()).toEqual(idle);
    const [dates] = await house.sql<{ closes: Date }[]>`select closes_at as closes from polls.poll where id = ${poll}`;
    await house.sql`alter table polls.poll disable trigger user`;
    await house.sql`update polls.poll set closes_at = now() - interval '1 second' where id = ${poll}`;
    await seek();
    const last = await lookedAt();
    expect(last).not.toEqual(idle);
    await seek();
    expect(await lookedAt()).toEqual(last);
    await house.sql`update polls.poll set closes_at = ${dates?.closes ?? null} where id = ${poll}`;
    await house.sql`alter table polls.poll enable trigger user`;
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
