import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { codeFrom, isCode, kept, LIMITS, type Theme, type ThemeWords } from "./theme.rules.ts";

/** Columns of a CSV, keys of a YAML. */
export const COLUMNS = ["code", "name", "definition", "example_in", "example_out", "words", "parent"] as const;
export type Column = (typeof COLUMNS)[number];

/** Message keys, with where and what. */
export type Problem = {
  readonly line: number;
  readonly column: string;
  readonly key: `codebook.error.${string}`;
  readonly values?: Readonly<Record<string, string>>;
};
export type Row = { readonly line: number; readonly cells: Readonly<Partial<Record<Column, string>>> };
export type Read = { readonly rows: readonly Row[]; readonly problems: readonly Problem[] };
/** A file serves any process: contributions given as examples stay with the codebook of theirs. */
export type FileTheme = Omit<ThemeWords, "examples">;
export type Codebook = { readonly themes: readonly FileTheme[]; readonly problems: readonly Problem[] };

const isColumn = (name: string): name is Column => (COLUMNS as readonly string[]).includes(name);

/** Cells of a CSV with their line numbers; words are parted by semicolons, or by bars. */
export function rowsOfCsv(lines: readonly { readonly line: number; readonly cells: readonly string[] }[]): Read {
  const [head, ...rest] = lines;
  if (!head) return { rows: [], problems: [] };
  const names = head.cells.map((cell) => cell.trim().toLowerCase());
  const problems: Problem[] = names
    .filter((name) => name !== "" && !isColumn(name))
    .map((key) => ({ line: head.line, column: key, key: "codebook.error.fileKey", values: { key } }));
  for (const column of ["name", "definition"] as const) {
    if (!names.includes(column)) {
      problems.push({ line: head.line, column, key: "codebook.error.fileHeaders", values: { column } });
    }
  }
  const rows = rest
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map(({ line, cells }) => {
      const pairs = names.map((name, index) => [name, cells[index] ?? ""] as const).filter(([name]) => isColumn(name));
      return { line, cells: Object.fromEntries(pairs) as Row["cells"] };
    });
  return { rows, problems };
}

/** `themes:` with a list, or the list alone. */
export function rowsOfYaml(text: string): Read {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, strict: true, uniqueKeys: true });
  const at = (node: Node | null | undefined): number => counter.linePos(node?.range?.[0] ?? 0).line;
  const [fault] = document.errors;
  if (fault) {
    const line = fault.linePos?.[0].line ?? 1;
    const detail = fault.message.split("\n")[0] ?? "";
    return { rows: [], problems: [{ line, column: "themes", key: "codebook.error.fileYaml", values: { detail } }] };
  }
  const root = document.contents;
  const list = isMap(root) ? root.get("themes", true) : root;
  if (!isSeq(list)) {
    return {
      rows: [],
      problems: [{ line: 1, column: "themes", key: "codebook.error.fileYaml", values: { detail: "themes" } }],
    };
  }
  const rows: Row[] = [];
  const problems: Problem[] = [];
  for (const item of list.items) {
    if (!isMap(item)) {
      problems.push({ line: at(item as Node), column: "themes", key: "codebook.error.fileText" });
      continue;
    }
    const cells: Partial<Record<Column, string>> = {};
    for (const { key, value } of item.items) {
      const name = String(isScalar(key) ? key.value : "");
      const line = at(key as Node);
      if (!isColumn(name)) problems.push({ line, column: name, key: "codebook.error.fileKey", values: { key: name } });
      else if (isSeq(value) && name === "words") cells.words = value.items.map(textOf).join(";");
      else if (isScalar(value)) cells[name] = textOf(value);
      else problems.push({ line, column: name, key: "codebook.error.fileText" });
    }
    rows.push({ line: at(item), cells });
  }
  return { rows, problems };
}

const textOf = (node: unknown): string => (isScalar(node) && node.value !== null ? String(node.value) : "");

