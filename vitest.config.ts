import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    globalSetup: ["test/house-database.ts"],
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    exclude: ["node_modules", "dist", "test/journeys/**", "test/set-up/**"],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
