import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import type { Seeds } from "#engine/themes/index.ts";

export type Row = Readonly<Record<string, string>>;
export type TextSet = {
  readonly name: string;
  readonly folder: string;
  readonly language: string;
  readonly texts: readonly { readonly id: string; readonly text: string }[];
  /** The theme that readers gave, by id; null without labels. */
  readonly labels: ReadonlyMap<string, string> | null;
  readonly seeds: Seeds | null;
  /** Key phrases of readers, by id; null without any. */
  readonly phrases: ReadonlyMap<string, readonly string[]> | null;
};

/** Folders with contributions.csv: the folder itself, those in it, those in its folder `texts`. */
export function readTextSets(data: string): TextSet[] {
  const inside = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
          .map((entry) => path.join(folder, entry.name))
          .sort()
      : [];
  const folders = [data, ...inside(data), ...inside(path.join(data, "texts"))];
  return folders.filter((folder) => existsSync(path.join(folder, "contributions.csv"))).map(readSet);
}

function readSet(folder: string): TextSet {
  const name = path.basename(path.resolve(folder));
  const rows = readRows(path.join(folder, "contributions.csv"));
  const texts = rows.map((row, index) => ({
    id: row.id ?? String(index + 1),
    text: row.text ?? row.texte ?? row.body ?? row.content ?? "",
  }));
  const labels = path.join(folder, "labels.csv");
  const seeds = path.join(folder, "seeds.json");
  return {
    name,
    folder,
    language: languageOfName(name),
    texts,
    labels: existsSync(labels) ? labelsOf(readRows(labels)) : null,
    seeds: existsSync(seeds) ? (JSON.parse(readFileSync(seeds, "utf8")) as Seeds) : null,
    phrases: readPhrases(folder, rows),
  };
}

export function readRows(file: string): Row[] {
  const text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  const [header = ""] = text.split("\n", 1);
  const delimiter = header.split(";").length > header.split(",").length ? ";" : ",";
  return parse(text, { columns: true, delimiter, skip_empty_lines: true, relax_column_count: true }) as Row[];
}

/** `cycling-dialogues-de` is German; a folder without a language at its end is French. */
function languageOfName(name: string): string {
  return /(?:^|[-_.])(ca|de|en|es|fr|it|nl|pt)(?:$|[-_.])/.exec(name)?.[1] ?? "fr";
}

function labelsOf(rows: readonly Row[]): Map<string, string> {
  return new Map(
    rows.flatMap((row) => {
      const label = row.theme ?? row.label ?? row.category ?? "";
      return row.id === undefined || label === "" ? [] : [[row.id, label] as const];
    }),
  );
}

/** In a file of their own (phrases.csv, keyphrases.csv, or the same in JSON), one or many in a row, or in a column of the texts. */
function readPhrases(folder: string, rows: readonly Row[]): Map<string, string[]> | null {
  const file = readdirSync(folder).find((name) => /^(?:key)?[-_]?(?:phrases|words).*\.(?:csv|json)$/i.test(name));
  const found = new Map<string, string[]>();
  const add = (id: string, phrases: readonly string[]) =>
    found.set(id, [...(found.get(id) ?? []), ...phrases.map((one) => one.trim()).filter((one) => one !== "")]);
  if (file?.endsWith(".json")) {
    const given = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Record<string, string[]>;
    for (const [id, phrases] of Object.entries(given)) add(id, phrases);
  } else {
    for (const row of file ? readRows(path.join(folder, file)) : rows) {
      const cell = row.phrase ?? row.phrases ?? row.keyphrase ?? row.keyphrases ?? row.keywords;
      if (row.id !== undefined && cell !== undefined) add(row.id, cell.split(/[;|\n]/));
    }
  }
  return found.size === 0 ? null : found;
}
