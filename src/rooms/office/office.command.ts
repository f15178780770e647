import { writeFile } from "node:fs/promises";
import { isLang } from "#kernel/lang.ts";
import type { Command, CommandInput } from "#platform/command.ts";
import { Failure, operatorLang } from "#platform/failure.ts";
import { PdfBusy, PdfFailed } from "#platform/typst.ts";
import { findDocument, listEditions } from "#rooms/documents";
import { processOfText } from "#rooms/processes";
import { translator } from "#ui/messages.ts";
import { editionFile, paperOfEdition } from "./edition-file.actions.ts";
import { fileOf, publicFile } from "./make-file.actions.ts";
import { FORMATS } from "./office-file.rules.ts";

async function run({ sql, config, out, args, options }: CommandInput): Promise<number> {
  const t = translator(operatorLang());
  const [slug = "", number = ""] = args;
  const format = FORMATS.find((one) => one === options.format);
  if (!format) throw new Failure("usage", { message: t("office.unknownFormat", { formats: FORMATS.join(", ") }) });
  const document = await findDocument(sql, slug);
  const editions = document ? await listEditions(sql, document.id) : [];
  const edition = editions.find((one) => String(one.number) === number);
  if (!document || !edition) throw new Failure("usage", { message: t("office.noEdition", { document: slug, number }) });
  const process = await processOfText(sql, slug);
  const asked = options.lang ?? document.language;
  const printed = {
    document,
    edition,
    author: process?.authority ?? config.site.name,
    lang: typeof asked === "string" && isLang(asked) ? asked : ("fr" as const),
  };
  const isPublished = edition.state === "published";
  try {
    const bytes = isPublished
      ? await publicFile(sql, editionFile(sql, config, printed, format))
      : await fileOf(await paperOfEdition(sql, config, printed), format, new Date(0));
    const file = String(options.out);
    await writeFile(file, bytes);
    const facts = {
      document: slug,
      edition: edition.number,
      state: edition.state,
      hash: edition.hash,
      file,
      bytes: bytes.byteLength,
    };
    out.data(facts, [`${file}  ${bytes.byteLength} bytes  ${slug}, edition ${edition.number}, ${edition.state}`]);
    return 0;
  } catch (error) {
    throw known(error, String(options.out));
  }
}

function known(error: unknown, file: string): unknown {
  if (error instanceof PdfFailed || error instanceof PdfBusy)
    return new Failure("usage", { message: translator(operatorLang())("office.noPdfHere") }, error);
  const code = (error as { code?: string }).code ?? "";
  if (/^E(ACCES|PERM|ROFS|NOENT|NOTDIR|ISDIR|NOSPC)$/.test(code))
    return new Failure("folderRefused", { home: file, code }, error);
  return error;
}

export const editionExportCommand: Command = {
  name: "edition export",
  summary: "Write an edition as a file: PDF/UA, Word or OpenDocument; also the one in preparation.",
  arguments: [
    { name: "<document>", description: "Address of the text." },
    { name: "<number>", description: "Number of the edition." },
  ],
  options: [
    { flags: "--format <format>", description: "pdf, docx or odt", isRequired: true },
    { flags: "--out <file>", description: "file to write", isRequired: true },
    {
      flags: "--lang <lang>",
      description: "fr or en, for its head, foot and contents (default: the language of the text)",
    },
  ],
  printsData: true,
  run,
};
