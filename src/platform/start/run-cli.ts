import { CommanderError, Option, Command as Program } from "commander";
import type { Command } from "../command.ts";
import { readConfig } from "../config.ts";
import { connect, databaseFailure } from "../db.ts";
import { openDatabase } from "../embedded/open-database.ts";
import { exitCodes, Failure } from "../failure.ts";
import { createLog } from "../log.ts";
import { migrate, pendingMigrations } from "../migrate.ts";
import { createOutput } from "../output.ts";
import { addCommand } from "./add-command.ts";
import { report } from "./report.ts";
import { type StartOptions, start } from "./start.ts";
import { ROLES, type RoleName } from "./supervisor.ts";
import { writeSchema } from "./write-schema.ts";

export type Cli = {
  /** The commands of the rooms. */
  readonly commands: readonly Command[];
  readonly prepare: StartOptions["prepare"];
  readonly version: string;
};

/** Runs `jalon <words>` and gives the exit code. */
export async function runCli(cli: Cli, words: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = makeProgram(cli, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed its line already: help and version end with 0, a wrong word with 2.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    return report(error);
  }
}

/** The commands and their options, for --help and for the test that compares the manual. */
export function makeProgram({ commands, prepare, version }: Cli, done: (exitCode: number) => void): Program {
  const program = new Program("jalon")
    .description("Co-construct a public roadmap with the people it concerns, and keep it.")
    .version(version)
    .exitOverride()
    .addHelpText(
      "after",
      "\nSettings (environment): docs/manual/settings.md. Exit codes: docs/manual/command-line.md.",
    );
  program
    .command("start")
    .description(
      "Start the site: embedded PostgreSQL unless DATABASE_URL is set, migrations, web, worker and sequencer.",
    )
    .addOption(new Option("--role <role>", "start one process alone, on DATABASE_URL").choices([...ROLES]))
    .action(async ({ role }: { readonly role?: RoleName }) => {
      await start({ config: readConfig(), out: createOutput(false), role, prepare });
    });
  program
    .command("migrate")
    .description("Bring the database to the schema of this version.")
    .option("--json", "print JSON")
    .action(async ({ json }: { readonly json?: true }) => done(await runMigrate(json === true)));
  // For developers (npm run schema): not shown to operators.
  program
    .command("schema", { hidden: true })
    .description("Write db/schema.sql from db/migrations.")
    .action(writeSchema);
  for (const command of commands) addCommand(program, command, async (given) => done(await runCommand(command, given)));
  return program;
}

/** Connections are made at the first query: a command that needs no database makes none. */
const NO_DATABASE = { url: "postgres://none.invalid/none", close: async () => {} };

async function runCommand(command: Command, given: Program): Promise<number> {
  const options = given.opts();
  const config = readConfig();
  const needsDatabase = command.needsDatabase !== false;
  const database = needsDatabase ? await openDatabase(config) : NO_DATABASE;
  const sql = connect({ databaseUrl: database.url }, { pool: 4, statementTimeout: 0, name: `jalon ${command.name}` });
  try {
    const [missing] = needsDatabase ? await pendingMigrations(sql) : [];
    if (missing) throw new Failure("migrationPending", { name: missing.name });
    return await command.run({
      sql,
      config: { ...config, databaseUrl: database.url },
      log: createLog(command.name, { terminal: true }),
      out: createOutput(options.json === true),
      options,
      args: given.args,
    });
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
  }
}

async function runMigrate(isJson: boolean): Promise<number> {
  const database = await openDatabase(readConfig());
  const sql = connect({ databaseUrl: database.url }, { pool: 2, statementTimeout: 0, name: "jalon migrate" });
  try {
    const applied = await migrate(sql);
    createOutput(isJson).data({ applied }, applied.length > 0 ? applied : ["nothing to apply"]);
    return 0;
  } catch (error) {
    throw databaseFailure(error, database.url);
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
  }
}
