// Precision and recall of near-duplicates, and the guard against opposites, on planted pairs.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { compareIds } from "#engine/id-order.ts";
import { findDuplicates } from "#engine/text/near-duplicates.ts";

type Labelled = { readonly a: string; readonly b: string; readonly kind: string };
export type Figures = {
  readonly precision: number;
  readonly recall: number;
  /** Opposed pairs returned without a flag, and true pairs flagged. */
  readonly missedOpposites: number;
  readonly flaggedPairs: number;
  readonly pairs: number;
  readonly recallByKind: Readonly<Record<string, number>>;
};

/** What must hold; the development set has shorter texts, and so more look-alikes, than those kept aside. */
export const REQUIRED = { precision: 0.95, recall: 0.97, missedOpposites: 0.02, flaggedPairs: 0.25 } as const;
const ASIDE_PRECISION = 0.97;

const readCsv = <Row>(file: string): Row[] =>
  parse(readFileSync(file, "utf8"), { columns: true, bom: true, skip_empty_lines: true }) as Row[];
const keyOf = (a: string, b: string): string => (compareIds(a, b) < 0 ? `${a}\t${b}` : `${b}\t${a}`);
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** A folder with contributions.csv (id, text), pairs.csv and opposed.csv (a, b, kind). */
export function duplicateFigures(folder: string): Figures {
  const rows = readCsv<{ id: string; text: string }>(path.join(folder, "contributions.csv"));
  rows.sort((a, b) => compareIds(a.id, b.id));
  const labels = (file: string): Map<string, string> =>
    new Map(readCsv<Labelled>(path.join(folder, file)).map(({ a, b, kind }) => [keyOf(a, b), kind]));
  const [planted, opposed] = [labels("pairs.csv"), labels("opposed.csv")];
  const found = new Map(
    findDuplicates(rows.map(({ text }) => text)).pairs.map(({ a, b, flags }) => [
      keyOf(rows[a]?.id ?? "", rows[b]?.id ?? ""),
      flags.length > 0,
    ]),
  );
  const right = [...planted.keys()].filter((key) => found.has(key));
  const turned = [...opposed.keys()].filter((key) => found.has(key));
  const kinds = [...new Set(planted.values())].sort();
  const ofKind = (kind: string) => [...planted].filter(([, own]) => own === kind).map(([key]) => key);
  return {
    precision: share(right.length, found.size - turned.length),
    recall: share(right.length, planted.size),
    missedOpposites: share(turned.filter((key) => !found.get(key)).length, Math.max(opposed.size, 1)),
    flaggedPairs: share(right.filter((key) => found.get(key)).length, Math.max(right.length, 1)),
    pairs: found.size,
    recallByKind: Object.fromEntries(
      kinds.map((kind) => [kind, share(ofKind(kind).filter((key) => found.has(key)).length, ofKind(kind).length)]),
    ),
  };
}

/** Prints each figure beside what is required; 0 when all hold. */
export async function measure(data: string): Promise<number> {
  const folders = foldersIn(data);
  if (folders.length === 0) {
    console.error(`accuracy: no folder with contributions.csv, pairs.csv and opposed.csv in ${data}`);
    return 2;
  }
  const failed = folders.filter((folder) => !printFigures(folder));
  return failed.length === 0 ? 0 : 1;
}

function foldersIn(data: string): string[] {
  const isLabelled = (folder: string) =>
    ["contributions.csv", "pairs.csv", "opposed.csv"].every((file) => existsSync(path.join(folder, file)));
  const inside = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map((entry) => path.join(folder, entry.name))
      : [];
  return [data, ...inside(data), ...inside(path.join(data, "texts"))].filter(isLabelled);
}

function printFigures(folder: string): boolean {
  const figures = duplicateFigures(folder);
  const name = path.basename(folder);
  const precision = name.endsWith("-dev") ? REQUIRED.precision : ASIDE_PRECISION;
  const checks: readonly [what: string, value: number, isMet: boolean, required: string][] = [
    ["precision, opposed pairs apart", figures.precision, figures.precision >= precision, `>= ${precision}`],
    ["recall", figures.recall, figures.recall >= REQUIRED.recall, `>= ${REQUIRED.recall}`],
    [
      "opposed pairs without a flag",
      figures.missedOpposites,
      figures.missedOpposites <= REQUIRED.missedOpposites,
      `<= ${REQUIRED.missedOpposites}`,
    ],
    [
      "true pairs flagged",
      figures.flaggedPairs,
      figures.flaggedPairs <= REQUIRED.flaggedPairs,
      `<= ${REQUIRED.flaggedPairs}`,
    ],
  ];
  console.log(`${name}: ${figures.pairs} pairs`);
  for (const [what, value, isMet, required] of checks) {
    console.log(`${isMet ? "ok    " : "FAILED"} ${value.toFixed(4)}  ${what} (required ${required})`);
  }
  for (const [kind, recall] of Object.entries(figures.recallByKind)) {
    console.log(`       ${recall.toFixed(4)}  recall of ${kind}`);
  }
  return checks.every(([, , isMet]) => isMet);
}
