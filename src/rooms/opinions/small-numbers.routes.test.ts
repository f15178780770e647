// No number of one to ten people can be read or deduced: from tables, from filters, from two results.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pollResultApi, urls } from "#kernel/urls.ts";
import { type Equation, largestValue } from "../../../test/fixtures/linear-program.ts";
import { endPoll, type PlantedPoll, plantedPoll } from "../../../test/fixtures/planted-poll.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { computeDueRuns } from "./compute-due.actions.ts";
import { computeRun } from "./compute-run.actions.ts";
import { FILES } from "./files.rules.ts";

let house: TestHouse;
let poll: PlantedPoll;
const STATEMENTS = 12;
const DIMENSIONS = ["Par territoire", "Par catégorie", "Par étape"];

beforeAll(async () => {
  house = await createTestHouse();
  poll = await plantedPoll(house.sql, {
    people: 220,
    statements: STATEMENTS,
    groups: 2,
    density: 0.7,
    // one in forty says the nation: five or six people; Ille-et-Vilaine is in Bretagne
    territories: Array.from({ length: 40 }, (_, turn) =>
      turn === 17 ? "FR" : (["R53", "35", "R04", null][turn % 4] ?? null),
    ),
    categories: ["usagers-patient", "usagers-patient", "professionnels-liberal", null],
    stages: ["rennes", "brest"],
  });
});
afterAll(() => house.close());

type Cell = number | null;

/** Rows of the table of a page that has this title: name, then numbers; a dash is null. */
function tableOf(html: string, caption: string): readonly { readonly name: string; readonly cells: readonly Cell[] }[] {
  const table = html.split("<table").find((part) => part.includes(`>${caption}</caption>`)) ?? "";
  const body = /<tbody[^>]*>([\s\S]*?)<\/tbody>/.exec(table)?.[1] ?? "";
  const text = (cell: string) => cell.replace(/<[^>]+>/g, "").replace(/\s/g, "");
  return [...body.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) => {
    const [name = "", ...cells] = [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = ""]) =>
      text(cell),
    );
    return { name, cells: cells.map((cell) => (cell === "–" ? null : Number(cell))) };
  });
}

async function totalsOf(statement: number): Promise<readonly number[]> {
  const [row] = await house.sql<{ agrees: number; disagrees: number; passes: number }[]>`
    select count(*) filter (where value = 1) as agrees, count(*) filter (where value = -1) as disagrees,
      count(*) filter (where value = 0) as passes
    from votes.vote
    join polls.statement on statement.id = vote.statement_id
    where vote.poll_id = ${poll.id} and statement.number = ${statement}
  `;
  return [row?.agrees ?? 0, row?.disagrees ?? 0, row?.passes ?? 0];
}

const statementPage = (statement: number) => urls.pollStatement("fr", { poll: poll.number, statement });

describe("while the question is open", () => {
  test("no number by territory, category or stage is anywhere", async () => {
    await computeRun(house.sql, poll.id, "live");
    const shown = await house.sql`
      select from opinions.shown_count where coalesce(agrees, disagrees, passes, votes) is not null
    `;
    expect(shown).toHaveLength(0);
    const html = await house.visitor().get(statementPage(1));
    expect(html).toContain("paraissent une seule fois, à la fin du vote");
    for (const caption of DIMENSIONS) expect(tableOf(html, caption)).toEqual([]);
    const visitor = house.visitor();
    await visitor.get(urls.pollCounts("fr", { poll: poll.number }, { parmi: "territory:R53" }));
    expect(visitor.status).toBe(404);
  });

  test("ten people who change their votes bring no new result, eleven do", async () => {
    const change = async (from: number, to: number) => {
      await house.sql`
        update votes.vote set value = case value when 1 then -1 else 1 end, voted_at = now()
        where voter_id in (
          select id from votes.voter where poll_id = ${poll.id} order by id offset ${from} limit ${to - from}
        )
      `;
      return await computeRun(house.sql, poll.id, "live");
    };
    expect(await change(0, 10)).toEqual({ made: null, why: "unchanged" });
    expect(await change(10, 11)).toEqual({ made: 2 });
    const runs = await house.sql`select number from opinions.run where poll_id = ${poll.id}`;
    expect(runs).toEqual([{ number: 2 }]);
  });

  test("the worker makes one result for all who voted, and none again half a minute after", async () => {
    const other = await plantedPoll(house.sql, { people: 30, statements: 8, groups: 2, seed: 9 });
    await Promise.all([computeDueRuns(house.app.world), computeDueRuns(house.app.world)]);
    await computeDueRuns(house.app.world);
    const runs = await house.sql`select number, kind from opinions.run where poll_id = ${other.id}`;
    expect(runs).toEqual([{ number: 1, kind: "live" }]);
  });
});

