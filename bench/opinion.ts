// npm run bench -- opinion [--data DIR]: the built command `jalon opinion` in a process of its own, on the conversations of a folder and
// on votes made here (10,000 people and 1 M votes, 100,000 people and 10 M votes): seconds, memory, growth; then what 1,000 more votes cost
// a computation that is kept open. Limits are on seconds of processor, so that what else the machine does is not counted.
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { logLines, plantedVotes } from "../test/opinion/planted.ts";
import { hasPeer, type PeerRun, runPeer } from "./opinion-peer.ts";

const root = path.resolve(import.meta.dirname, "..");
const JALON = path.join(root, "scripts/jalon.mjs");
const COST = path.join(root, "bench/opinion-cost.mjs");
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
/** Ten times the votes may cost so many times as much. */
const GROWTH_LIMIT = 15;
const UPDATE_LIMIT = 5;
const ONE_VOTE_LIMIT_MS = 100;
const PEER_LIMIT = 5;

type Made = { readonly people: number; readonly seconds: number; readonly memoryMb: number };
/** The density gives about 100 votes a person. */
const MADE: readonly Made[] = [
  { people: 10_000, seconds: 10, memoryMb: 1_024 },
  { people: 100_000, seconds: 60, memoryMb: 4_096 },
];
const [STATEMENTS, GROUPS, DENSITY] = [1_000, 4, 0.08];

type Run = { readonly wallMs: number; readonly cpuMs: number; readonly memoryMb: number; readonly computeMs: number };

const failed: string[] = [];
function require(isMet: boolean, sentence: string): void {
  if (!isMet) failed.push(sentence);
}

const folder = mkdtempSync(path.join(tmpdir(), "jalon-bench-opinion-"));
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function once(words: readonly string[]): Run {
  const printed = path.join(folder, "printed.json");
  const out = openSync(printed, "w");
  const started = performance.now();
  const done = spawnSync(process.execPath, ["--import", COST, JALON, ...words], {
    stdio: ["ignore", out, "inherit", "pipe"],
    encoding: "utf8",
  });
  const wallMs = performance.now() - started;
  closeSync(out);
  if (done.status !== 0) throw new Error(`jalon ${words.join(" ")}: exit ${done.status}`);
  const { memoryMb, cpuMs } = JSON.parse(String(done.output[3])) as { memoryMb: number; cpuMs: number };
  const timings = /"timings":(\{[^}]*\})/.exec(readFileSync(printed, "utf8"))?.[1];
  const { readMs = 0, totalMs = 0 } = JSON.parse(timings ?? "{}") as { readMs?: number; totalMs?: number };
  return { wallMs, cpuMs, memoryMb, computeMs: totalMs - readMs };
}

function measured(words: readonly string[], rounds: number, between: () => void = () => {}): Run {
  const runs = Array.from({ length: rounds }, () => {
    between();
    return once(words);
  });
  const of = (key: keyof Run) => median(runs.map((run) => run[key]));
  return {
    wallMs: of("wallMs"),
    cpuMs: of("cpuMs"),
    memoryMb: Math.max(...runs.map((run) => run.memoryMb)),
    computeMs: of("computeMs"),
  };
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

function tell(name: string, run: Run, peer: PeerRun | null): void {
  const share = Math.round((100 * run.computeMs) / run.wallMs);
  const ratio = peer
    ? `, red-dwarf ${seconds(peer.wholeMs)}: ${(peer.wholeMs / run.wallMs).toFixed(1)} times as long`
    : "";
  console.log(
    `${name.padEnd(30)} ${seconds(run.wallMs).padStart(8)} (processor ${seconds(run.cpuMs)}), computation ${seconds(run.computeMs)} = ${share} %, ` +
      `${Math.round(run.memoryMb)} MB${ratio}`,
  );
  if (peer)
    require(peer.wholeMs / run.wallMs >= PEER_LIMIT, `${name}: less than ${PEER_LIMIT} times faster than red-dwarf`);
}

const isPeerThere = hasPeer();

function conversations(data: string): void {
  const polis = existsSync(path.join(data, "polis")) ? path.join(data, "polis") : data;
  for (const name of readdirSync(polis).sort()) {
    const log = path.join(polis, name, "votes.csv");
    if (!existsSync(log)) continue;
    const peers: (PeerRun | null)[] = [];
    const run = measured(["opinion", path.join(polis, name), "--json"], ROUNDS, () => {
      if (isPeerThere) peers.push(runPeer(log));
    });
    const ran = peers.filter((peer) => peer !== null);
    const middle =
      ran.length > 0
        ? { wholeMs: median(ran.map((peer) => peer.wholeMs)), pipelineMs: median(ran.map((peer) => peer.pipelineMs)) }
        : null;
    tell(name, run, middle);
  }
}

function startUp(): void {
  const bare = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    return performance.now() - started;
  });
  const help = measured(["opinion", "--help"], ROUNDS);
  console.log(`start-up: node alone ${seconds(median(bare))}, jalon opinion --help ${seconds(help.wallMs)}\n`);
}

