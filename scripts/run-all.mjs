// Plain JavaScript that Node 20 reads: runs commands, one line each, output only where it fails.
import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "./own-node.mjs";

/** The same environment, with the project's own Node and tools first. */
export const projectEnv = {
  ...process.env,
  PATH: `${path.join(root, "node_modules", ".bin")}${path.delimiter}${process.env.PATH ?? ""}`,
};

/**
 * Runs each `{ name, command, show, beside }` one after the other; returns the number that failed. `show` passes the output through
 * as it comes. A step `beside` runs at the same time as the next one, and its output is shown when it ends.
 */
export async function runAll(steps) {
  const results = [];
  for (const step of steps) {
    const running = runOne(step);
    results.push(running);
    if (!step.beside) await running;
  }
  return (await Promise.all(results)).filter((ok) => !ok).length;
}

async function runOne({ name, command, show = false, beside = false }) {
  const started = Date.now();
  const kept = [];
  const [program, ...args] = command;
  const status = await new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: projectEnv,
      stdio: show && !beside ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => kept.push(chunk));
    child.on("error", (error) => kept.push(Buffer.from(`${error.message}\n`)));
    child.on("close", resolve);
  });
  const ok = status === 0;
  if (!ok || show) process.stdout.write(Buffer.concat(kept));
  console.log(`${ok ? "ok    " : "FAILED"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return ok;
}
