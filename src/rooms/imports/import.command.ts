import { readFile } from "node:fs/promises";
import { DOCUMENT_KINDS } from "#kernel/document-types.ts";
import { DomainError, Invalid } from "#kernel/errors.ts";
import type { Command, CommandInput } from "#platform/command.ts";
import { Failure, operatorLang } from "#platform/failure.ts";
import { isMessageKey, translator } from "#ui/messages.ts";
import { type HowToTake, type ImportPreview, importEdition, previewImport } from "./import.actions.ts";
import { readBytes } from "./import-source.actions.ts";
import { formatOfName } from "./import-source.rules.ts";
import type { ImportedDocument } from "./imported-document.rules.ts";
import { choicesByNumber } from "./passage-choices.rules.ts";

const said = (value: CommandInput["options"][string]): string => (typeof value === "string" ? value.trim() : "");

type Input = { readonly imported: ImportedDocument; readonly how: HowToTake; readonly findings: readonly string[] };

async function readInput({ args, options }: CommandInput): Promise<Input> {
  const t = translator(operatorLang());
  const name = args[0] ?? "";
  const format = formatOfName(name);
  if (!format) throw new Failure("usage", { message: t("imports.unknownFile") });
  const bytes = await readFile(name).catch((error: unknown) => {
    throw new Failure("usage", { message: t("imports.unreadable", { name }) }, error);
  });
  const [document, kind] = [said(options.document), said(options.kind)];
  const known = DOCUMENT_KINDS.find((one) => one === kind);
  const { result, origin, findings, saysFacts, numbers, madeFromEdition } = readBytes(bytes, format, {
    ...(document ? { document } : {}),
    ...(known ? { kind: known } : {}),
  });
  if (result.isValid) {
    const how: HowToTake = {
      saysFacts,
      choices: (existing, latest) =>
        madeFromEdition === latest.number ? choicesByNumber(existing, numbers) : new Map(),
    };
    const said = findings.map(({ line, kind, words }) => {
      const what = t(`imports.found.${kind}`);
      return `${t("import.place.paragraph", { line })}: ${what}${words === "" ? "" : ` « ${words} »`}`;
    });
    return { imported: result.document, how, findings: said };
  }
  const lines = result.problems.map(({ line, messageKey, params }) => {
    const place = t(origin === "text" ? "import.place.line" : "import.place.paragraph", { line });
    return `${place}: ${t(messageKey, params)}`;
  });
  throw new Failure("usage", { message: lines.join(" | ") });
}

function totalsLine(preview: ImportPreview): string {
  const { nodes, passages } = preview.plan.totals;
  const line = (name: string, one: typeof nodes) =>
    `${name}: ${one.created} created, ${one.kept} kept, ${one.rewritten} rewritten, ${one.removed} removed`;
  return `${line("elements", nodes)}; ${line("passages", passages)}`;
}

async function run(input: CommandInput): Promise<number> {
  const { sql, out, options } = input;
  const { imported, how, findings } = await readInput(input);
  const preview = await previewImport(sql, imported, how);
  const facts = { document: imported.document, edition: preview.number, totals: preview.plan.totals, findings };
  if (options.dryRun === true || (preview.isUnchanged && preview.draft === null)) {
    const what = preview.isUnchanged ? "unchanged" : "dry-run";
    out.data({ ...facts, status: what }, [`${imported.document}: ${what}`, totalsLine(preview), ...findings]);
    return 0;
  }
  const done = await sql.begin((tx) =>
    importEdition(tx, {
      imported,
      ...how,
      createdBy: null,
      actingRole: "operator",
      publish: options.publish === true,
      replaceDraft: options.replaceDraft === true,
    }),
  );
  const status = done.hash === null ? "draft" : "published";
  out.data({ ...facts, status, editionId: done.editionId, hash: done.hash }, [
    `${imported.document}: edition ${done.number}, ${status}${done.hash ? `, ${done.hash}` : ""}`,
    totalsLine(preview),
    ...findings,
  ]);
  return 0;
}

/** Refusals of the house and of the database as the one line an operator reads. */
async function runOrFail(input: CommandInput): Promise<number> {
  try {
    return await run(input);
  } catch (error) {
    const t = translator(operatorLang());
    if (error instanceof DomainError) {
      const keys = error instanceof Invalid ? Object.values(error.fields) : [error.messageKey];
      const message = keys.map((key) => (isMessageKey(key) ? t(key, error.params) : key)).join(" ");
      throw new Failure("usage", { message }, error);
    }
    if (
      error instanceof Error &&
      "constraint_name" in error &&
      error.constraint_name === "every_change_is_accounted_for"
    ) {
      throw new Failure("usage", { message: t("imports.publishLater") }, error);
    }
    throw error;
  }
}

export const importCommand: Command = {
  name: "import",
  summary:
    "Read a roadmap or doctrine (YAML, Markdown, Word or OpenDocument) as the first edition of a text or the draft of the next one.",
  arguments: [{ name: "<file>", description: "A .yaml, .md, .docx or .odt file." }],
  options: [
    { flags: "--publish", description: "Publish at once, with the date of the file (first editions)." },
    { flags: "--dry-run", description: "Say what would be created, kept, rewritten and removed; write nothing." },
    { flags: "--replace-draft", description: "Take the place of the edition in preparation." },
    { flags: "--document <address>", description: "Address of the text, for a file that does not give it." },
    { flags: "--kind <kind>", description: "roadmap or doctrine, for a file that does not say it." },
  ],
  printsData: true,
  run: runOrFail,
};
