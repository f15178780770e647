import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { type PlantedPoll, plantedPoll } from "../../../test/fixtures/planted-poll.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { computeDueRuns } from "./compute-due.actions.ts";
import { computeRun } from "./compute-run.actions.ts";

let house: TestHouse;
let poll: PlantedPoll;
beforeAll(async () => {
  house = await createTestHouse();
  poll = await plantedPoll(house.sql, { people: 240, statements: 30, groups: 2, stages: ["rennes", "brest"] });
  await computeRun(house.sql, poll.id, "live");
});
afterAll(() => house.close());

const page = () => urls.teamPollGroups("fr", { poll: poll.number });
const HOSTILE = "<b>Prudents</b> & pressés";

test("a title comes with its reason, is public, and is taken back by another", async () => {
  const editor = await house.as("editor");
  await editor.get(page());
  await editor.submit({ subject: "group:A", seen: "0", title: HOSTILE, reason: "" });
  expect(editor.status).toBe(422);
  expect(editor.html).toContain("Écrivez la raison");
  expect(editor.html).toContain("&lt;b>Prudents");
  await editor.submit({ subject: "group:A", seen: "0", title: HOSTILE, reason: "Ils passent souvent." });
  expect(editor.status).toBe(200);
  const shown = await house.visitor().get(urls.pollResults("fr", { poll: poll.number }));
  expect(shown).toContain("&lt;b>Prudents&lt;/b> &amp; pressés");
  // the form of somebody who did not see it
  await editor.submit({ subject: "group:A", seen: "0", title: "Autre titre", reason: "Je préfère." });
  expect(editor.status).toBe(409);
  expect(editor.html).toContain("vient de changer ce titre");
  expect(editor.html).toContain("Autre titre");
  const [last] = await house.sql<{ id: number }[]>`select max(id) as id from opinions.title`;
  await editor.submit({ subject: "group:A", seen: String(last?.id), title: "", reason: "Trop vague." });
  expect(await house.visitor().get(urls.pollResults("fr", { poll: poll.number }))).not.toContain("Prudents");
  const entries = await house.sql`select kind from journal.entry where kind = 'opinions.group-titled'`;
  expect(entries).toHaveLength(2);
  await editor.get(page());
  expect(editor.html).toContain("Trop vague.");
});

test("no group that does not exist, and nobody but editors and administrators, is named", async () => {
  const editor = await house.as("editor");
  await editor.get(page());
  await editor.submit({ subject: "group:Z", seen: "0", title: "Personne", reason: "Pour voir." });
  expect(editor.status).toBe(422);
  await editor.submit({ subject: "poll:1", seen: "0", title: "Personne", reason: "Pour voir." });
  expect(editor.status).toBe(422);
  const analyst = await house.as("analyst");
  await analyst.get(page());
  expect(analyst.html).not.toContain('name="reason"');
  await expect(house.sql`update opinions.title set title = 'x'`).rejects.toThrow(/append-only/);
});

test("axes bear the names that people give, on the map", async () => {
  const editor = await house.as("editor");
  await editor.get(page());
  await editor.submit({
    subject: "axis:1",
    seen: "0",
    title: "De proche en lointain",
    reason: "Lu dans les affirmations.",
  });
  const map = await house.visitor().get(urls.pollMap("fr", { poll: poll.number }));
  expect(map).toContain("De proche en lointain");
  expect(map).toContain("a été écrit par une personne de l’équipe");
});

test("analysts compare stages with the number of tests said", async () => {
  const analyst = await house.as("analyst");
  await analyst.get(urls.teamPollGroups("fr", { poll: poll.number }, { vue: "etapes" }));
  expect(analyst.status).toBe(200);
  expect(analyst.html.replace(/\s+/g, " ")).toMatch(/10 tests globaux sur cette page/);
  expect(analyst.html).toContain("Monte-Carlo");
});

test("one sees one’s own place, on a page that is kept by nobody, and no other", async () => {
  const visitor = house.visitor();
  const place = urls.pollPlace("fr", { poll: poll.number });
  await visitor.get(place);
  expect(visitor.html).toContain("Vous n’êtes pas dans ce résultat");
  const account = await house.as("participant");
  const { identityOf } = await import("#rooms/votes");
  const { pollKey } = await import("#rooms/ballots");
  const [person] = await house.sql<{ id: string }[]>`select id from accounts.person where id = ${account.personId}`;
  const viewer = { personId: person?.id, roles: [], circles: [], displayName: "", email: "" } as never;
  const key = await pollKey(house.sql, house.app.world, poll.number);
  const { tag } = identityOf(key, { viewer, visitorKey: null });
  await house.sql`
    update votes.voter set tag = decode(${tag ?? ""}, 'hex'), is_verified = true
    where id = (select voter_id from opinions.position where poll_id = ${poll.id} and group_name = 'A' order by voter_id limit 1)
  `;
  const response = await account.request(place);
  expect(response.headers.get("cache-control")).toContain("no-store");
  const html = await response.text();
  expect(html).toContain("Vos votes ressemblent à ceux du Groupe A");
  expect(html).toContain("<circle");
  expect(await house.visitor().get(urls.pollMap("fr", { poll: poll.number }))).not.toContain("<circle");
});

test("the last result of a day that is over is kept, in the journal, and never changes", async () => {
  await house.sql.begin(async (tx) => {
    await tx`alter table opinions.run disable trigger run_is_kept`;
    await tx`update opinions.run set day = day - 1, computed_at = computed_at - interval '1 day' where poll_id = ${poll.id}`;
    await tx`alter table opinions.run enable trigger run_is_kept`;
  });
  await Promise.all([computeDueRuns(house.app.world), computeDueRuns(house.app.world)]);
  const kept = await house.sql`select number, kind from opinions.run where poll_id = ${poll.id} and kind = 'daily'`;
  expect(kept).toEqual([{ number: 1, kind: "daily" }]);
  const told = await house.sql`select payload from journal.entry where kind = 'opinions.snapshot-published'`;
  expect(told).toHaveLength(1);
  await expect(house.sql`delete from opinions.run where kind = 'daily'`).rejects.toThrow(/never deleted/);
  await expect(house.sql`update opinions.run set votes = 0 where kind = 'daily'`).rejects.toThrow(/never changes/);
});
