import { Invalid } from "#kernel/errors.ts";
import { readDocx } from "#platform/docx.ts";
import { readOdt } from "#platform/odt.ts";
import type { Finding } from "#platform/text-file.ts";
import {
  type FileFormat,
  formatOfName,
  parseSource,
  type SourceFormat,
  toMarkdown,
  toYaml,
} from "./import-source.rules.ts";
import type { ImportResult } from "./imported-document.rules.ts";
import type { ImportDefaults } from "./outline-document.rules.ts";
import { madeFrom, type PassageNumbers, parseRoadmapFile, takeNumbers } from "./parse-text-file.rules.ts";

export type BroughtInput = {
  readonly file?: File | undefined;
  readonly text: string;
  readonly format: SourceFormat;
  readonly document: string;
  readonly kind: "roadmap" | "doctrine";
  readonly title: string;
  readonly knownTitle?: string | undefined;
  readonly label: string;
  readonly publishedOn: string;
};

/** `text` and `format` are what the next page sends again: a file for office programs becomes YAML. */
export type BroughtSource = {
  readonly origin: "text" | FileFormat;
  readonly text: string;
  readonly format: SourceFormat;
  readonly result: ImportResult;
  /** What was not taken as it stands. */
  readonly findings: readonly Finding[];
  /** Numbers that our own files write before passages, and the edition that such a file was made from. */
  readonly numbers: PassageNumbers;
  readonly madeFromEdition: number | null;
  /** False for formats that cannot say carriers, states and figures: those of the edition in force stay. */
  readonly saysFacts: boolean;
};

/** What a person brought: the file when there is one, else the pasted text. */
export async function readBrought(input: BroughtInput): Promise<BroughtSource> {
  const defaults = defaultsOf(input);
  const { file } = input;
  if (file && file.size > 0) {
    const format = formatOfName(file.name);
    if (format === null) throw new Invalid({ file: "imports.unknownFile" });
    const bytes = new Uint8Array(await file.arrayBuffer());
    return readBytes(bytes, format, defaults);
  }
  if (input.text.trim() === "") throw new Invalid({ file: "imports.nothingBrought" });
  return textSource(input.text, input.format, defaults);
}

export function readBytes(
  bytes: Uint8Array,
  format: SourceFormat | FileFormat,
  defaults: ImportDefaults,
): BroughtSource {
  if (format === "docx" || format === "odt") return fileSource(bytes, format, defaults);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
  } catch {
    throw new Invalid({ file: "imports.notUtf8" });
  }
  return textSource(text, format, defaults);
}

const NOTHING_TO_SAY = { findings: [], numbers: new Map<number, string>(), madeFromEdition: null } as const;

function textSource(text: string, format: SourceFormat, defaults: ImportDefaults): BroughtSource {
  const result = parseSource(format, text, defaults);
  return { ...NOTHING_TO_SAY, origin: "text", text, format, result, saysFacts: format === "yaml" };
}

function fileSource(bytes: Uint8Array, format: FileFormat, given: ImportDefaults): BroughtSource {
  const reading = format === "docx" ? readDocx(bytes) : readOdt(bytes);
  const base = { ...NOTHING_TO_SAY, origin: format, saysFacts: false } as const;
  if ("refusal" in reading) return { ...base, text: "", format: "markdown", result: parseRoadmapFile(reading, given) };
  const { blocks, numbers } = takeNumbers(reading.blocks);
  const from = madeFrom(reading.ownWords);
  const defaults = from && given.document === undefined ? { ...given, document: from.document } : given;
  const result = parseRoadmapFile({ ...reading, blocks }, defaults);
  const said = { ...base, findings: reading.findings, numbers, madeFromEdition: from?.edition ?? null };
  if (result.isValid) return { ...said, text: toYaml(result.document), format: "yaml", result };
  return { ...said, text: toMarkdown(blocks), format: "markdown", result };
}

function defaultsOf({ document, kind, title, knownTitle, label, publishedOn }: BroughtInput): ImportDefaults {
  return {
    kind,
    ...(document ? { document } : {}),
    ...(title ? { title } : {}),
    ...(knownTitle ? { knownTitle } : {}),
    ...(label ? { label } : {}),
    ...(publishedOn ? { publishedOn } : {}),
  };
}
