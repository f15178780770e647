import { defineConfig } from "vitest/config";

/** Starts, kills and starves the real program: slow, so one file after the other. */
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    globalSetup: ["test/house-database.ts"],
    include: ["test/set-up/**/*.test.ts"],
    maxWorkers: 1,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
