import { Option, type Command as Program } from "commander";
import type { Command } from "../command.ts";

/** Writes one command of a room into the program: its words, arguments and options. `run` is given what was typed. */
export function addCommand(
  program: Program,
  command: Omit<Command, "run">,
  run: (given: Program) => Promise<void>,
): void {
  const [first = "", second] = command.name.split(" ");
  const added = second ? groupOf(program, first).command(second) : program.command(first);
  added.description(command.summary);
  for (const { name, description } of command.arguments ?? []) added.argument(name, description);
  for (const { flags, description, isRequired } of command.options) {
    added.addOption(new Option(flags, description).makeOptionMandatory(isRequired === true));
  }
  if (command.printsData) added.option("--json", "print JSON");
  added.action(async () => await run(added));
}

function groupOf(program: Program, name: string): Program {
  return program.commands.find((command) => command.name() === name) ?? program.command(name);
}
