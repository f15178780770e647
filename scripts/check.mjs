// npm run check: format, lint, types (server, pure, browser), words, dead code, rules of the house, unit tests.
import { onOwnNode } from "./own-node.mjs";
import { runAll } from "./run-all.mjs";

const quick = process.argv.includes("--static");
const steps = [
  { name: "words: both languages complete", command: ["node", "scripts/generate.mjs"] },
  { name: "format and lint", command: ["biome", "ci", "--colors=off", "--error-on-warnings", "."] },
  { name: "types: server", command: ["tsc", "-p", "tsconfig.json"] },
  { name: "types: pure code", command: ["tsc", "-p", "tsconfig.pure.json"] },
  { name: "types: browser", command: ["tsc", "-p", "tsconfig.browser.json"] },
  { name: "dead code", command: ["knip", "--no-progress"] },
  {
    name: "spelling",
    command: [
      "cspell",
      "lint",
      "--no-progress",
      "--quiet",
      "README.md",
      "ARCHITECTURE.md",
      "CONTRIBUTING.md",
      "CHANGELOG.md",
      "docs/**/*.md",
      "src/**/*.messages.*.json",
    ],
  },
  { name: "rules of the house and unit tests", command: ["vitest", "run", "--config", "vitest.unit.config.ts"] },
];

await onOwnNode(import.meta.url, async () => ((await runAll(quick ? steps.slice(0, -1) : steps)) === 0 ? 0 : 1));
