import { type Column, columnKey, DATASETS, type Dataset, type Row } from "./dataset.rules.ts";

/** What the dictionary itself looks like. */
export const DICTIONARY_COLUMNS: readonly Column[] = [
  { name: "file", type: "string" },
  { name: "position", type: "integer" },
  { name: "name", type: "string" },
  { name: "type", type: "string" },
  { name: "description_fr", type: "string" },
  { name: "description_en", type: "string" },
];

type Words = { readonly fr: (key: string) => string; readonly en: (key: string) => string };

/** One row a column, in the manner of Table Schema. */
export function dictionaryRows(schema: Readonly<Record<Dataset, readonly Column[]>>, words: Words): readonly Row[] {
  return DATASETS.flatMap((dataset) =>
    schema[dataset].map(({ name, type }, index) => ({
      file: dataset.replaceAll("_", "-"),
      position: index + 1,
      name,
      type,
      description_fr: words.fr(columnKey(dataset, name)),
      description_en: words.en(columnKey(dataset, name)),
    })),
  );
}
