import { DOCUMENT_KINDS } from "#kernel/document-types.ts";
import { LANGS, type Lang } from "#kernel/lang.ts";
import { type Field, type FieldReader, fieldReader, isAbsent } from "./import-fields.rules.ts";
import {
  IMPORT_LIMITS,
  type ImportedDocument,
  type ImportProblem,
  type ImportResult,
  TOTAL_KEYS,
} from "./imported-document.rules.ts";
import type { Raw } from "./raw-value.rules.ts";
import { readNodes } from "./read-nodes.rules.ts";

const { line: LINE, note: NOTE, title: TITLE } = IMPORT_LIMITS;

/** Checks everything a file says about a document, and gives the document or all the problems in the order of the file. */
export function readDocument(raw: Raw): ImportResult {
  const reader = fieldReader();
  const top: Field = { raw, path: "", place: raw };
  const at = reader.map(top, [
    "document",
    "kind",
    "title",
    "subtitle",
    "language",
    "edition",
    "label",
    "published_on",
    "official_totals",
    "note",
    "nodes",
  ]);
  const language = isAbsent(at("language")) ? "fr" : (reader.choice(at("language"), LANGS) ?? "fr");
  const edition = reader.whole(at("edition"), 1);
  const document: ImportedDocument = {
    document: readSlug(reader, at("document")),
    kind: reader.choice(at("kind"), DOCUMENT_KINDS) ?? "roadmap",
    title: reader.required(at("title"), TITLE),
    subtitle: reader.text(at("subtitle"), LINE),
    language,
    edition,
    label: reader.text(at("label"), LINE) ?? plainLabel(language, edition),
    publishedOn: reader.date(at("published_on")),
    officialTotals: readTotals(reader, at("official_totals")),
    note: reader.text(at("note"), NOTE),
    nodes: readNodes(reader, at("nodes"), language),
  };
  if (isAbsent(at("nodes"))) reader.report(at("nodes"), "import.problem.missing", { key: "nodes" });
  if (reader.problems.length > 0) return { isValid: false, problems: inOrder(reader.problems) };
  return { isValid: true, document };
}

/** The name of an edition that has none. */
export function plainLabel(language: Lang, number: number): string {
  return `${language === "fr" ? "Édition" : "Edition"} ${number}`;
}

/** In the order of the file, except that the sentence "there are more" stays last. */
export function inOrder(problems: readonly ImportProblem[]): ImportProblem[] {
  const isLast = (problem: ImportProblem) => Number(problem.messageKey === "import.problem.tooManyProblems");
  return problems.toSorted((a, b) => isLast(a) - isLast(b) || a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
}

function readSlug(reader: FieldReader, field: Field): string {
  const slug = reader.required(field, 100);
  if (slug !== "" && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    reader.report(field, "import.problem.badSlug", { value: slug.slice(0, 80) });
  return slug;
}

function readTotals(reader: FieldReader, field: Field): Record<string, number> {
  if (isAbsent(field)) return {};
  const at = reader.map(field, TOTAL_KEYS);
  const given = TOTAL_KEYS.filter((key) => !isAbsent(at(key)));
  return Object.fromEntries(given.map((key) => [key, reader.whole(at(key), 0)]));
}
