import { Invalid } from "#kernel/errors.ts";
import { readDocx } from "#platform/docx.ts";
import { formatOfName, parseSource, type SourceFormat, toMarkdown, toYaml } from "./import-source.rules.ts";
import type { ImportResult } from "./imported-document.rules.ts";
import type { ImportDefaults } from "./outline-document.rules.ts";
import { parseRoadmapDocx } from "./parse-docx.rules.ts";

export type BroughtInput = {
  readonly file?: File | undefined;
  readonly text: string;
  readonly format: SourceFormat;
  readonly document: string;
  readonly kind: "roadmap" | "doctrine";
  readonly title: string;
  readonly label: string;
  readonly publishedOn: string;
};

/** `text` and `format` are what the next page sends again: a Word file becomes YAML. */
export type BroughtSource = {
  readonly origin: "text" | "docx";
  readonly text: string;
  readonly format: SourceFormat;
  readonly result: ImportResult;
};

/** What a person brought: the file when there is one, else the pasted text. */
export async function readBrought(input: BroughtInput): Promise<BroughtSource> {
  const defaults = defaultsOf(input);
  const { file } = input;
  if (file && file.size > 0) {
    const format = formatOfName(file.name);
    if (format === null) throw new Invalid({ file: "imports.unknownFile" });
    const bytes = new Uint8Array(await file.arrayBuffer());
    return await readBytes(bytes, format, defaults);
  }
  if (input.text.trim() === "") throw new Invalid({ file: "imports.nothingBrought" });
  const { text, format } = input;
  return { origin: "text", text, format, result: parseSource(format, text, defaults) };
}

export async function readBytes(
  bytes: Uint8Array,
  format: SourceFormat | "docx",
  defaults: ImportDefaults,
): Promise<BroughtSource> {
  if (format === "docx") {
    const reading = await readDocx(bytes);
    const result = parseRoadmapDocx(reading, defaults);
    if (result.isValid) return { origin: "docx", text: toYaml(result.document), format: "yaml", result };
    const text = "blocks" in reading ? toMarkdown(reading.blocks) : "";
    return { origin: "docx", text, format: "markdown", result };
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
  } catch {
    throw new Invalid({ file: "imports.notUtf8" });
  }
  return { origin: "text", text, format, result: parseSource(format, text, defaults) };
}

function defaultsOf({ document, kind, title, label, publishedOn }: BroughtInput): ImportDefaults {
  return {
    kind,
    ...(document ? { document } : {}),
    ...(title ? { title } : {}),
    ...(label ? { label } : {}),
    ...(publishedOn ? { publishedOn } : {}),
  };
}
