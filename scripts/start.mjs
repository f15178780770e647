// npm start
import { onOwnNode } from "./own-node.mjs";

await onOwnNode(import.meta.url, async () => {
  const { buildIfNeeded } = await import("./build.mjs");
  await buildIfNeeded();
  const { main } = await import("../dist/cli.js");
  return await main(["start", ...process.argv.slice(2)]);
});
