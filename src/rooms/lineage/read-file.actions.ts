import { parse as parseCsv } from "csv-parse/sync";
import { type ParsedFile, parseLineageRows, parseLineageYaml } from "./lineage-file.rules.ts";

type CsvRow = { readonly info: { readonly lines: number }; readonly record: Readonly<Record<string, string>> };

/** What a YAML or CSV file states, or what is wrong with it, line by line. */
export function readLineageFile(source: string, format: "yaml" | "csv"): ParsedFile {
  if (format === "yaml") return parseLineageYaml(source);
  let rows: readonly CsvRow[];
  try {
    rows = parseCsv(source, { columns: true, skip_empty_lines: true, trim: true, bom: true, info: true }) as CsvRow[];
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    return { isValid: false, problems: [{ line: 1, messageKey: "lineages.file.csv", params: { message } }] };
  }
  return parseLineageRows(rows.map(({ info, record }) => ({ line: info.lines, record })));
}
