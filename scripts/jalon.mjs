#!/usr/bin/env node
// npx jalon <command>
import { isFresh } from "./fresh.mjs";
import { FILE_COMMANDS, onOwnNode } from "./own-node.mjs";

await onOwnNode(import.meta.url, async () => {
  const alone = FILE_COMMANDS.find((name) => name === process.argv[2]);
  if (!alone || !isFresh(alone)) {
    const { buildIfNeeded } = await import("./build.mjs");
    await buildIfNeeded();
  }
  const { main } = await import(alone ? `../dist/${alone}-cli.js` : "../dist/cli.js");
  return await main(process.argv.slice(2));
});
