import { defineConfig } from "vitest/config";

/** What needs no database: pure code, pieces of page, rules of the house. */
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: [
      "src/{kernel,engine,ledger,ui}/**/*.test.{ts,tsx}",
      "src/rooms/**/*.rules.test.ts",
      "test/ledger/**/*.test.ts",
      "test/architecture.test.ts",
      "test/glossary.test.ts",
      "test/documentation.test.ts",
      "test/manual.test.ts",
      "test/words.test.ts",
    ],
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
