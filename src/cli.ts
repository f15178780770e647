import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "#platform/root.ts";
import { type Cli, runCli } from "#platform/start/run-cli.ts";
import * as demo from "#rooms/demo";
import { commands } from "./app.ts";

/** An empty database gets the demonstration, and `jalon start` prints the lines it gives (its accounts). */
const { loadDemoIfEmpty } = demo as { readonly loadDemoIfEmpty?: Cli["prepare"] };
const prepare: Cli["prepare"] = loadDemoIfEmpty ?? (async () => []);

/** The door of commands; scripts/jalon.mjs and scripts/start.mjs call it. */
export async function main(words: readonly string[]): Promise<number> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return await runCli({ commands, version, prepare }, words);
}
