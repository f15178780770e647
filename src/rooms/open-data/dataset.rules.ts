/** The files of the public record, in the order they are read best. Each is a view of schema open_data, a closed list. */
export const DATASETS = [
  "documents",
  "editions",
  "nodes",
  "passages",
  "contributions",
  "amended_passages",
  "amendment_conflicts",
  "supports",
  "campaigns",
  "campaign_members",
  "polls",
  "statements",
  "themes",
  "codes",
  "theme_agreement",
  "syntheses",
  "claims",
  "claim_contributions",
  "decisions",
  "covering",
  "changes",
  "change_decisions",
  "amendment_applications",
  "lineage",
  "passage_lineage",
  "answer_opinions",
  "thread",
  "moderation",
] as const;
export type Dataset = (typeof DATASETS)[number];

export const FORMATS = ["csv", "json"] as const;
export type Format = (typeof FORMATS)[number];

export const MEDIA_TYPES = { csv: "text/csv; charset=utf-8; header=present", json: "application/json" } as const;

/** Types of Table Schema (Frictionless Data). */
export type ColumnType = "string" | "integer" | "number" | "boolean" | "date" | "datetime";
export type Column = { readonly name: string; readonly type: ColumnType };
export type Row = Readonly<Record<string, unknown>>;

export const DICTIONARY = "data-dictionary";
/** The licence of the data, whatever the licence of the program. */
export const LICENCE = {
  name: "Licence Ouverte 2.0",
  url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
} as const;

export function fileName(name: Dataset | typeof DICTIONARY, format: Format): string {
  return `${name.replaceAll("_", "-")}.${format}`;
}

/** `change-decisions.csv` back to what it holds; null for any other name. */
export function parseFileName(
  file: string,
): { readonly name: Dataset | typeof DICTIONARY; readonly format: Format } | null {
  for (const name of [...DATASETS, DICTIONARY] as const) {
    for (const format of FORMATS) if (fileName(name, format) === file) return { name, format };
  }
  return null;
}

/** The key of the words about a column: `covering.made_at` is `columns.covering.madeAt`. */
export function columnKey(dataset: Dataset, column: string): string {
  return `columns.${camel(dataset)}.${camel(column)}`;
}

export function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
