import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

const KINDS = ["continued", "split", "merged", "dropped", "new"] as const;
type Kind = (typeof KINDS)[number];

/** One statement of a file: codes of elements, null where there is none; `line` is where it stands. */
export type FileLink = {
  readonly from: string | null;
  readonly to: string | null;
  readonly kind: Kind;
  readonly note: string | null;
  readonly line: number;
};

export type LineageFile = {
  readonly from: string | null;
  readonly to: string | null;
  readonly links: readonly FileLink[];
};
export type FileProblem = {
  readonly line: number;
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string>>;
};
export type ParsedFile =
  | { readonly isValid: true; readonly file: LineageFile }
  | { readonly isValid: false; readonly problems: readonly FileProblem[] };

type RawLink = {
  readonly from: string;
  readonly to: readonly string[];
  readonly kind: string;
  readonly note: string;
  readonly line: number;
};

const problem = (line: number, messageKey: string, params: Record<string, string> = {}): FileProblem => ({
  line,
  messageKey,
  params,
});

/** A row of a CSV file by the names of its columns, with the line where it ends. */
export type FileRow = { readonly line: number; readonly record: Readonly<Record<string, string>> };

/** YAML with `from`, `to` and a list `links`. */
export function parseLineageYaml(source: string): ParsedFile {
  const problems: FileProblem[] = [];
  return finish(readYaml(source, problems), problems);
}

/** Rows with columns from, to, kind and note; several codes of `to` separated by blanks. */
export function parseLineageRows(rows: readonly FileRow[]): ParsedFile {
  const problems: FileProblem[] = [];
  return finish(readRows(rows, problems), problems);
}

function finish({ head, raw }: Read, problems: FileProblem[]): ParsedFile {
  const links = raw.flatMap((link) => linksOf(link, problems));
  if (problems.length === 0 && links.length === 0) problems.push(problem(1, "lineages.file.empty"));
  return problems.length > 0 ? { isValid: false, problems } : { isValid: true, file: { ...head, links } };
}

type Read = {
  readonly head: { readonly from: string | null; readonly to: string | null };
  readonly raw: readonly RawLink[];
};

function linksOf({ from, to, kind, note, line }: RawLink, problems: FileProblem[]): readonly FileLink[] {
  const known = KINDS.find((one) => one === kind);
  if (!known) {
    problems.push(problem(line, "lineages.file.kind", { kind }));
    return [];
  }
  const rest = { kind: known, note: note.trim() || null, line };
  if (known === "dropped" || known === "new") {
    const [present, absent] = known === "dropped" ? [from === "" ? [] : [from], to] : [to, from === "" ? [] : [from]];
    if (present.length === 0 || absent.length > 0) problems.push(problem(line, `lineages.file.${known}`));
    return present.map((code) => ({
      from: known === "dropped" ? code : null,
      to: known === "dropped" ? null : code,
      ...rest,
    }));
  }
  if (from === "" || to.length === 0) {
    problems.push(problem(line, "lineages.file.ends"));
    return [];
  }
  return to.map((code) => ({ from, to: code, ...rest }));
}

function readRows(rows: readonly FileRow[], problems: FileProblem[]): Read {
  const head = { from: null, to: null };
  const [first] = rows;
  const missing = ["from", "to", "kind"].filter((name) => first && !(name in first.record));
  if (missing.length > 0) {
    problems.push(problem(1, "lineages.file.columns", { columns: missing.join(", ") }));
    return { head, raw: [] };
  }
  const raw = rows.map(({ line, record }) => ({
    from: record.from ?? "",
    to: (record.to ?? "").split(/\s+/).filter(Boolean),
    kind: record.kind ?? "",
    note: record.note ?? "",
    line,
  }));
  return { head, raw };
}

function readYaml(source: string, problems: FileProblem[]): Read {
  const lines = new LineCounter();
  const parsed = parseDocument(source, { lineCounter: lines, logLevel: "silent" });
  const none: Read = { head: { from: null, to: null }, raw: [] };
  const [fault] = parsed.errors;
  if (fault) {
    problems.push(
      problem(lines.linePos(fault.pos[0]).line, "lineages.file.yaml", { message: fault.message.split("\n")[0] ?? "" }),
    );
    return none;
  }
  const root = parsed.contents;
  const list = isMap(root) ? root.get("links", true) : null;
  if (!isMap(root) || !isSeq(list)) {
    problems.push(problem(1, "lineages.file.shape"));
    return none;
  }
  const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value).trim());
  const raw = list.items.flatMap((item): RawLink[] => {
    const line = isMap(item) || isScalar(item) || isSeq(item) ? lines.linePos(item.range?.[0] ?? 0).line : 1;
    if (!isMap(item)) {
      problems.push(problem(line, "lineages.file.shape"));
      return [];
    }
    const { from, to, kind, note } = item.toJSON() as Record<string, unknown>;
    const targets = (Array.isArray(to) ? to : [to]).map(text).filter((code) => code !== "");
    return [{ from: text(from), to: targets, kind: text(kind), note: text(note), line }];
  });
  const { from, to } = root.toJSON() as Record<string, unknown>;
  return { head: { from: text(from) || null, to: text(to) || null }, raw };
}
