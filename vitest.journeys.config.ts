import { defineConfig } from "vitest/config";

/**
 * Journeys in a real browser on the built product, each a promise to a person: the pages, one by one, take half of the time, all
 * other journeys the other half.
 */
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["test/journeys/**/*.test.ts"],
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
