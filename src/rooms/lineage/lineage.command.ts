import { readFile } from "node:fs/promises";
import { Invalid } from "#kernel/errors.ts";
import type { Command, CommandInput } from "#platform/command.ts";
import { Failure, operatorLang } from "#platform/failure.ts";
import { isMessageKey, translator } from "#ui/messages.ts";
import { importLineage, problemsWithCodes } from "./lineage.actions.ts";
import type { FileProblem, LineageFile } from "./lineage-file.rules.ts";
import { listTexts, type Text } from "./pair.queries.ts";
import { readLineageFile } from "./read-file.actions.ts";

const said = (value: CommandInput["options"][string]): string => (typeof value === "string" ? value.trim() : "");

function refuse(problems: readonly FileProblem[]): never {
  const t = translator(operatorLang());
  const lines = problems.map(({ line, messageKey, params }) => {
    const words = isMessageKey(messageKey) ? t(messageKey, params) : messageKey;
    return `${t("import.place.line", { line })}: ${words}`;
  });
  throw new Failure("usage", { message: lines.join(" | ") });
}

async function readInput({ args }: CommandInput): Promise<LineageFile> {
  const t = translator(operatorLang());
  const name = args[0] ?? "";
  const ending = /\.(ya?ml|csv)$/i.exec(name)?.[1]?.toLowerCase();
  if (!ending) throw new Failure("usage", { message: t("lineages.file.ending") });
  const source = await readFile(name, "utf8").catch((error: unknown) => {
    throw new Failure("usage", { message: t("imports.unreadable", { name }) }, error);
  });
  const parsed = readLineageFile(source, ending === "csv" ? "csv" : "yaml");
  return parsed.isValid ? parsed.file : refuse(parsed.problems);
}

function textNamed(texts: readonly Text[], slug: string): Text {
  const t = translator(operatorLang());
  const found = texts.find((text) => text.slug === slug);
  if (!found) throw new Failure("usage", { message: t("lineages.file.noText", { slug }) });
  return found;
}

async function run(input: CommandInput): Promise<number> {
  const { sql, out, options } = input;
  const file = await readInput(input);
  const texts = await listTexts(sql);
  const from = textNamed(texts, said(options.from) || file.from || "");
  const to = textNamed(texts, said(options.to) || file.to || "");
  if (from.id === to.id) throw new Failure("usage", { message: translator(operatorLang())("lineages.error.sameText") });
  const { problems, stated } = await problemsWithCodes(sql, { from, to }, file.links);
  if (problems.length > 0) refuse(problems);
  const facts = { from: from.slug, to: to.slug, links: stated.length };
  if (options.dryRun === true) {
    out.data({ ...facts, status: "dry-run" }, [`${from.slug} -> ${to.slug}: dry-run, ${stated.length} links`]);
    return 0;
  }
  const by = { personId: null, role: "operator" };
  const done = await sql
    .begin((tx) => importLineage(tx, { from, to }, stated, by))
    .catch((error: unknown) => {
      if (!(error instanceof Invalid)) throw error;
      throw new Failure("usage", { message: translator(operatorLang())("documents.lineage.disagrees") }, error);
    });
  out.data({ ...facts, status: "imported", ...done }, [
    `${from.slug} -> ${to.slug}: ${done.stated} stated, ${done.withdrawn} withdrawn, ${stated.length} in force`,
  ]);
  return 0;
}

export const lineageImportCommand: Command = {
  name: "lineage import",
  summary: "State what the elements of an older text became in a newer one, from a YAML or CSV file",
  arguments: [{ name: "<file>", description: "links: from, to, kind (continued, split, merged, dropped, new), note" }],
  options: [
    { flags: "--from <slug>", description: "the older text, when the file does not name it" },
    { flags: "--to <slug>", description: "the newer text, when the file does not name it" },
    { flags: "--dry-run", description: "check the file and write nothing" },
  ],
  printsData: true,
  run,
};
