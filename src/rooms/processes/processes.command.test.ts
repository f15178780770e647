// `jalon process`: the example of the manual creates what it says; what is wrong is said by line and key.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "#platform/config.ts";
import { createLog } from "#platform/log.ts";
import { createOutput } from "#platform/output.ts";
import { importEdition, parseRoadmapYaml } from "#rooms/imports";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { commands, invariants } from "../../app.ts";

let house: TestHouse;
const log = createLog("silent");
let brokenBefore: readonly string[] = [];
const folder = mkdtempSync(path.join(tmpdir(), "jalon-process-"));
const manual = readFileSync("docs/manual/fr/demarche.md", "utf8");
const yamls = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, body = ""]) => body);
const example = yamls.find((body) => body.startsWith("process:")) ?? "";

beforeAll(async () => {
  house = await createTestHouse();
  const roadmap = parseRoadmapYaml(yamls.find((body) => body.startsWith("document:")) ?? "");
  if (!roadmap.isValid) throw new Error("the roadmap of the manual is not valid");
  await house.sql.begin((tx) =>
    importEdition(tx, {
      imported: { ...roadmap.document, publishedOn: "2026-03" },
      createdBy: null,
      actingRole: "operator",
      publish: true,
    }),
  );
  brokenBefore = await broken();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await house.close();
});

async function broken(): Promise<readonly string[]> {
  const found = [];
  for (const { id, check } of invariants) found.push(...(await check(house.sql)).map((fault) => `${id}: ${fault}`));
  return found;
}

async function run(name: string, source: string | null, options: Record<string, boolean> = {}) {
  const command = commands.find((one) => one.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const file = path.join(folder, "demarche.yaml");
  if (source !== null) writeFileSync(file, source);
  let said = "";
  const out = createOutput(true, { stdout: { write: (text) => (said += String(text)) } });
  const config = readConfig({ DATABASE_URL: "postgres://x@127.0.0.1/x" });
  await command.run({ sql: house.sql, config, log, out, options, args: source === null ? [] : [file] });
  return JSON.parse(said) as Record<string, unknown>;
}
const slugs = async () => (await run("process list", null)) as unknown as { process: string; text: string | null }[];

describe("jalon process", () => {
  it("creates the example of the manual, after a rehearsal that writes nothing", async () => {
    expect(await run("process create", example, { dryRun: true })).toMatchObject({
      process: "plan-velo",
      status: "dry-run",
      circles: ["Équipe", "Associations", "Public"],
      // its first phase is far away: a text that everybody could read goes out of sight, and that is said
      warnings: [expect.stringContaining("until the first phase where everybody may read")],
    });
    expect((await slugs()).map(({ process }) => process)).toEqual([ESSAI.process]);
    expect(await run("process create", example)).toMatchObject({ status: "created", text: "plan-velo" });
    expect((await slugs())[0]).toMatchObject({ process: "plan-velo", text: "plan-velo", contributions: 0 });
    const rows = await house.sql<{ kind: string; read: number; contribute: number; vote: number; closes: Date }[]>`
      select kind, count(*) filter (where may_read)::int as read, count(*) filter (where may_contribute)::int as contribute,
        count(*) filter (where may_vote)::int as vote, planned_closes_at as closes
      from processes.phase
      join processes.phase_circle on phase_id = phase.id
      join processes.process on process.id = process_id
      where slug = 'plan-velo' group by phase.id order by position`;
    expect(rows.map(({ kind, read, contribute, vote }) => [kind, read, contribute, vote])).toEqual([
      ["drafting", 3, 2, 0],
      ["consultation", 3, 3, 3],
      ["synthesis", 3, 0, 0],
      ["publication", 3, 0, 0],
      ["delivery", 3, 0, 0],
    ]);
    // the last day is in: it closes at the midnight that ends it, in Paris
    expect(rows[1]?.closes.toISOString()).toBe("2090-03-31T22:00:00.000Z");
    await expect(run("process create", example)).rejects.toThrow(/Line 1, process: A consultation already has/);
  });

  it("breaks no invariant", async () => {
    // the fixture itself was not made by acts: what it breaks is the same before and after
    expect(await broken()).toEqual(brokenBefore);
    expect(brokenBefore.some((fault) => fault.includes("plan-velo"))).toBe(false);
  });

  it("sets the usual phases around a consultation, says that it is short, and that it has no text", async () => {
    const short = example
      .replace("process: plan-velo", "process: court")
      .replace("text: plan-velo\n", "")
      .replace(/circles:[\s\S]*$/, 'consultation: { opens: "2090-03-01", closes: "2090-03-10" }\n');
    const made = await run("process create", short);
    expect(made).toMatchObject({ text: null, circles: ["Équipe", "Public"] });
    expect(made.phases).toHaveLength(5);
    expect(made.warnings).toMatchObject([
      expect.stringContaining("lasts only 10 days"),
      expect.stringContaining("No text"),
    ]);
  });

  it.each([
    [/title: .*\n/, "", "Line 1, title: Enter the title"],
    ['closes: "2090-03-31"', 'closes: "31/03/2090"', "Line 14, phases[2].closes: Write a day like"],
    ["2090-03-31", "2090-02-01", "The last day must come after"],
    ["kind: synthesis", "kind: sleep", "Line 15, phases[3].kind: Write the kind"],
    [
      'contribute: "Associations"',
      'contribute: "Voisins"',
      "Line 13, phases[1].contribute: This circle is not in the list",
    ],
    ["public: true", "public: false", "circles: One circle only is public"],
    ['name: "Associations"', 'name: "équipe"', "Line 10, circles[2].name: Another circle"],
    ["language: fr", "language: de", "Line 6, language: Write fr or en."],
    ["text: plan-velo", "text: absent", "Line 7, text: This text has no published edition"],
    ["text: plan-velo", "text: texte-essai", "Line 7, text: Another consultation is going on"],
    ["text: plan-velo", "texte: plan-velo", "Line 7, texte: This key is not known"],
    ["process: plan-velo", "process: Plan", "Line 1, process: Write the short address"],
    ["language: fr", "language: fr\nlanguage: fr", "Line 7: The same key"],
    ["language: fr", "language: &a fr", "Line 6: References"],
    ["language: fr", "\tlanguage: [", "This line does not follow"],
    [/[\s\S]+/, "- 1", "Line 1: There must be keys here"],
    [/phases:[\s\S]*/, "", "one of the two"],
  ])("says what is wrong: %s", async (from, to, words) => {
    const count = (await slugs()).length;
    const source = example.replace(from, to).replace("process: plan-velo", "process: autre");
    await expect(run("process create", source)).rejects.toThrow(words);
    expect(await slugs()).toHaveLength(count);
  });

  it("says all that is wrong at once, and that a file is not there", async () => {
    const source = example.replace("language: fr", "language: de").replace("2090-06-30", "demain");
    await expect(run("process create", source)).rejects.toThrow(/Line 6, language: .* \| Line 16, phases\[4\]\.closes/);
    const command = commands.find(({ name }) => name === "process create");
    const input = { sql: house.sql, args: [path.join(folder, "absent.yaml")], options: {} };
    await expect(command?.run(input as unknown as Parameters<typeof command.run>[0])).rejects.toThrow("cannot be read");
  });
});
