// Plain JavaScript that Node 20 reads: runs commands one after the other, one line each, output only where it fails.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./own-node.mjs";

/** The same environment, with the project's own Node and tools first. */
export const projectEnv = {
  ...process.env,
  PATH: `${path.join(root, "node_modules", ".bin")}${path.delimiter}${process.env.PATH ?? ""}`,
};

/** Runs each `{ name, command, show }`; returns the number that failed. `show` passes the output through as it comes. */
export function runAll(steps) {
  let failed = 0;
  for (const { name, command, show = false } of steps) {
    const started = Date.now();
    const [program, ...args] = command;
    const done = spawnSync(program, args, {
      cwd: root,
      env: projectEnv,
      encoding: "utf8",
      stdio: show ? "inherit" : "pipe",
      maxBuffer: 64_000_000,
    });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const ok = done.status === 0;
    if (!ok) failed += 1;
    console.log(`${ok ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
    if (!ok && !show)
      process.stdout.write(`${done.stdout ?? ""}${done.stderr ?? ""}${done.error ? `${done.error.message}\n` : ""}`);
  }
  return failed;
}
