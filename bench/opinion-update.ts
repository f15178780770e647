// node bench/opinion-update.ts FILE: a computation kept open, given its last votes in batches of 1,000, beside a cold run of the same
// votes in the same process. Prints one line of JSON, milliseconds of processor.
import { createHash } from "node:crypto";
import { type AnalyseOptions, analyse, openLive, type VoteTable } from "../src/engine/opinion/index.ts";
import { seededNumbers } from "../src/engine/seeded-numbers.ts";
import { readVotes } from "../src/platform/votes-file.ts";
import { cpuNow } from "../test/fixtures/cpu-time.ts";

const BATCH = 1_000;
const BATCHES = 7;

const sha256 = (chunks: Iterable<string>): string => {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk, "utf8");
  return hash.digest("hex");
};
const options: AnalyseOptions = { mode: "improved", seed: 0, version: "0", sha256 };

const { votes: inOrder, facts } = readVotes(process.argv[2] ?? "");
const votes = shuffled(inOrder);
/** New votes come from anybody, on anything. */
function shuffled(table: VoteTable): VoteTable {
  const random = seededNumbers("order of arrival");
  const order = Int32Array.from(table.vote.keys());
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return {
    ...table,
    statement: order.map((line) => table.statement[line] ?? 0),
    participant: order.map((line) => table.participant[line] ?? 0),
    vote: Int8Array.from(order, (line) => table.vote[line] ?? 0),
  };
}

const part = (from: number, to: number): VoteTable => ({
  ...votes,
  statement: votes.statement.subarray(from, to),
  participant: votes.participant.subarray(from, to),
  vote: votes.vote.subarray(from, to),
  time: votes.time?.subarray(from, to) ?? null,
});
const timeOf = (work: () => unknown): number => {
  const started = cpuNow();
  work();
  return cpuNow() - started;
};
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

const before = votes.vote.length - BATCH * (BATCHES + 1);
const cold = median([1, 2, 3].map(() => timeOf(() => analyse(part(0, before), facts, options))));
const live = openLive(part(0, before), facts, options);
const one = timeOf(() => {
  live.count(part(before, before + 1));
  live.weights();
});
live.count(part(before + 1, before + BATCH));
const [adds, shown]: [number[], number[]] = [[], []];
for (let batch = 1; batch <= BATCHES; batch += 1) {
  const from = before + batch * BATCH;
  adds.push(timeOf(() => live.add(part(from, from + BATCH))));
  shown.push(timeOf(() => live.result()));
}
const memoryMb = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cold, one, add: median(adds), shown: median(shown), memoryMb }));
