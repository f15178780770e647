// `jalon verify`: what was typed, the check, one verdict. Files and addresses given are all it reads.
import { setTimeout as wait } from "node:timers/promises";
import type { Json } from "#ledger/canonical.ts";
import { type CommandWords, checkArguments, OPTIONS, readArguments, type Typed } from "./arguments.ts";
import { checkConsistency } from "./check-consistency.ts";
import { checkJournal } from "./check-journal.ts";
import { checkOpening } from "./check-opening.ts";
import { checkReceiptFile } from "./check-receipt.ts";
import { checkSite } from "./check-site.ts";
import { checkTally } from "./check-tally.ts";
import { VERIFY_COMMANDS } from "./commands.ts";
import { writeEvidence } from "./evidence.ts";
import { EXIT, Fault, gravest } from "./fault.ts";
import { followLog } from "./follow.ts";
import { showProgress } from "./progress.ts";
import type { Check, Report, Run } from "./run.ts";
import { type Lang, langOf, type Phrase, say } from "./words.ts";

const CHECKS: { readonly [name: string]: Check } = {
  receipt: checkReceiptFile,
  journal: checkJournal,
  consistency: checkConsistency,
  opening: checkOpening,
  tally: checkTally,
  site: checkSite,
  follow: followLog,
};

export type Streams = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
  /** How a second look is waited for; some seconds unless told otherwise. */
  readonly pause?: (milliseconds: number) => Promise<void>;
};

/** Runs `verify <words>` and gives the exit code. */
export async function verify(words: readonly string[], streams: Streams): Promise<number> {
  let typed: Typed;
  try {
    typed = readArguments(words);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    streams.err(`${say(error.phrase, langOf(process.env))}\n`);
    return EXIT.usage;
  }
  const { lang } = typed;
  const [name = "", ...rest] = typed.words;
  const command = VERIFY_COMMANDS.find((one) => one.name === name || one.alias === name);
  const check = CHECKS[command?.name ?? ""];
  if (typed.isHelp || name === "") {
    streams.out(helpText(lang, command));
    return typed.isHelp ? EXIT.passed : EXIT.usage;
  }
  if (!command || !check) {
    streams.err(`${say({ key: "unknownCommand", params: { name } }, lang)}\n${helpText(lang)}`);
    return EXIT.usage;
  }
  return await runCheck({ ...typed, words: rest }, command, check, streams);
}

async function runCheck(typed: Typed, command: CommandWords, check: Check, streams: Streams): Promise<number> {
  const { words, options, lang } = typed;
  const run: Run = {
    words,
    options,
    faults: [],
    warnings: [],
    pause: streams.pause ?? (async (milliseconds) => await wait(milliseconds)),
    progress: showProgress(streams, (phrase: Phrase) => say(phrase, lang)),
  };
  let report: Report | null = null;
  try {
    checkArguments(typed, command);
    report = await check(run);
  } catch (error) {
    run.faults.push(error instanceof Fault ? error : surprise(error));
  }
  const fault = gravest(run.faults);
  const evidence =
    fault && fault.evidence.length > 0 ? await writeEvidence(fault.evidence, options.evidence ?? ".") : [];
  tell({ typed, command, run, report, fault, evidence }, streams);
  return fault?.exit ?? EXIT.passed;
}

/** What no check foresaw is a failure like another, on one line: what is read may be made to surprise. */
function surprise(error: unknown): Fault {
  const { code, path: file, message } = error as NodeJS.ErrnoException;
  if (process.env.JALON_DEBUG === "1") console.error(error);
  // a disk that is full, a folder that may not be written
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) {
    return new Fault(EXIT.unreachable, "unwritable", { file: file ?? "?", why: code });
  }
  return new Fault(EXIT.wrong, "unexpected", { why: message });
}

type Told = {
  readonly typed: Typed;
  readonly command: CommandWords;
  readonly run: Run;
  readonly report: Report | null;
  readonly fault: Fault | null;
  readonly evidence: readonly string[];
};

function tell({ typed: { lang, isJson }, command, run, report, fault, evidence }: Told, streams: Streams): void {
  const line = (phrase: Phrase): string => say(phrase, lang);
  const warnings = run.warnings.map(line);
  const lines = (report?.lines ?? []).map(line);
  if (isJson) {
    const failure: Json = fault && {
      code: fault.phrase.key,
      message: line(fault.phrase),
      params: { ...fault.phrase.params },
      evidence,
    };
    const exit = fault?.exit ?? EXIT.passed;
    streams.out(`${JSON.stringify({ command: command.name, exit, failure, warnings, lines, ...report?.facts })}\n`);
    return;
  }
  for (const text of warnings) streams.err(`${text}\n`);
  for (const text of lines) streams.out(`${text}\n`);
  if (fault) streams.err(`${line(fault.phrase)}\n`);
  if (evidence.length > 0) streams.err(`${line({ key: "evidenceKept", params: { files: evidence.join(", ") } })}\n`);
}

function helpText(lang: Lang, only?: CommandWords): string {
  const commands = only ? [only] : VERIFY_COMMANDS;
  const lines = commands.flatMap(({ name, alias, arguments: wanted, summary, options }) => [
    `jalon verify ${(lang === "fr" && alias) || name} ${wanted.join(" ")}`.trimEnd(),
    `  ${summary[lang]}`,
    ...(only ? options.map((option) => optionLine(option, lang)) : []),
  ]);
  return `${lines.join("\n")}\n`;
}

function optionLine(name: keyof typeof OPTIONS, lang: Lang): string {
  const option: { readonly value?: string; readonly en: string; readonly fr: string } = OPTIONS[name];
  return `  --${name}${option.value ? ` <${option.value}>` : ""}  ${option[lang]}`;
}
