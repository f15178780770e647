import type { Column, Row } from "./dataset.rules.ts";

/**
 * A spreadsheet takes a cell for a formula when, after spaces and marks that nobody sees, it begins with = or @ (wide forms
 * too), or with + or - followed by more than a number. "-2,5" and "+33 6 12" are honest and stay as they are.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}"]*(?:[=＝@＠]|[+＋\-－](?![\d\s.,()]*$)|(?<=[\t\r\n]))/u;
const GUARDED = new RegExp(`^'+(?:${FORMULA.source.slice(1)})`, "u");

/** A cell that no spreadsheet evaluates: an apostrophe goes before what would be a formula, or would be read as guarded. */
export function guardCell(text: string): string {
  return FORMULA.test(text) || GUARDED.test(text) ? `'${text}` : text;
}

/** The text that `guardCell` was given. */
export function unguardCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/** Values as both formats write them: dates in ISO 8601, nothing where nothing is known. */
function plainValue(value: unknown, { type }: Column): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return type === "date" ? value.toISOString().slice(0, 10) : value.toISOString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return String(value);
}

export function csvCells(row: Row, columns: readonly Column[]): readonly (string | null)[] {
  return columns.map((column) => {
    const value = plainValue(row[column.name], column);
    if (value === null) return null;
    return column.type === "string" ? guardCell(String(value)) : String(value);
  });
}

export function jsonObject(
  row: Row,
  columns: readonly Column[],
): Readonly<Record<string, string | number | boolean | null>> {
  return Object.fromEntries(columns.map((column) => [column.name, plainValue(row[column.name], column)]));
}