/** Themes of a file, or all that is to correct, each with its line. `existing` are those of the codebook already. */
export function readCodebook({ rows, problems: before }: Read, existing: readonly Theme[]): Codebook {
  const problems: Problem[] = [...before];
  const themes: FileTheme[] = [];
  const seen = new Set<string>();
  if (rows.length === 0 && problems.length === 0) {
    problems.push({ line: 1, column: "themes", key: "codebook.error.fileEmpty" });
  }
  for (const { line, cells } of rows) {
    const theme = themeOf(cells);
    const report = (column: Column, key: Problem["key"]): void => void problems.push({ line, column, key });
    if (theme.name === "") report("name", "codebook.error.name");
    if ([...theme.name].length > LIMITS.name) report("name", "codebook.error.nameLong");
    if (!isCode(theme.code)) report("code", "codebook.error.code");
    if (seen.has(theme.code)) report("code", "codebook.error.codeTwice");
    if (theme.definition === "") report("definition", "codebook.error.definition");
    for (const [column, text] of [
      ["definition", theme.definition],
      ["example_in", theme.exampleIn],
      ["example_out", theme.exampleOut],
    ] as const) {
      if ([...text].length > LIMITS.definition) report(column, "codebook.error.long");
    }
    if (!wordsFit(theme.words)) report("words", "codebook.error.words");
    seen.add(theme.code);
    themes.push(theme);
  }
  const states = new Map(existing.map(({ code, state }) => [code, state]));
  for (const [index, theme] of themes.entries()) {
    const line = rows[index]?.line ?? 1;
    const known = theme.parent === null || seen.has(theme.parent) || states.get(theme.parent) === "active";
    if (!known) problems.push({ line, column: "parent", key: "codebook.error.parent" });
    const state = states.get(theme.code);
    if (state !== undefined && state !== "active")
      problems.push({ line, column: "code", key: "codebook.error.notActive" });
    if (isUnderItself(theme, themes)) problems.push({ line, column: "parent", key: "codebook.error.circle" });
  }
  return { themes, problems: problems.sort((a, b) => a.line - b.line) };
}

export function wordsFit(words: readonly string[]): boolean {
  return words.length <= LIMITS.words && words.every((word) => [...word].length <= LIMITS.word);
}

function themeOf(cells: Row["cells"]): FileTheme {
  const text = (column: Column): string => (cells[column] ?? "").trim();
  return {
    code: text("code") || codeFrom(text("name")),
    name: text("name").replace(/\s+/g, " "),
    definition: text("definition"),
    exampleIn: text("example_in"),
    exampleOut: text("example_out"),
    words: [
      ...new Set(
        (cells.words ?? "")
          .split(/[;|\n]/)
          .map((word) => word.trim())
          .filter((word) => /[\p{L}\p{N}]/u.test(word)),
      ),
    ],
    parent: text("parent") || null,
  };
}

function isUnderItself(theme: FileTheme, themes: readonly FileTheme[]): boolean {
  const parents = new Map(themes.map(({ code, parent }) => [code, parent]));
  const seen = new Set<string>();
  for (let at: string | null | undefined = theme.code; at; at = parents.get(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** What an import changes of a theme that exists already; null when nothing. */
export function changedBy(theme: Theme, words: ThemeWords): boolean {
  return JSON.stringify(kept(theme)) !== JSON.stringify(kept(words));
}

const quoted = (cell: string): string => (/[",;\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
/** A spreadsheet must not take a word for a formula. */
const guarded = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** The codebook as it can be imported again. */
export function writeCsv(themes: readonly Theme[]): string {
  const lines = themes.map(({ code, name, definition, exampleIn, exampleOut, words, parent }) =>
    [code, name, definition, exampleIn, exampleOut, words.join(";"), parent ?? ""]
      .map((cell) => quoted(guarded(cell)))
      .join(","),
  );
  return `\ufeff${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

export function writeJson(themes: readonly Theme[]): unknown {
  return {
    schema: "jalon.codebook/1",
    themes: themes.map(({ code, name, definition, exampleIn, exampleOut, words, parent }) => ({
      code,
      name,
      definition,
      example_in: exampleIn,
      example_out: exampleOut,
      words,
      parent,
    })),
  };
}
