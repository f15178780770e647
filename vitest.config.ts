import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    globalSetup: ["test/house-database.ts"],
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    exclude: ["node_modules", "dist", "test/journeys/**", "test/set-up/**"],
    // one more than processors: files that kill, wait and start again leave theirs to the others
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