describe("once the vote is over", () => {
  beforeAll(async () => {
    await endPoll(house.sql, poll);
    await computeRun(house.sql, poll.id, "final");
  });

  test("tables print no small number, and a reader deduces none", async () => {
    let printed = 0;
    for (let statement = 1; statement <= STATEMENTS; statement += 1) {
      const html = await house.visitor().get(statementPage(statement));
      const totals = await totalsOf(statement);
      for (const caption of DIMENSIONS) {
        const rows = tableOf(html, caption);
        expect(rows.length).toBeGreaterThan(1);
        const numbers = rows.flatMap(({ cells }) => cells).filter((cell) => cell !== null);
        expect(numbers.filter((number) => number < 11)).toEqual([]);
        printed += numbers.length;
        expect(narrowest(rows, totals)).toBeGreaterThanOrEqual(11);
      }
    }
    expect(printed).toBeGreaterThan(STATEMENTS);
  });

  test("a filter says what the table says, and two filters are never crossed", async () => {
    const page = urls.pollCounts("fr", { poll: poll.number }, { parmi: "territory:R53" });
    const rows = tableOf(await house.visitor().get(page), "Toutes les affirmations et leurs votes");
    for (const [index, { cells }] of rows.entries()) {
      const table = tableOf(await house.visitor().get(statementPage(index + 1)), "Par territoire");
      expect(cells).toEqual(table.find(({ name }) => name === "Bretagne")?.cells);
    }
    const twice = await house.visitor().get(`${page}&parmi=category%3Ausagers`);
    expect(tableOf(twice, "Toutes les affirmations et leurs votes")).toEqual(rows);
  });

  test("lines of fewer than eleven people stand together", async () => {
    const names = tableOf(await house.visitor().get(statementPage(1)), "Par territoire").map(({ name }) => name);
    expect(names).toEqual(["Bretagne", "LaRéunion", "Territoirenonprécisé", "Autresterritoires"]);
    const categories = tableOf(await house.visitor().get(statementPage(1)), "Par catégorie").map(({ name }) => name);
    expect(categories).not.toContain("Patientouusager");
  });

  test("files hold no territory, category, stage, moment or account, and other numbers each time", async () => {
    const texts = await Promise.all(
      FILES.filter((file) => file !== "dictionary.csv").map(async (file) =>
        (await house.fetch(urls.pollFile("fr", { poll: poll.number, run: 3, file }))).text(),
      ),
    );
    const voters = await house.sql<{ id: string }[]>`select id from votes.voter where poll_id = ${poll.id}`;
    for (const text of texts) {
      expect(text).not.toMatch(/R53|usagers|rennes|brest/);
      expect(voters.filter(({ id }) => text.includes(id))).toEqual([]);
    }
    expect(texts[0]?.split("\r\n")[1]).toMatch(/^\d{1,2},,\d+,1,-?[01]$/);
  });
});

/** How many values the narrowest withheld number may still have, to a reader who knows what everybody answered. */
function narrowest(rows: readonly { readonly cells: readonly Cell[] }[], totals: readonly number[]): number {
  const places = new Map<string, number>();
  const place = (name: string) => places.get(name) ?? places.set(name, places.size).get(name) ?? 0;
  const equations: Equation[] = [];
  const adds = (parts: readonly (readonly [Cell, string, number])[], right: number) => {
    const terms = new Map<number, number>();
    let rest = right;
    for (const [value, name, sign] of parts) {
      if (value === null) terms.set(place(name), sign);
      else rest -= sign * value;
    }
    if (terms.size > 0) equations.push({ terms, right: rest });
  };
  for (const [i, { cells }] of rows.entries()) {
    adds(
      cells.map((cell, j) => [cell, `${i}.${j}`, j === 3 ? -1 : 1] as const),
      0,
    );
  }
  for (const [j, total] of totals.entries()) {
    adds(
      rows.map(({ cells }, i) => [cells[j] ?? null, `${i}.${j}`, 1] as const),
      total,
    );
  }
  const ranges = [...places.values()].map((unknown) => {
    const [low, high] = ([-1, 1] as const).map((sign) => largestValue(equations, places.size, unknown, sign));
    return Math.floor((high ?? 0) + 1e-6) - Math.ceil((low ?? 0) - 1e-6) + 1;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...ranges);
}

describe("a group of fewer than eleven people", () => {
  test("is not described, and then no file says who is in which group", async () => {
    // ten people against everybody, on everything
    const odd = await plantedPoll(house.sql, { people: 210, statements: 30, groups: 1, density: 0.9, seed: 4 });
    await house.sql`
      update votes.vote
      set value = case when statement.number % 2 = case when strange.id is null then 0 else 1 end then 1 else -1 end
      from polls.statement, votes.voter
      left join (select id from votes.voter where poll_id = ${odd.id} order by id limit 10) as strange on strange.id = voter.id
      where vote.poll_id = ${odd.id} and statement.id = vote.statement_id and voter.id = vote.voter_id
    `;
    await computeRun(house.sql, odd.id, "live");
    const result = (await (await house.fetch(pollResultApi({ poll: odd.number }))).json()) as {
      groups: { id: number; size: number | null }[];
      participants: object;
      groupStats: object;
      withheld?: string;
    };
    expect(result.groups.map(({ size }) => size)).toContain(null);
    expect(result.withheld).toContain("fewer than eleven");
    expect(result.participants).toEqual({});
    expect(Object.keys(result.groupStats)).toHaveLength(result.groups.filter(({ size }) => size !== null).length);
    const matrix = await (
      await house.fetch(urls.pollFile("fr", { poll: odd.number, run: 1, file: "participants-votes.csv" }))
    ).text();
    expect(
      matrix
        .split("\r\n")
        .slice(1, -1)
        .every((line) => line.split(",")[1] === ""),
    ).toBe(true);
    const html = await house.visitor().get(urls.pollResults("fr", { poll: odd.number }));
    expect(html).not.toContain("Groupe B");
  });
});
