import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { Failure } from "#platform/failure.ts";
import { createOutput } from "#platform/output.ts";
import { contrastedRows, csvOf } from "../../../test/fixtures/contrasted-texts.ts";
import { themesCommand } from "./themes.command.ts";
import type { ThemesResult } from "./themes-result.rules.ts";

const folder = mkdtempSync(path.join(tmpdir(), "jalon-themes-"));
afterAll(async () => await rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

type Options = Record<string, string | boolean>;
async function run(file: string, options: Options = {}, isJson = true): Promise<string> {
  let written = "";
  const stdout = { write: (text: string) => (written += text) };
  const out = createOutput(isJson, { stdout, stderr: { write: () => undefined } });
  expect(await themesCommand.run({ args: [file], options: { textColumn: "text", ...options }, out })).toBe(0);
  return written;
}
const themes = async (file: string, options?: Options): Promise<ThemesResult> =>
  JSON.parse(await run(file, options)) as ThemesResult;
const failure = async (file: string, options?: Options) =>
  await run(file, options).then(
    () => null,
    (error: unknown) => (error instanceof Failure ? `${error.exitCode} ${error.message}` : String(error)),
  );
function made(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
const seedsFile = (name: string, seeds: readonly object[]): string =>
  made(name, JSON.stringify({ schema: "jalon.seeds/1", themes: seeds }));
const rows = contrastedRows(40);
const contrasted = made("contrasted.csv", csvOf(rows));

describe("jalon themes", () => {
  it("gives themes, places and copies under the promised names", async () => {
    const { timings, ...result } = await themes(contrasted, { k: "4" });
    expect(Object.keys(timings)).toEqual(["readMs", "vectorsMs", "groupsMs", "totalMs"]);
    expect(Object.keys(result)).toEqual([
      "schema",
      "engine",
      "options",
      "input",
      "themes",
      "contributions",
      "foldedDuplicates",
    ]);
    expect(result).toMatchObject({
      schema: "jalon.themes/1",
      engine: { name: "jalon" },
      options: { k: 4, kFrom: "given", method: "kmeans", language: "fr", seed: 0, embeddings: null },
      input: { textColumn: "text", rows: 160, texts: 160, empty: [], setAside: [], warnings: [] },
    });
    expect(result.themes.map(({ id }) => id)).toEqual(["t1", "t2", "t3", "t4"]);
    expect(Object.keys(result.contributions)).toHaveLength(160);
    expect(result.themes[0]).toMatchObject({ name: null, seeded: false });
  });

  it("hashes what it read, in the order of the ids", async () => {
    const { input } = await themes(made("hash.csv", "id,text\n10,b\n9,a\nx,\n"));
    const expected = createHash("sha256").update('jalon-texts/1\n9\t"a"\n10\t"b"\n').digest("hex");
    expect(input).toMatchObject({ hash: expected, rows: 3, texts: 2, empty: ["x"] });
  });

  it("gives the same bytes whatever the order of the rows, but for the timings", async () => {
    const bytes = async (file: string) => (await run(file, { k: "4", keyphrases: "5" })).replace(/"timings":.*/, "");
    expect(await bytes(made("turned.csv", csvOf(rows.toReversed())))).toBe(await bytes(contrasted));
  });

  it("takes seeds: words, examples by id, examples written out", async () => {
    const file = seedsFile("seeds.json", [
      { theme: "velo", name: "Vélo", words: ["pistes cyclables"], examples: ["1"] },
      { theme: "cantine", name: "Cantine", words: [], examples: [{ text: "des repas bio à la cantine" }] },
    ]);
    const { options, themes: found, contributions } = await themes(contrasted, { seeds: file });
    expect(options).toMatchObject({ k: 2, kFrom: "seeds" });
    expect(found.map(({ id, name, seeded }) => ({ id, name, seeded }))).toEqual([
      { id: "velo", name: "Vélo", seeded: true },
      { id: "cantine", name: "Cantine", seeded: true },
    ]);
    expect(contributions["1"]?.theme).toBe("velo");
    const more = await themes(contrasted, { seeds: file, k: "4" });
    expect(more.themes.map(({ id }) => id)).toEqual(["velo", "cantine", "t1", "t2"]);
  });

  it("says what is wrong with the seeds, and where", async () => {
    const bad = async (seeds: readonly object[]) => await failure(contrasted, { seeds: seedsFile("bad.json", seeds) });
    const theme = { theme: "a", name: "A", words: ["x"], examples: [] };
    expect(await bad([{ ...theme, words: [] }])).toMatch(/^3 .*themes\[0\].*words or examples/);
    expect(await bad([{ ...theme, words: "x" }])).toMatch(/^3 .*themes\[0\]\.words/);
    expect(await bad([theme, theme])).toMatch(/^3 .*two themes have the code “a”/);
    expect(await bad([{ ...theme, examples: ["nobody"] }])).toMatch(/^3 .*bad\.json.*nobody/);
    expect(
      await bad([
        { ...theme, examples: ["1"] },
        { ...theme, theme: "b", examples: ["1"] },
      ]),
    ).toMatch(/^3 .*“1”/);
    expect(await failure(contrasted, { seeds: made("no.json", "{") })).toMatch(/^3 .*JSON was expected/);
    expect(await failure(contrasted, { seeds: path.join(folder, "absent.json") })).toMatch(/^3 /);
    const two = seedsFile("two.json", [theme, { ...theme, theme: "b" }]);
    expect(await failure(contrasted, { seeds: two, k: "1" })).toMatch(/^2 .*--k is 1, but the seeds have 2/);
  });

  it("refuses wrong use with 2 and unreadable input with 3", async () => {
    for (const options of [{ k: "0" }, { k: "x" }, { seed: "-1" }, { keyphrases: "0" }, { language: "français" }]) {
      expect(await failure(contrasted, options)).toMatch(/^2 --/);
    }
    expect(await failure(contrasted, { textColumn: "texte" })).toMatch(/^2 .*no column “texte”/);
    expect(await failure(contrasted, { idColumn: "numéro" })).toMatch(/^2 .*no column “numéro”/);
    expect(await failure(path.join(folder, "absent.csv"))).toMatch(/^3 .*no such file/);
    expect(await failure(made("nothing.csv", ""))).toMatch(/^3 .*empty/);
    expect(await failure(contrasted, { embeddings: true })).toMatch(/^2 --embeddings needs JALON_EMBEDDINGS_URL/);
  });

  it("takes no text, one text, and a text that cannot be placed", async () => {
    expect(await themes(made("header.csv", "id,text\n"))).toMatchObject({ options: { k: 0 }, themes: [] });
    const one = await themes(made("one.csv", "id,text\n7,seul\n"));
    expect(one).toMatchObject({
      options: { k: 1 },
      contributions: { 7: { theme: null, nearest: "t1", second: null } },
    });
    expect(await run(contrasted, { k: "4" }, false)).toMatch(/^160 texts, 4 themes, \d+ texts not placed/);
  });
});

describe("with the server of an operator", () => {
  async function served(answer: (count: number) => object): Promise<ThemesResult> {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
      request.on("end", () => {
        const { input } = JSON.parse(body) as { input: string[] };
        response.setHeader("content-type", "application/json").end(JSON.stringify(answer(input.length)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    vi.stubEnv("JALON_EMBEDDINGS_URL", `http://127.0.0.1:${port}/v1/embeddings`);
    vi.stubEnv("JALON_EMBEDDINGS_MODEL", "petit-modele");
    vi.stubEnv(
      "JALON_EMBEDDINGS_PURPOSE",
      "Les textes publiés sont envoyés à un serveur de la ville pour être rapprochés.",
    );
    try {
      return await themes(contrasted, { k: "4", embeddings: true });
    } finally {
      server.close();
    }
  }
  const vectors = (count: number, of: (i: number) => number[]) => ({
    data: Array.from({ length: count }, (_, index) => ({ index, embedding: of(index) })),
  });

  it("names the model and its dimensions", async () => {
    const { options, input } = await served((count) => vectors(count, (i) => [1, i % 4, 0.5]));
    expect(options.embeddings).toEqual({ model: "petit-modele", dimensions: 3 });
    expect(input.warnings).toEqual([]);
  });

  it("uses the built-in vectors for all, and says so, when an answer is wrong", async () => {
    const { options, input, contributions } = await served((count) => vectors(count, (i) => (i === 1 ? [1] : [1, 2])));
    expect(options.embeddings).toBeNull();
    expect(input.warnings).toHaveLength(1);
    expect(input.warnings[0]).toMatch(/^Vectors of petit-modele: .*built-in vectors used\.$/);
    const { timings: _, ...plain } = await themes(contrasted, { k: "4" });
    expect(contributions).toEqual(plain.contributions);
  });
});
