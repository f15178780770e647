import { type CsvError, parse } from "csv-parse/sync";
import type { ProcessId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { editCodebook, insertLast } from "./codebook.actions.ts";
import {
  type Codebook,
  changedBy,
  type Problem,
  type Read,
  readCodebook,
  rowsOfCsv,
  rowsOfYaml,
} from "./codebook-file.rules.ts";
import { listThemes } from "./theme.queries.ts";
import { kept } from "./theme.rules.ts";
import { insertAct, updateTheme } from "./theme.store.ts";

function readCsv(text: string): Read {
  const [head = ""] = text.split("\n");
  const delimiter = (head.match(/;/g) ?? []).length > (head.match(/,/g) ?? []).length ? ";" : ",";
  try {
    const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    const records = parse(text, options) as unknown as readonly { record: string[]; info: { lines: number } }[];
    return rowsOfCsv(records.map(({ record, info }) => ({ line: info.lines, cells: record.map(unguarded) })));
  } catch (error) {
    const fault = error as CsvError & { readonly lines?: number };
    const values = { detail: fault.code ?? "CSV" };
    return { rows: [], problems: [{ line: fault.lines ?? 1, column: "CSV", key: "codebook.error.fileCsv", values }] };
  }
}

/** The mark that keeps a spreadsheet from reading a formula is none of the text. */
const unguarded = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell);

/** YAML by its name or its first line, else CSV. */
export function readFile(name: string, text: string): Read {
  const isYaml = /\.ya?ml$/i.test(name) || /^\s*(?:#[^\n]*\n\s*)*(?:themes:|- )/.test(text);
  return isYaml ? rowsOfYaml(text) : readCsv(text);
}

/** All of the file or nothing. Themes whose code exists are edited, the others added; none is retired. */
export async function importCodebook(actor: Actor, processId: ProcessId, read: Read): Promise<readonly Problem[]> {
  return await editCodebook(actor, processId, async (tx, maker) => {
    const existing = await listThemes(tx, processId);
    const { themes, problems }: Codebook = readCodebook(read, existing);
    if (problems.length > 0) return problems;
    const known = new Map(existing.map((theme) => [theme.code, theme]));
    for (const words of themes) {
      if (!known.has(words.code)) {
        // a parent may come later in the file: it is set below
        const added = { ...words, examples: [], parent: null };
        await insertLast(tx, { processId, words: added, verb: "import", splitFrom: null }, maker);
      }
    }
    for (const theme of await listThemes(tx, processId)) {
      const read = themes.find(({ code }) => code === theme.code);
      const words = read && { ...read, examples: theme.examples };
      if (!words || !changedBy(theme, words)) continue;
      await updateTheme(tx, theme.id, theme.version, words);
      const change = { before: known.has(theme.code) ? kept(theme) : null, after: kept(words) };
      await insertAct(tx, { processId, themeId: theme.id, verb: "import", ...change }, maker);
    }
    return [];
  });
}
