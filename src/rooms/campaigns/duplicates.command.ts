import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Duplicates, type Progress, searchDuplicates } from "#engine/text/near-duplicates.ts";
import { NEAR } from "#engine/text/trigrams.ts";
import type { FileCommand, FileCommandInput } from "#platform/command.ts";
import { Failure } from "#platform/failure.ts";
import { root } from "#platform/root.ts";
import { readTextsFile } from "#platform/texts-file.ts";
import { type DuplicatesResult, duplicatesResult } from "./duplicates-result.rules.ts";

export const duplicatesCommand: FileCommand = {
  name: "duplicates",
  summary: "Find the texts of a CSV that say almost the same words; opposed wordings are marked, nothing is merged.",
  arguments: [{ name: "<contributions.csv>", description: "UTF-8, comma or semicolon, with a header line" }],
  options: [
    { flags: "--text-column <name>", description: "column of the texts", isRequired: true },
    { flags: "--id-column <name>", description: "column of the ids (default: id, else the number of the row)" },
    { flags: "--threshold <number>", description: `similarity from which two texts are a pair (default: ${NEAR})` },
    { flags: "--encoding <name>", description: "utf-8 or cp1252 (default: utf-8)" },
  ],
  printsData: true,
  needsDatabase: false,
  async run({ args, options, out }) {
    const started = performance.now();
    const [file = ""] = args;
    const threshold = readThreshold(options.threshold);
    const textColumn = String(options.textColumn);
    const input = await readTextsFile(file, {
      textColumn,
      idColumn: named(options.idColumn),
      encoding: named(options.encoding),
    });
    const read = performance.now();
    const search = searchDuplicates(
      input.texts.map(({ text }) => text),
      { threshold },
    );
    const { found, indexedAt } = follow(search, out);
    const ended = performance.now();
    const timings = {
      readMs: rounded(read - started),
      indexMs: rounded(indexedAt - read),
      pairsMs: rounded(ended - indexedAt),
      totalMs: rounded(ended - started),
    };
    const result = duplicatesResult({ input, textColumn, threshold, found, timings, version: ownVersion() });
    out.data(result, lines(result));
    return 0;
  },
};

const ownVersion = (): string =>
  (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;

function readThreshold(given: unknown): number {
  const threshold = Number(given ?? NEAR);
  if (threshold > 0 && threshold <= 1) return threshold;
  throw new Failure("usage", { message: "--threshold is a number above 0, at most 1." });
}

const named = (option: unknown): string | undefined => (typeof option === "string" ? option : undefined);
const rounded = (ms: number): number => Math.round(ms * 10) / 10;

function follow(search: Generator<Progress, Duplicates>, out: FileCommandInput["out"]) {
  let indexedAt = performance.now();
  for (;;) {
    const { value, done } = search.next();
    if (done) return { found: value, indexedAt };
    if (value.step === "pairs" && value.done === 0) indexedAt = performance.now();
    else if (value.step === "pairs") out.progress("duplicates", value.done, value.total);
  }
}

function lines({ pairs, groups, input }: DuplicatesResult): readonly string[] {
  const flagged = pairs.filter(({ flags }) => flags.length > 0);
  return [
    `${input.texts} texts, ${pairs.length} pairs (${flagged.length} flagged), ${groups.length} groups`,
    ...groups.map(({ keep, members }) => `${keep}  ${members.join(" ")}`),
    ...flagged.map(({ a, b, similarity, flags }) => `${a}  ${b}  ${similarity.toFixed(2)}  ${flags.join(" ")}`),
    ...input.warnings,
  ];
}
