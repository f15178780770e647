// 1,000 random walks from a contribution to a figure and back: no dead end, each link there from both ends, each with its own date.
import { afterAll, beforeAll, expect, test } from "vitest";
import { threadApi, urls } from "#kernel/urls.ts";
import { strandsOf, type ThreadKind, type ThreadLink } from "#rooms/thread";
import { dice, linkKey, type Made, makeThread } from "./fixtures/thread-data.ts";
import { createTestHouse, ESSAI, type TestHouse } from "./house.ts";

const WALKS = 1_000;
const LONGEST = 12;

let house: TestHouse;
let made: Made;

beforeAll(async () => {
  house = await createTestHouse();
  made = await makeThread(house.sql, 11);
}, 60_000);
afterAll(async () => await house?.close());

type Place = { readonly kind: ThreadKind; readonly id: string };
const seen = new Map<string, Promise<readonly ThreadLink[]>>();

/** Each place is asked for once, as a reader's cache would. */
function linksOf(place: Place, direction: "before" | "after"): Promise<readonly ThreadLink[]> {
  const key = `${direction} ${place.kind} ${place.id}`;
  const known = seen.get(key);
  if (known) return known;
  const asked = strandsOf(house.sql, place, direction).then((strands) => strands.flatMap(({ links }) => links));
  seen.set(key, asked);
  return asked;
}

/** Where a random walk goes from a place, until `end`. */
async function walk(
  from: Place,
  direction: "before" | "after",
  end: ThreadKind,
  roll: (sides: number) => number,
): Promise<Place[]> {
  const path = [from];
  let here = from;
  while (here.kind !== end) {
    const links = await linksOf(here, direction);
    expect(links.length, `a dead end ${direction} ${here.kind} ${here.id}`).toBeGreaterThan(0);
    const { knot } = links[roll(links.length)] as ThreadLink;
    here = { kind: knot.kind, id: knot.id };
    path.push(here);
    expect(path.length, path.map(({ kind }) => kind).join(" > ")).toBeLessThanOrEqual(LONGEST);
  }
  return path;
}

/** The link is seen from its other end too, with the same date, and that date is its own. */
async function checkLink(from: Place, to: Place): Promise<boolean> {
  const [forward, backward] = await Promise.all([linksOf(from, "after"), linksOf(to, "before")]);
  const there = forward.find(({ knot }) => knot.kind === to.kind && knot.id === to.id);
  const back = backward.find(({ knot }) => knot.kind === from.kind && knot.id === from.id);
  expect(there, `${from.kind} leads to ${to.kind}`).toBeDefined();
  expect(back, `${to.kind} leads back to ${from.kind}`).toBeDefined();
  expect(back?.madeAt).toEqual(there?.madeAt);
  const own = made.links.get(linkKey(from.kind, from.id, to.kind, to.id));
  if (own !== undefined) expect(there?.madeAt.getTime(), `${from.kind} to ${to.kind}`).toBe(own);
  return own !== undefined;
}

test("every walk reaches a figure, every walk back a contribution, and each link has its own date", async () => {
  const roll = dice(23);
  let dated = 0;
  const kinds = new Set<string>();
  for (let n = 0; n < WALKS; n += 1) {
    const start = { kind: "contribution" as const, id: made.contributions[roll(made.contributions.length)] ?? "" };
    const there = await walk(start, "after", "measure", roll);
    const back = (await walk(there.at(-1) as Place, "before", "contribution", roll)).reverse();
    for (const path of [there, back]) {
      for (const { kind } of path) kinds.add(kind);
      for (const [index, to] of path.slice(1).entries()) {
        if (await checkLink(path[index] as Place, to)) dated += 1;
      }
    }
  }
  expect([...kinds].sort()).toEqual([
    "change",
    "claim",
    "contribution",
    "decision",
    "edition",
    "measure",
    "node",
    "theme",
  ]);
  expect(dated).toBeGreaterThan(4 * WALKS);
}, 120_000);

test("each step has its page and its answer for programs, both ways", async () => {
  const roll = dice(5);
  const start = { kind: "contribution" as const, id: made.contributions[0] ?? "" };
  const path = await walk(start, "after", "measure", roll);
  for (const [index, place] of path.entries()) {
    const page = await house.fetch(urls.thread("fr", place));
    expect(page.status, place.kind).toBe(200);
    const html = await page.text();
    const answer = await house.fetch(threadApi(place));
    expect(answer.status).toBe(200);
    const json = (await answer.json()) as {
      readonly schema: string;
      readonly page: string;
      readonly after: readonly { readonly links: readonly { readonly id: string }[] }[];
      readonly before: readonly { readonly links: readonly { readonly id: string }[] }[];
    };
    expect(json.schema).toBe("jalon.thread/1");
    expect((await house.fetch(json.page)).status, json.page).toBe(200);
    const next = path[index + 1];
    const former = path[index - 1];
    if (next) expect(json.after.flatMap(({ links }) => links.map(({ id }) => id))).toContain(next.id);
    if (next) expect(html).toContain(urls.thread("fr", next));
    if (former) expect(json.before.flatMap(({ links }) => links.map(({ id }) => id))).toContain(former.id);
    if (former) expect(html).toContain(urls.thread("fr", former));
  }
});

test("what is not public has no thread: a draft, a hidden contribution, a consultation of a closed circle", async () => {
  const [draft] = await house.sql<{ id: string }[]>`
    insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
    values (${ESSAI.processId}, 'declined', 'Un motif.', 'Une réponse.', 'editor')
    returning id
  `;
  expect((await house.fetch(urls.thread("fr", { kind: "decision", id: draft?.id ?? "" }))).status).toBe(404);
  for (const [kind, id] of [
    ["decision", "1"],
    ["nothing", ESSAI.processId],
    ["node", ESSAI.processId],
  ] as const) {
    const answer = await house.fetch(threadApi({ kind, id }));
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  }
  const id = made.contributions[3] ?? "";
  await house.sql`update contributions.contribution set state = 'withdrawn' where id = ${id}`;
  expect((await house.fetch(threadApi({ kind: "contribution", id }))).status).toBe(404);
  await house.sql`update processes.phase_circle set may_read = false where circle_id = '00000000-0000-4000-8000-0000000000c4'`;
  expect((await house.fetch(threadApi({ kind: "contribution", id: made.contributions[0] ?? "" }))).status).toBe(404);
  const analyst = await house.as("analyst");
  await analyst.get(urls.thread("fr", { kind: "contribution", id: made.contributions[0] ?? "" }));
  expect(analyst.status).toBe(200);
});
