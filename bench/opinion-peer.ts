// red-dwarf (Python, numpy, scikit-learn) on the same file, where it is installed: PYTHON names an interpreter that has it.
import { spawnSync } from "node:child_process";

const PYTHON = process.env.PYTHON ?? "python3";
const SCRIPT = `
import csv, json, sys, time
from reddwarf.implementations.base import run_pipeline
last = {}
with open(sys.argv[1]) as file:
    rows = list(csv.DictReader(file))
rows.sort(key=lambda row: int(row.get("timestamp") or 0))
for row in rows:
    last[(row["voter-id"], row["comment-id"])] = int(row["vote"])
votes = [{"participant_id": p, "statement_id": s, "vote": v} for (p, s), v in last.items()]
started = time.perf_counter()
run_pipeline(votes=votes, min_user_vote_threshold=7, max_group_count=5, random_state=42)
print(json.dumps({"pipelineMs": 1000 * (time.perf_counter() - started)}))
`;

export type PeerRun = { readonly wholeMs: number; readonly pipelineMs: number };

export const hasPeer = (): boolean => spawnSync(PYTHON, ["-c", "import reddwarf"]).status === 0;

/** Null when it does not run on this file. */
export function runPeer(file: string): PeerRun | null {
  const started = performance.now();
  const done = spawnSync(PYTHON, ["-c", SCRIPT, file], {
    encoding: "utf8",
    env: { ...process.env, OMP_NUM_THREADS: "1" },
  });
  const wholeMs = performance.now() - started;
  if (done.status !== 0) {
    console.log(`  red-dwarf does not run on ${file}: ${done.stderr.trim().split("\n").at(-1) ?? ""}`);
    return null;
  }
  const { pipelineMs } = JSON.parse(done.stdout.trim().split("\n").at(-1) ?? "{}") as { pipelineMs: number };
  return { wholeMs, pipelineMs };
}
