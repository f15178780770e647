import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../../app.ts";
import { settings } from "../config.ts";
import { exitCodes } from "../failure.ts";
import { root } from "../root.ts";
import { makeProgram } from "./run-cli.ts";

const read = (name: string): string => readFileSync(join(root, "docs", "manual", name), "utf8");

test("settings.md has each setting, and no other", () => {
  const documented = [...read("settings.md").matchAll(/^\| *`([A-Z_]+)`/gm)].map(([, name]) => name);
  expect(documented.sort()).toEqual(Object.keys(settings).sort());
});

test("command-line.md gives each exit code its kinds, and no other", () => {
  const documented = [...read("command-line.md").matchAll(/^\| *(\d+) *\|[^|]*\|([^|]*)\|/gm)].flatMap(
    ([, code, kinds]) => [...(kinds ?? "").matchAll(/`(\w+)`/g)].map(([, kind]) => [kind, Number(code)] as const),
  );
  expect(Object.fromEntries(documented)).toEqual(exitCodes);
});

test("command-line.md names each command, and no other", () => {
  const program = makeProgram({ commands, version: "0", prepare: async () => [] }, () => {});
  const shown = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name());
  const documented = [...read("command-line.md").matchAll(/`jalon ([a-z]+)/g)].map(([, name]) => name);
  expect([...new Set(documented)].sort()).toEqual(shown.filter((name) => name !== "help").sort());
});

test("every command explains itself", () => {
  const program = makeProgram({ commands, version: "0", prepare: async () => [] }, () => {});
  for (const command of program.commands) {
    expect(command.description() || command.commands.length, command.name()).toBeTruthy();
    for (const option of command.options) expect(option.description, `${command.name()} ${option.flags}`).toBeTruthy();
  }
});
