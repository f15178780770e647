import { readFile } from "node:fs/promises";
import { DomainError, Invalid } from "#kernel/errors.ts";
import type { Command, CommandInput } from "#platform/command.ts";
import { Failure, operatorLang } from "#platform/failure.ts";
import { isMessageKey, type MessageValues, translator } from "#ui/messages.ts";
import { establishProcess, type Founding, foundingFaults } from "./found-process.actions.ts";
import { type FileProblem, type ProcessFile, parseProcessYaml } from "./process-file.rules.ts";
import { listProcessLines, listProposableTexts, readNow } from "./proposal.queries.ts";
import { daysOf, SHORT_CONSULTATION_DAYS } from "./proposal.rules.ts";

/** Every problem on the one line an operator reads: « Line 3, title: … | Line 9, phases[2].closes: … ». */
function refuse(problems: readonly FileProblem[]): never {
  const t = translator(operatorLang());
  const said = problems.map(({ line, field, messageKey, params }) => {
    const place = t(field === "" ? "process-file.line" : "process-file.lineField", { line, field });
    return `${place} ${isMessageKey(messageKey) ? t(messageKey, params as MessageValues) : messageKey}`;
  });
  throw new Failure("usage", { message: said.join(" | ") });
}

/** The names of the form, as the file writes them and where. */
function placed(faults: Readonly<Record<string, string>>, { lines }: ProcessFile): readonly FileProblem[] {
  return Object.entries(faults).map(([field, messageKey]) =>
    field === "slug"
      ? { line: lines.slug, field: "process", messageKey, params: {} }
      : { line: lines.text, field: "text", messageKey, params: {} },
  );
}

async function readProcess({ sql, args }: CommandInput): Promise<{ file: ProcessFile; founding: Founding }> {
  const name = args[0] ?? "";
  const source = await readFile(name, "utf8").catch((error: unknown) => {
    const message = translator(operatorLang())("process-file.unreadable", { name });
    throw new Failure("usage", { message }, error);
  });
  const result = parseProcessYaml(source, await readNow(sql));
  if (!result.isValid) return refuse(result.problems);
  const { file } = result;
  const { slug, circles, phases, description } = file;
  const chosen = (await listProposableTexts(sql)).find((text) => text.slug === file.text);
  if (file.text !== null && !chosen) refuse(placed({ text: "creation.text.unknown" }, file));
  return { file, founding: { ...description, slug, circles, phases, documentId: chosen?.id ?? null } };
}

async function create(input: CommandInput): Promise<number> {
  const { sql, out, options } = input;
  const t = translator(operatorLang());
  const { file, founding } = await readProcess(input);
  const isDryRun = options.dryRun === true;
  if (isDryRun) {
    const faults = await foundingFaults(sql, founding);
    if (Object.keys(faults).length > 0) refuse(placed(faults, file));
  } else {
    try {
      await sql.begin((tx) => establishProcess(tx, founding, "operator"));
    } catch (error) {
      if (error instanceof Invalid) refuse(placed(error.fields, file));
      if (error instanceof DomainError) throw new Failure("usage", { message: error.messageKey }, error);
      throw error;
    }
  }
  const short = file.shortConsultation;
  const warnings = [
    ...(short ? [t("creation.short", { count: daysOf(short), days: SHORT_CONSULTATION_DAYS })] : []),
    ...(founding.documentId ? [] : [t("creation.noText")]),
    ...(founding.documentId && file.isOutOfSight ? [t("process-file.outOfSight")] : []),
  ];
  const phases = founding.phases.map(({ kind, plannedOpensAt, plannedClosesAt }) => ({
    kind,
    opensAt: plannedOpensAt.toISOString(),
    closesAt: plannedClosesAt.toISOString(),
  }));
  const status = isDryRun ? "dry-run" : "created";
  const circles = founding.circles.map(({ name }) => name);
  out.data({ process: file.slug, status, text: file.text, circles, phases, warnings }, [
    `${file.slug}: ${status}`,
    ...phases.map(({ kind, opensAt, closesAt }) => `${kind}: ${opensAt} - ${closesAt}`),
    ...warnings,
  ]);
  return 0;
}

export const processesCommands: readonly Command[] = [
  {
    name: "process create",
    summary: "Create a consultation from a YAML file: its words, its text, its circles and phases.",
    arguments: [{ name: "<file>", description: "A .yaml file; docs/manual has an example." }],
    options: [{ flags: "--dry-run", description: "Check the file and say what would be created; write nothing." }],
    printsData: true,
    run: create,
  },
  {
    name: "process list",
    summary: "List the consultations, the youngest first.",
    options: [],
    printsData: true,
    async run({ sql, out }) {
      const lines = await listProcessLines(sql);
      out.data(
        lines,
        lines.map(
          ({ process, title, text, openPhase, contributions, answered }) =>
            `${process}  ${openPhase ?? "-"}  ${text ?? "-"}  ${answered}/${contributions}  ${title}`,
        ),
      );
      return 0;
    },
  },
];