function madeFile({ people }: Made): { readonly file: string; readonly count: number } {
  const file = path.join(folder, `${people}.csv`);
  const { votes } = plantedVotes({ people, statements: STATEMENTS, groups: GROUPS, density: DENSITY, seed: 1 });
  const out = openSync(file, "w");
  let piece = "";
  for (const line of logLines(votes)) {
    piece += line;
    if (piece.length < 1_000_000) continue;
    writeSync(out, piece);
    piece = "";
  }
  writeSync(out, piece);
  closeSync(out);
  return { file, count: votes.vote.length };
}

type Update = {
  readonly cold: number;
  readonly one: number;
  readonly add: number;
  readonly shown: number;
  readonly memoryMb: number;
};

function update(file: string, name: string): void {
  const done = spawnSync(process.execPath, [path.join(root, "bench/opinion-update.ts"), file], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  const { cold, one, add, shown } = JSON.parse(done.stdout) as Update;
  const ratio = cold / (add + shown);
  console.log(
    `${"".padEnd(30)} kept open: 1,000 more votes ${Math.round(add)} ms and ${Math.round(shown)} ms for what is shown, cold ${Math.round(cold)} ms: ` +
      `${ratio.toFixed(1)} times cheaper (at least ${UPDATE_LIMIT}); one vote and the weights ${one.toFixed(1)} ms`,
  );
  require(ratio >= UPDATE_LIMIT, `${name}: an update is only ${ratio.toFixed(1)} times cheaper than a cold run`);
  require(one <= ONE_VOTE_LIMIT_MS, `${name}: one vote takes ${one.toFixed(0)} ms`);
}

function generated(): void {
  const costs: number[] = [];
  for (const made of MADE) {
    const { file, count } = madeFile(made);
    const name = `${made.people} x ${STATEMENTS}, ${(count / 1e6).toFixed(2)} M votes`;
    const run = measured(["opinion", file, "--json"], made.people > 50_000 ? Math.min(ROUNDS, 3) : ROUNDS);
    tell(name, run, null);
    costs.push(run.cpuMs / count);
    require(run.cpuMs <= made.seconds * 1_000, `${name}: ${seconds(run.cpuMs)}, at most ${made.seconds} s`);
    require(run.memoryMb <= made.memoryMb, `${name}: ${Math.round(run.memoryMb)} MB, at most ${made.memoryMb}`);
    update(file, name);
    rmSync(file);
  }
  const [first = 1, last = 1] = costs;
  const growth = (10 * last) / first;
  console.log(`growth: ten times the votes cost ${growth.toFixed(1)} times as much (at most ${GROWTH_LIMIT})`);
  require(growth <= GROWTH_LIMIT, `growth ${growth.toFixed(1)}`);
}

const at = process.argv.indexOf("--data");
const data = at >= 0 ? process.argv[at + 1] : path.join(root, "data");
try {
  console.log(
    isPeerThere
      ? "beside red-dwarf, runs in turn, medians"
      : "red-dwarf is not installed (PYTHON names an interpreter that has it): no ratio to it is claimed",
  );
  startUp();
  if (data !== undefined && existsSync(data)) conversations(data);
  else console.log("no conversations: --data DIR names a folder of them");
  generated();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const sentence of failed) console.error(`FAILED ${sentence}`);
process.exitCode = failed.length > 0 ? 1 : 0;
