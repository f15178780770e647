import type { Command } from "#platform/command.ts";
import { OPTIONS } from "./verifier/arguments.ts";
import { VERIFY_COMMANDS } from "./verifier/commands.ts";
import { main as verify } from "./verify-cli.ts";
import { main as witness } from "./witness-cli.ts";

type Given = { readonly args: readonly string[]; readonly options: Readonly<Record<string, unknown>> };

/** What was typed, as the program of that command reads it. */
const wordsOf = ({ args, options }: Given): readonly string[] => [
  ...args,
  ...Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, String(value)],
  ),
];

const flagsOf = (name: keyof typeof OPTIONS): { flags: string; description: string } => {
  const option: { readonly value?: string; readonly en: string } = OPTIONS[name];
  return { flags: option.value ? `--${name} <${option.value}>` : `--${name}`, description: option.en };
};

const verifyCommands = VERIFY_COMMANDS.flatMap(({ name, alias, arguments: wanted, summary, options }) =>
  (alias ? [name, alias] : [name]).map(
    (word): Command => ({
      name: `verify ${word}`,
      summary: word === name ? summary.en : summary.fr,
      arguments: wanted.map((argument) => ({ name: argument, description: argument.slice(1, -1) })),
      options: options.map(flagsOf),
      needsDatabase: false,
      run: async (given) => await verify(["verify", word, ...wordsOf(given)]),
    }),
  ),
);

const KEPT = [
  { flags: "--key <file>", description: "file of its key", isRequired: true },
  { flags: "--state <file>", description: "file of its record", isRequired: true },
] as const;
const LANG = { flags: "--lang <lang>", description: "fr or en (default: that of the system)" };

/** The commands that outsiders run, listed with the others; scripts/jalon.mjs starts their own programs. */
export const outsideCommands: readonly Command[] = [
  ...verifyCommands,
  {
    name: "witness",
    summary: "Run a witness: cosign the checkpoints of other people's logs.",
    options: [
      ...KEPT,
      { flags: "--policy <file>", description: "policy file: the logs to witness", isRequired: true },
      { flags: "--port <port>", description: "port to listen on", isRequired: true },
      { flags: "--host <host>", description: "address to listen on (default: 127.0.0.1)" },
      { flags: "--prefix <path>", description: "what stands before its addresses, such as /w1" },
      LANG,
    ],
    needsDatabase: false,
    run: async (given) => await witness(["witness", ...wordsOf(given)]),
  },
  {
    name: "witness init",
    summary: "Make the key and the record of a witness, and print the line that others need.",
    options: [
      ...KEPT,
      { flags: "--name <name>", description: "name of its key, such as witness.example/w1", isRequired: true },
      LANG,
    ],
    needsDatabase: false,
    run: async (given) => await witness(["witness", "init", ...wordsOf(given)]),
  },
];
