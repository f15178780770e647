/**
 * Demo: the co-construction of 2022-2023 rebuilt from public facts and synthetic contributions, and a trial copy to play with.
 * Who may enter: operators, by `jalon demo`; the start of an empty database.
 * Tables: none of its own; fills those of other rooms once, through their doors where they have one.
 * Journal entries: those of the acts it replays.
 * Needs: journal, accounts, processes, documents, imports, contributions, decisions, editions.
 */
import type { Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import type { Output } from "#platform/output.ts";
import { demoCommand } from "./demo.command.ts";
import { hasProcess } from "./demo.queries.ts";
import { loadDemo } from "./load-demo.actions.ts";
import { demoPassword, describeAccounts } from "./team.actions.ts";

export { loadDemo } from "./load-demo.actions.ts";
export const commands = [demoCommand];

/** What `jalon start` does on a migrated database: an empty one gets the demonstration. Gives the accounts to print. */
export async function loadDemoIfEmpty({
  sql,
  config,
  out,
}: {
  readonly sql: Sql;
  readonly config: Config;
  readonly out: Output;
}): Promise<readonly string[]> {
  const password = await demoPassword(sql, config.host);
  if (!(await hasProcess(sql, null))) await loadDemo(sql, (line) => out.line(line), password);
  return await describeAccounts(sql, password);
}
