// Copies and themes among generated French texts: seconds of processor, peak memory, growth, and what MinHash finds of the exact
// answer. Each measure has a process of its own; a limit that does not hold makes the exit code 1.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findDuplicates } from "#engine/text/near-duplicates.ts";
import { NearIndex } from "#engine/text/near-index.ts";
import { draftThemes } from "#engine/themes/index.ts";
import { generatedTexts } from "../test/fixtures/generated-texts.ts";

const WHATS = ["duplicates", "themes"] as const;
type What = (typeof WHATS)[number];
type Measured = {
  readonly seconds: number;
  readonly clock: number;
  readonly megabytes: number;
  readonly found: string;
};

/** By number of texts: what each of both must keep to. Above 10,000 it is minutes, whatever the machine. */
const LIMITS: Readonly<Record<number, Readonly<Record<What, number>> & { readonly megabytes: number }>> = {
  3000: { duplicates: 2, themes: 5, megabytes: 600 },
  10000: { duplicates: 20, themes: 20, megabytes: 600 },
  100000: { duplicates: 600, themes: 600, megabytes: 2_000 },
};
const RECALL = 0.98;
const ONE_MS = 50;

const cpuSeconds = (): number => process.cpuUsage().user / 1e6;
let missed = 0;

function line(text: string, isMet: boolean): void {
  if (!isMet) missed += 1;
  console.log(`${isMet ? "ok    " : "MISSED"} ${text}`);
}

/** In this process, which the caller started for it. */
function work(what: What, count: number): Measured {
  const texts = generatedTexts(count);
  const [started, wall] = [cpuSeconds(), performance.now()];
  const found = what === "duplicates" ? duplicatesIn(texts) : themesIn(texts);
  const [seconds, clock] = [cpuSeconds() - started, (performance.now() - wall) / 1_000];
  return { seconds, clock, megabytes: Math.round(process.resourceUsage().maxRSS / 1_000), found };
}

function duplicatesIn(texts: readonly string[]): string {
  const { pairs, groups } = findDuplicates(texts);
  return `${pairs.length} pairs, ${groups.length} groups`;
}

function themesIn(texts: readonly string[]): string {
  const rows = texts.map((text, i) => ({ id: String(i + 1), text }));
  const { themes, foldedDuplicates } = draftThemes(rows, { language: "fr", seed: 0 });
  return `${themes.length} themes, ${foldedDuplicates.length} texts with copies`;
}

function measure(what: What, count: number): Measured {
  const { stdout, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), what, String(count)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${what} of ${count} texts ended with ${status}`);
  const measured = JSON.parse(stdout) as Measured;
  const { seconds, clock, megabytes, found } = measured;
  const limits = LIMITS[count];
  const isMet = limits === undefined || (seconds < limits[what] && megabytes < limits.megabytes);
  const limit = limits ? ` (limits ${limits[what]} s, ${limits.megabytes} MB)` : "";
  line(
    `${count} texts, ${what}: ${seconds.toFixed(1)} s of processor, ${clock.toFixed(1)} s by the clock, ${megabytes} MB at the peak${limit}; ${found}`,
    isMet,
  );
  return measured;
}

function measureRecall(count: number): void {
  const texts = generatedTexts(count, 2);
  const keys = (exactUpTo: number) =>
    new Set(findDuplicates(texts, { exactUpTo }).pairs.map(({ a, b }) => `${a} ${b}`));
  const [exact, drawn] = [keys(count), keys(0)];
  const share = [...exact].filter((pair) => drawn.has(pair)).length / exact.size;
  const found = `MinHash finds ${(100 * share).toFixed(2)} % of the ${exact.size} exact pairs of ${count} texts`;
  line(`${found} (limit ${100 * RECALL} %)`, share >= RECALL);
}

function measureOne(count: number): void {
  const texts = generatedTexts(count, 3);
  const index = new NearIndex(texts.slice(0, 4_000));
  for (const text of texts) index.add(text);
  const asked = generatedTexts(200, 4);
  const started = cpuSeconds();
  for (const text of asked) index.near(text);
  const ms = (1_000 * (cpuSeconds() - started)) / asked.length;
  line(
    `one new text against ${count}, the index kept: ${ms.toFixed(1)} ms of processor (limit ${ONE_MS} ms)`,
    ms < ONE_MS,
  );
}

function measureAll(counts: readonly number[]): void {
  measureRecall(5_000);
  measureOne(20_000);
  for (const what of WHATS) {
    const found = counts.map((count) => ({ count, ...measure(what, count) }));
    for (const [place, next] of found.entries()) {
      const before = found[place - 1];
      if (!before) continue;
      const [texts, time] = [next.count / before.count, next.seconds / before.seconds];
      const memory = next.megabytes / before.megabytes;
      console.log(
        `       ${what}: ${texts.toFixed(1)} times the texts take ${time.toFixed(1)} times the processor ` +
          `(n^${(Math.log(time) / Math.log(texts)).toFixed(2)}) and ${memory.toFixed(1)} times the memory`,
      );
    }
  }
}

const [first = "", ...rest] = process.argv.slice(2);
const asked = WHATS.find((what) => what === first);
if (asked) {
  console.log(JSON.stringify(work(asked, Number(rest[0]))));
} else {
  const counts = [first, ...rest].map(Number).filter(Boolean);
  measureAll(counts.length > 0 ? counts : [3_000, 10_000, 100_000]);
  process.exitCode = missed > 0 ? 1 : 0;
}
