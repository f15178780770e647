// npm run journey: the whole loop in a real browser, JavaScript off, then on; one line per step.
import { onOwnNode } from "./own-node.mjs";

await onOwnNode(import.meta.url, async () => {
  const { tellLoop } = await import("../test/journeys/tell-loop.ts");
  const started = performance.now();
  const failed = await tellLoop(
    (story) => console.log(`\n${story}`),
    ({ title, ms, error }) => {
      console.log(`${error === null ? "ok    " : "FAILED"} ${String(ms).padStart(6)} ms  ${title}`);
      if (error !== null) console.log(error);
    },
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(failed === 0 ? `\nThe loop is closed, twice, in ${seconds} s.` : `\nThe loop is broken (${seconds} s).`);
  return failed === 0 ? 0 : 1;
});
