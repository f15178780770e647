import type { Field, FieldReader } from "./import-fields.rules.ts";
import { IMPORT_LIMITS, type ImportedMeasure, type ImportedTarget } from "./imported-document.rules.ts";

const LINE = IMPORT_LIMITS.line;

export function readTarget(reader: FieldReader, field: Field): ImportedTarget {
  const at = reader.map(field, ["value", "unit", "due", "stated_on", "source"]);
  return {
    value: reader.number(at("value")),
    unit: reader.required(at("unit"), LINE),
    due: reader.date(at("due")),
    statedOn: reader.date(at("stated_on")),
    source: reader.text(at("source"), LINE),
  };
}

export function readMeasure(reader: FieldReader, field: Field): ImportedMeasure {
  const at = reader.map(field, ["value", "unit", "date", "territory", "source"]);
  return {
    value: reader.number(at("value")),
    unit: reader.required(at("unit"), LINE),
    date: reader.date(at("date")),
    territory: reader.text(at("territory"), LINE),
    source: reader.text(at("source"), LINE),
  };
}
