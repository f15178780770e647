// The thread of the 330 contributions of the demonstration, from end to end and both ways, through the pages anybody sees.
import { afterAll, beforeAll, expect, test } from "vitest";
import { urls } from "#kernel/urls.ts";
import { isVerdict, verdictKey } from "#rooms/decisions";
import { loadDemo } from "#rooms/demo";
import { translator } from "#ui/messages.ts";
import { createTestHouse, type TestHouse } from "./house.ts";

const DOCUMENT = "feuille-de-route-2023-2027";
const t = translator("fr");

type Step = {
  readonly number: number;
  readonly decision: number;
  readonly verdict: string;
  readonly answer: string;
  readonly changes: readonly number[];
};

let house: TestHouse;
let thread: readonly Step[] = [];

beforeAll(async () => {
  house = await createTestHouse({ empty: true });
  await loadDemo(house.sql, () => {});
  thread = await house.sql<Step[]>`
    select contribution.number, decision.number as decision, decision.verdict, decision.answer,
      array(
        select change.number::int
        from editions.change_decision as link
        join editions.change on change.id = link.change_id
        where link.decision_id = decision.id
        order by change.number
      ) as changes
    from contributions.public_contribution as contribution
    join processes.process on process.id = contribution.process_id
    join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
    join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where process.slug = 'co-construction-2022-2023'
    order by contribution.number
  `;
}, 60_000);
afterAll(async () => await house?.close());

/** A page that exists, with its marks and entities read. */
async function page(address: string): Promise<string> {
  const response = await house.fetch(address);
  expect(response.status, address).toBe(200);
  return (await response.text())
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

const changePage = (change: number): string => urls.change("fr", { document: DOCUMENT, change });
const links = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href));

test("chaque contribution mène à sa décision, à sa réponse et aux modifications qui en viennent", {
  timeout: 120_000,
}, async () => {
  expect(thread).toHaveLength(330);
  for (const { number, decision, verdict, answer, changes } of thread) {
    const html = await page(urls.contribution("fr", { number }));
    if (!isVerdict(verdict)) throw new Error(verdict);
    expect(html, `${number}`).toContain(t(verdictKey(verdict)));
    expect(html.replaceAll("\u00a0", " "), `${number}`).toContain(answer.split("\n")[0]?.replaceAll("\u00a0", " "));
    const found = links(html);
    expect(found.has(urls.decision("fr", { number: decision })), `${number}: decision ${decision}`).toBe(true);
    for (const change of changes) expect(found.has(changePage(change)), `${number}: change ${change}`).toBe(true);
    if (changes.length === 0) expect([...found].filter((href) => href.includes("/modifications/"))).toEqual([]);
  }
});

test("chaque décision mène à toutes les contributions qu’elle couvre", async () => {
  const decisions = new Map<number, number[]>();
  for (const { number, decision } of thread) decisions.set(decision, [...(decisions.get(decision) ?? []), number]);
  expect(decisions.size).toBe(84);
  for (const [decision, numbers] of decisions) {
    const found = links(await page(urls.decision("fr", { number: decision })));
    for (const number of numbers)
      expect(found.has(urls.contribution("fr", { number })), `${decision} -> ${number}`).toBe(true);
  }
});

test("chaque modification de l’édition 2 remonte à ses décisions et à leurs contributions", async () => {
  const changes = await house.sql<{ number: number; isEditorial: boolean }[]>`
    select change.number, change.editorial_reason is not null as "isEditorial"
    from editions.change
    join documents.edition on edition.id = change.edition_id
    where edition.number = 2
    order by change.number
  `;
  expect(changes.filter(({ isEditorial }) => !isEditorial)).toHaveLength(9);
  for (const { number: change, isEditorial } of changes) {
    const behind = thread.filter(({ changes: caused }) => caused.includes(change));
    // some facts changed without anybody asking: the page says why
    if (!isEditorial) expect(behind.length).toBeGreaterThan(0);
    const found = links(await page(changePage(change)));
    for (const { number, decision } of behind) {
      expect(found.has(urls.decision("fr", { number: decision })), `change ${change}: decision ${decision}`).toBe(true);
      expect(found.has(urls.contribution("fr", { number })), `change ${change}: contribution ${number}`).toBe(true);
    }
  }
});

test("l’édition 2 mène à chacune de ses modifications", async () => {
  const found = links(await page(urls.changes("fr", { document: DOCUMENT, edition: 2 })));
  for (const change of new Set(thread.flatMap(({ changes }) => changes)))
    expect(found.has(changePage(change)), `${change}`).toBe(true);
});

test("la démarche affiche 330 réponses sur 330", async () => {
  const html = (await page(urls.process("fr", { process: "co-construction-2022-2023" }))).replace(/<[^>]*>/g, " ");
  expect(html.replace(/\s+/g, " ")).toMatch(/330\D{0,60}330/);
});

test("la copie d’essai est ouverte à tous et dit ce qu’elle est", async () => {
  const html = await page(urls.process("fr", { process: "rejouer-la-concertation" }));
  expect(html).toContain("copie d’essai");
  expect(links(html).has(urls.contributeStart("fr", { process: "rejouer-la-concertation" }))).toBe(true);
});
