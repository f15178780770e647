import { CommanderError, Command as Program } from "commander";
import type { FileCommand } from "../command.ts";
import { exitCodes, Failure } from "../failure.ts";
import { createOutput } from "../output.ts";
import { addCommand } from "./add-command.ts";

/** Runs `jalon <words>` for a command on files alone, without reading settings, and gives the exit code. */
export async function runFileCli(command: FileCommand, words: readonly string[]): Promise<number> {
  let exitCode = 0;
  // whoever reads the output may stop before its end (jalon … | head)
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const program = new Program("jalon").exitOverride();
  addCommand(program, command, async (given) => {
    const options = given.opts();
    exitCode = await command.run({ out: createOutput(options.json === true), options, args: given.args });
  });
  try {
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed its line already: help ends with 0, a wrong word with 2.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    return reported(error);
  }
}

function reported(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  const failure = error instanceof Failure ? error : new Failure("unexpected", { message }, error);
  console.error(failure.message);
  if (process.env.JALON_DEBUG === "1") console.error(error);
  return failure.exitCode;
}
