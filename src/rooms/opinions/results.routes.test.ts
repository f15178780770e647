import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pollResultApi, urls } from "#kernel/urls.ts";
import { endPoll, type PlantedPoll, plantedPoll } from "../../../test/fixtures/planted-poll.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { computeRun } from "./compute-run.actions.ts";
import { FILES } from "./files.rules.ts";

const run = promisify(execFile);

let house: TestHouse;
let poll: PlantedPoll;
beforeAll(async () => {
  house = await createTestHouse();
  poll = await plantedPoll(house.sql, {
    people: 300,
    statements: 40,
    groups: 3,
    territories: ["R53", "R53", "R04", "R53", null, "35"],
    categories: ["usagers-patient", "professionnels-liberal", "usagers-aidant", null],
    stages: ["rennes", "brest"],
  });
  await house.sql`
    update polls.statement set state = 'hidden', hidden_reason = 'insult' where poll_id = ${poll.id} and number = 7
  `;
  // hidden before anybody voted, and shown without a vote yet: both are in the hash or in the files
  await house.sql`
    insert into polls.statement (poll_id, number, text, language, origin, state, hidden_reason)
    values
      (${poll.id}, 41, 'Des mots jamais montrés', 'fr', 'participant', 'hidden', 'insult'),
      (${poll.id}, 42, '=1+1 sans aucun vote', 'fr', 'participant', 'shown', null),
      (${poll.id}, 43, 'Pas encore lue', 'fr', 'participant', 'waiting', null)
  `;
  await computeRun(house.sql, poll.id, "live");
  await endPoll(house.sql, poll);
  await computeRun(house.sql, poll.id, "final");
});
afterAll(() => house.close());

const pages = (lang: "fr" | "en"): readonly string[] => {
  const here = { poll: poll.number };
  return [
    urls.pollResults(lang, here),
    urls.pollCounts(lang, here),
    urls.pollCounts(lang, here, { ordre: "partage", page: 2 }),
    urls.pollCounts(lang, here, { parmi: "territory:R53" }),
    urls.pollStatement(lang, { ...here, statement: 3 }),
    urls.pollMap(lang, here),
    urls.pollPlace(lang, here),
    urls.pollStages(lang, here, { affirmation: 5 }),
    urls.pollRuns(lang, here),
    urls.pollRun(lang, { ...here, run: 2 }),
    urls.opinionMethod(lang),
  ];
};

describe("the pages of results", () => {
  test("answer in both languages", async () => {
    for (const lang of ["fr", "en"] as const) {
      for (const page of pages(lang)) {
        const visitor = house.visitor();
        await visitor.get(page);
        expect([page, visitor.status]).toEqual([page, 200]);
      }
    }
  });

  test("say what unites, what divides and who the groups are, in words", async () => {
    const html = await house.visitor().get(urls.pollResults("fr", { poll: poll.number }));
    for (const words of [
      "Ce qui rassemble tous les groupes",
      "Ce qui partage les groupes",
      "Groupe A",
      "Groupe C",
      "300",
    ])
      expect(html).toContain(words);
  });

  test("unknown filters, statements, runs and files do not exist", async () => {
    const here = { poll: poll.number };
    for (const page of [
      urls.pollCounts("fr", here, { parmi: "territory:XX" }),
      urls.pollStatement("fr", { ...here, statement: 999 }),
      urls.pollRun("fr", { ...here, run: 99 }),
      urls.pollFile("fr", { ...here, run: 2, file: "secrets.csv" }),
      urls.pollResults("fr", { poll: 999_999 }),
    ]) {
      const visitor = house.visitor();
      await visitor.get(page);
      expect([page, visitor.status]).toEqual([page, 404]);
    }
  });
});

describe("the files of a run", () => {
  test("give the same result to whoever computes them again", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "jalon-votes-"));
    try {
      for (const file of FILES) {
        const response = await house.fetch(urls.pollFile("fr", { poll: poll.number, run: 2, file }));
        expect([file, response.status]).toEqual([file, 200]);
        await writeFile(path.join(folder, file), Buffer.from(await response.arrayBuffer()));
      }
      const stored = (await (await house.fetch(pollResultApi({ poll: poll.number }))).json()) as Record<
        string,
        unknown
      >;
      const [facts] = await house.sql<{ hash: string }[]>`
        select input_hash as hash from opinions.run where poll_id = ${poll.id} and number = 2
      `;
      expect((stored.input as { hash: string }).hash).toBe(facts?.hash);
      const comments = await readFile(path.join(folder, "comments.csv"), "utf8");
      expect(comments).toContain("\r\n7,");
      for (const hidden of ["Affirmation semée numéro 7.", "jamais montrés", "Pas encore lue"])
        expect(comments).not.toContain(hidden);
      expect(comments).toContain("'=1+1 sans aucun vote");
      for (const isMatrix of [false, true]) {
        if (isMatrix) await rm(path.join(folder, "votes.csv"));
        const { stdout } = await run(
          "node",
          ["scripts/jalon.mjs", "opinion", folder, "--mode", "improved", "--seed", "7", "--json"],
          {
            maxBuffer: 100_000_000,
          },
        );
        const again = JSON.parse(stdout) as Record<string, unknown>;
        expect(again.participants).toEqual(stored.participants);
        expect(again.groups).toEqual(stored.groups);
        expect(again.groupStats).toEqual(stored.groupStats);
        if (isMatrix) continue;
        for (const part of Object.keys(stored).filter((part) => part !== "timings")) {
          expect([part, again[part]]).toEqual([part, stored[part]]);
        }
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 120_000);
});

describe("a question of a process that not everybody may read", () => {
  test("has no page, no file and no result for a visitor", async () => {
    await house.sql`update processes.phase_circle set may_read = false, may_contribute = false, may_vote = false`;
    const here = { poll: poll.number };
    const files = FILES.map((file) => urls.pollFile("fr", { ...here, run: 2, file }));
    for (const page of [...pages("fr").slice(0, -1), ...files, pollResultApi(here)]) {
      expect([page, (await house.fetch(page)).status]).toEqual([page, 404]);
    }
    const analyst = await house.as("analyst");
    await analyst.get(urls.pollResults("fr", here));
    expect(analyst.status).toBe(200);
  });
});
