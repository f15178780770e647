import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  draftInSteps,
  type Embeddings,
  type Seeds,
  type ThemesOptions,
  UnknownExamples,
} from "#engine/themes/index.ts";
import type { FileCommand, FileCommandInput } from "#platform/command.ts";
import { readConfig } from "#platform/config.ts";
import { embed } from "#platform/embeddings.ts";
import { Failure } from "#platform/failure.ts";
import { root } from "#platform/root.ts";
import { readSeedsFile } from "#platform/seeds-file.ts";
import { readTextsFile, type TextRow } from "#platform/texts-file.ts";
import { themesResult, themesSummary } from "./themes-result.rules.ts";

const MOST_THEMES = 200;
const MOST_PHRASES = 50;
const LARGEST_SEED = 2 ** 32 - 1;

export const themesCommand: FileCommand = {
  name: "themes",
  summary:
    "Sort the texts of a CSV into a draft of themes by the words they use, for people to name, correct and sign.",
  arguments: [{ name: "<contributions.csv>", description: "UTF-8, comma or semicolon, with a header line" }],
  options: [
    { flags: "--text-column <name>", description: "column of the texts", isRequired: true },
    { flags: "--id-column <name>", description: "column of the ids (default: id, else the number of the row)" },
    { flags: "--encoding <name>", description: "utf-8 or cp1252 (default: utf-8)" },
    { flags: "--k <number>", description: "number of themes (default: those of the seeds, else by number of texts)" },
    { flags: "--seeds <file>", description: "words and examples of themes that people gave: jalon.seeds/1" },
    { flags: "--language <code>", description: "language of the texts, as fr, de or en (default: fr)" },
    { flags: "--seed <number>", description: `whole number from 0 to ${LARGEST_SEED} (default: 0)` },
    { flags: "--keyphrases <number>", description: "key phrases of each text, at most so many (default: none)" },
    { flags: "--embeddings", description: "send the texts to the server of JALON_EMBEDDINGS_URL for their vectors" },
  ],
  printsData: true,
  needsDatabase: false,
  async run({ args, options, out }) {
    const started = performance.now();
    const [file = ""] = args;
    const textColumn = String(options.textColumn);
    const asked = readOptions(options);
    const input = await readTextsFile(file, {
      textColumn,
      idColumn: named(options.idColumn),
      encoding: named(options.encoding),
    });
    const read = performance.now();
    const { vectors, warnings } = options.embeddings === true ? await vectorsOf(input.texts) : { warnings: [] };
    const { draft, vectorsAt } = follow(input.texts, { ...asked, vectors }, { out, seedsFile: named(options.seeds) });
    const ended = performance.now();
    const timings = {
      readMs: rounded(read - started),
      vectorsMs: rounded(vectorsAt - read),
      groupsMs: rounded(ended - vectorsAt),
      totalMs: rounded(ended - started),
    };
    const result = themesResult({ input, textColumn, draft, warnings, timings, version: ownVersion() });
    out.data(result, out.isJson ? [] : themesSummary(result));
    return 0;
  },
};

const ownVersion = (): string =>
  (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;

const named = (option: unknown): string | undefined => (typeof option === "string" ? option : undefined);
const rounded = (ms: number): number => Math.round(ms * 10) / 10;

function readOptions(options: FileCommandInput["options"]): ThemesOptions {
  const k = wholeNumber("--k", options.k, { least: 1, most: MOST_THEMES });
  const language = named(options.language) ?? "fr";
  if (!/^[a-z]{2,3}([-_]\w+)*$/i.test(language)) {
    throw new Failure("usage", { message: "--language is a code of two or three letters, as fr, de or en." });
  }
  const keyphrases = wholeNumber("--keyphrases", options.keyphrases, { least: 1, most: MOST_PHRASES });
  const seed = wholeNumber("--seed", options.seed, { least: 0, most: LARGEST_SEED }) ?? 0;
  const seeds = typeof options.seeds === "string" ? readSeedsFile(options.seeds) : undefined;
  checkNumbers(k, seeds);
  return { k, language, seed, keyphrases, seeds };
}

function wholeNumber(
  name: string,
  given: unknown,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  if (given === undefined) return undefined;
  const text = String(given);
  if (/^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new Failure("usage", { message: `${name} is a whole number from ${least} to ${most}.` });
}

function checkNumbers(k: number | undefined, seeds: Seeds | undefined): void {
  const seeded = seeds?.themes.length ?? 0;
  if (k === undefined || k >= seeded) return;
  throw new Failure("usage", { message: `--k is ${k}, but the seeds have ${seeded} themes: give at least as many.` });
}

/** All texts or none: when the server does not answer as it should, the built-in vectors are used, and the result says so. */
async function vectorsOf(texts: readonly TextRow[]): Promise<{ vectors?: Embeddings; warnings: readonly string[] }> {
  const { embeddings } = readConfig();
  if (embeddings === null) {
    const message = "--embeddings needs JALON_EMBEDDINGS_URL, JALON_EMBEDDINGS_MODEL and JALON_EMBEDDINGS_PURPOSE.";
    throw new Failure("usage", { message });
  }
  if (texts.length === 0) return { warnings: [] };
  const found = await embed(
    texts.map(({ text }) => text),
    embeddings,
  );
  if ("warning" in found)
    return { warnings: [`Vectors of ${embeddings.model}: ${found.warning}; built-in vectors used.`] };
  const { model, dimensions } = found;
  const of = new Map(texts.map(({ id }, index) => [id, found.vectors[index] ?? new Float32Array()]));
  return { vectors: { model, dimensions, of }, warnings: [] };
}

type Place = { readonly out: FileCommandInput["out"]; readonly seedsFile: string | undefined };

function follow(texts: readonly TextRow[], options: ThemesOptions, { out, seedsFile }: Place) {
  const steps = draftInSteps(texts, options);
  let vectorsAt = performance.now();
  try {
    for (;;) {
      const { value, done } = steps.next();
      if (done) return { draft: value, vectorsAt };
      if (value.step === "duplicates") out.progress("duplicates", value.done, value.total);
      if (value.step === "groups" && value.done === 0) vectorsAt = performance.now();
    }
  } catch (error) {
    if (!(error instanceof UnknownExamples)) throw error;
    throw new Failure("inputUnreadable", { file: seedsFile ?? "", message: `${error.message}.` }, error);
  }
}
