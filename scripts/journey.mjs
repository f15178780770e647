// npm run journey [-- heart]: people in real browsers, one line per step. Without a name: the whole loop, JavaScript off, then on.
import { onOwnNode } from "./own-node.mjs";

await onOwnNode(import.meta.url, async () => {
  const { JOURNEYS, tellJourney } = await import("../test/journeys/tell-journey.ts");
  const name = process.argv[2] ?? "loop";
  if (!Object.hasOwn(JOURNEYS, name)) {
    console.error(`journey: name one of ${Object.keys(JOURNEYS).join(", ")}: npm run journey -- heart`);
    return 2;
  }
  const started = performance.now();
  const isDone = await tellJourney(name, {
    begin: (story) => console.log(`\n${story}`),
    tell: ({ title, ms, error }) => {
      console.log(`${error === null ? "ok    " : "FAILED"} ${String(ms).padStart(6)} ms  ${title}`);
      if (error !== null) console.log(error);
    },
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(isDone ? `\nDone in ${seconds} s.` : `\nBroken (${seconds} s).`);
  return isDone ? 0 : 1;
});
