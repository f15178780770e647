import { guardCell } from "#kernel/cell-guard.ts";
import type { Column, Row } from "./dataset.rules.ts";

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
