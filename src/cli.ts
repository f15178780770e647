import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "#platform/root.ts";
import { runCli } from "#platform/start/run-cli.ts";
import type { PrepareInput } from "#platform/start/start.ts";
import { adoptAll } from "#rooms/adoption";
import { loadDemoIfEmpty } from "#rooms/demo";
import { beginLogIfNever } from "#rooms/sequencer";
import { commands } from "./app.ts";

/** The door of commands; scripts/jalon.mjs and scripts/start.mjs call it. */
export async function main(words: readonly string[]): Promise<number> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return await runCli({ commands, version, prepare }, words);
}

/** What a start does on a migrated database before it is shown. */
async function prepare(input: PrepareInput): Promise<readonly string[]> {
  const lines = await loadDemoIfEmpty(input);
  await adoptAll(input.sql);
  // on a database of their own, operators begin the log themselves: its keys may live on another machine
  if (input.isEmbedded) await beginLogIfNever(input);
  return lines;
}
