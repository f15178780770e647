import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "#platform/root.ts";
import { runCli } from "#platform/start/run-cli.ts";
import { loadDemoIfEmpty } from "#rooms/demo";
import { commands } from "./app.ts";

/** The door of commands; scripts/jalon.mjs and scripts/start.mjs call it. */
export async function main(words: readonly string[]): Promise<number> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return await runCli({ commands, version, prepare: loadDemoIfEmpty }, words);
}
