import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyse, resultText, type Timings } from "#engine/opinion/index.ts";
import type { FileCommand } from "#platform/command.ts";
import { Failure } from "#platform/failure.ts";
import { root } from "#platform/root.ts";
import { readVotes } from "#platform/votes-file.ts";
import { readLabels } from "#platform/votes-labels.ts";
import { opinionSummary } from "./opinion-summary.rules.ts";

const MODES = ["polis", "improved"] as const;
const LARGEST_SEED = 2 ** 32 - 1;

export const opinionCommand: FileCommand = {
  name: "opinion",
  summary:
    "Find the groups of people who vote alike, what is typical of each and what everybody shares, from a file of votes.",
  arguments: [
    {
      name: "<folder-or-votes.csv>",
      description:
        "a folder (votes.csv or participants-votes.csv, comments.csv), or one file: a log or a matrix of votes",
    },
  ],
  options: [
    {
      flags: "--labels <file>",
      description: "groups to take as given: a JSON object from participant to group or null",
    },
    { flags: "--mode <mode>", description: "polis (as the deployed method does) or improved (default: improved)" },
    { flags: "--seed <number>", description: "whole number from 0 to 4294967295, used by mode improved (default: 0)" },
  ],
  printsData: true,
  needsDatabase: false,
  async run({ args, options, out }) {
    const started = performance.now();
    const [place = ""] = args;
    const mode = readMode(options.mode);
    const seed = readSeed(options.seed);
    const { votes, facts, texts } = readVotes(place, { hasTexts: !out.isJson });
    const labels = typeof options.labels === "string" ? { labels: readLabels(options.labels) } : {};
    const readMs = performance.now() - started;
    const now = () => performance.now();
    const result = analyse(votes, facts, { mode, seed, ...labels, version: ownVersion(), sha256, now });
    const { matrixMs, pcaMs, groupsMs, statisticsMs } = result.timings;
    const totalMs = performance.now() - started;
    const timings = rounded({ readMs, matrixMs, pcaMs, groupsMs, statisticsMs, totalMs });
    out.text(
      () => resultText({ ...result, timings }),
      () => opinionSummary(result, texts),
    );
    return 0;
  },
};

function readMode(given: unknown): (typeof MODES)[number] {
  const mode = MODES.find((one) => one === (given ?? "improved"));
  if (mode) return mode;
  throw new Failure("usage", { message: "--mode is polis or improved." });
}

function readSeed(given: unknown): number {
  const text = String(given ?? "0");
  if (/^\d{1,10}$/.test(text) && Number(text) <= LARGEST_SEED) return Number(text);
  throw new Failure("usage", { message: `--seed is a whole number from 0 to ${LARGEST_SEED}.` });
}

function sha256(chunks: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk, "utf8");
  return hash.digest("hex");
}

const ownVersion = (): string =>
  (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;

/** To a tenth of a millisecond. */
function rounded(timings: Timings): Timings {
  const tenths = Object.entries(timings).map(([name, ms]) => [name, Math.round(ms * 10) / 10]);
  return Object.fromEntries(tenths) as Timings;
}
