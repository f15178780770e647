import type { Config } from "./config.ts";
import type { Sql } from "./db.ts";
import type { Log } from "./log.ts";
import type { Output } from "./output.ts";

export type CommandOption = {
  /** As commander writes them: `--process <id>`, `--force`, `--role <role>`. */
  readonly flags: string;
  readonly description: string;
  readonly isRequired?: boolean;
};

export type CommandArgument = {
  /** `<file>` is compulsory, `[file]` is not, `<files...>` takes many. */
  readonly name: string;
  readonly description: string;
};

export type CommandInput = {
  readonly sql: Sql;
  readonly config: Config;
  readonly log: Log;
  readonly out: Output;
  /** By long name in camel case: `--from-date` is `fromDate`. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** In the order of `arguments`; those left out are absent. */
  readonly args: readonly string[];
};

/** What a command that works on files alone is given. */
export type FileCommandInput = Pick<CommandInput, "out" | "options" | "args">;

/** What a room's *.command.ts exports; `jalon <name>` runs it on a database that is migrated. */
export type Command = {
  /** One word, or two for a group: `export`, `account add`. */
  readonly name: string;
  /** One sentence for --help. */
  readonly summary: string;
  readonly options: readonly CommandOption[];
  readonly arguments?: readonly CommandArgument[];
  /** Prints data: --json is offered, and `out.data` writes JSON when it is given. */
  readonly printsData?: boolean;
  /** False: works on files alone. No database is opened, and `sql` must not be asked anything. */
  readonly needsDatabase?: false;
  /** Gives the exit code: 0 done; failures with a remedy throw `Failure`. */
  run(input: CommandInput): Promise<number>;
};

/** A command on files alone: it starts without the rest of the product (src/file-cli.ts). */
export type FileCommand = Omit<Command, "needsDatabase" | "run"> & {
  readonly needsDatabase: false;
  run(input: FileCommandInput): Promise<number>;
};
