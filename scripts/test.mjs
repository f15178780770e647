// npm test: everything. Checks, then tests on a real PostgreSQL, then set-up beside journeys in a real browser. No download.
import { onOwnNode } from "./own-node.mjs";
import { runAll } from "./run-all.mjs";

await onOwnNode(import.meta.url, async () => {
  const { build } = await import("./build.mjs");
  await build();
  const failed = await runAll([
    { name: "checks", command: ["node", "scripts/check.mjs", "--static"], show: true },
    { name: "tests", command: ["vitest", "run"], show: true },
    { name: "set-up", command: ["vitest", "run", "--config", "vitest.set-up.config.ts"], show: true, beside: true },
    { name: "journeys in a browser", command: ["vitest", "run", "--config", "vitest.journeys.config.ts"], show: true },
  ]);
  return failed === 0 ? 0 : 1;
});
