// npm run bench -- NAME: builds, then runs bench/NAME.ts, with the load on the second core where the machine has two.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { onOwnNode, root } from "./own-node.mjs";

const BENCHES = ["pages", "submit", "diff", "synthesis", "text", "votes", "opinion", "journal", "serving", "verify"];

await onOwnNode(import.meta.url, async () => {
  const name = process.argv[2];
  if (!BENCHES.includes(name) || !existsSync(path.join(root, "bench", `${name}.ts`))) {
    console.error(`bench: name one of ${BENCHES.join(", ")}: npm run bench -- ${BENCHES[0]}`);
    return 2;
  }
  const { buildIfNeeded } = await import("./build.mjs");
  await buildIfNeeded();
  const canPin = availableParallelism() > 1 && spawnSync("taskset", ["-V"]).status === 0;
  const command = [
    ...(canPin ? ["taskset", "-c", "1"] : []),
    process.execPath,
    path.join(root, "bench", `${name}.ts`),
    ...process.argv.slice(3),
  ];
  return spawnSync(command[0], command.slice(1), { cwd: root, stdio: "inherit" }).status ?? 1;
});
