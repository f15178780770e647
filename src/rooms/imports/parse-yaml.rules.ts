import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from "yaml";
import { type FieldReader, fieldReader } from "./import-fields.rules.ts";
import { IMPORT_LIMITS, type ImportMessageKey, type ImportResult } from "./imported-document.rules.ts";
import type { Place, Raw, RawEntry } from "./raw-value.rules.ts";
import { inOrder, readDocument } from "./read-document.rules.ts";

/** A roadmap or doctrine from a YAML file, or every problem with its line. */
export function parseRoadmapYaml(text: string): ImportResult {
  const read = readYaml(text, 1);
  return "problems" in read ? { isValid: false, problems: read.problems } : readDocument(read.raw);
}

/** The value of a YAML text whose first line is line `firstLine` of a file. Anchors, aliases and tags are refused. */
export function readYaml(text: string, firstLine: number): { readonly raw: Raw } | Pick<FieldReader, "problems"> {
  const reader = fieldReader();
  const start = { path: "", place: { line: firstLine } };
  const depth = nestingOf(text);
  if (text.length > IMPORT_LIMITS.file) reader.report(start, "import.problem.tooLarge", { max: IMPORT_LIMITS.file });
  else if (depth.levels > MAX_NESTING)
    reader.report({ path: "", place: { line: firstLine + depth.line } }, "import.problem.tooDeep", {
      max: IMPORT_LIMITS.depth,
    });
  if (reader.problems.length > 0) return { problems: reader.problems };

  const lineCounter = new LineCounter();
  const placeAt = (offset: number | undefined): Place => {
    const { line, col } = lineCounter.linePos(offset ?? 0);
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };
  const parsed = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    schema: "core",
    stringKeys: true,
    logLevel: "error",
  });
  for (const error of parsed.errors) {
    const [messageKey, params] = yamlProblem(error);
    reader.report({ path: "", place: placeAt(error.pos[0]) }, messageKey, params);
  }
  const raw = reader.problems.length === 0 ? toRaw(parsed.contents, "") : null;
  if (raw === null || reader.problems.length > 0) {
    if (raw === null && reader.problems.length === 0)
      reader.report(start, "import.problem.missing", { key: "document" });
    return { problems: inOrder(reader.problems) };
  }
  return { raw };

  function toRaw(node: unknown, path: string): Raw | null {
    if (isAlias(node)) {
      reader.report({ path, place: placeAt(node.range?.[0]) }, "import.problem.yamlAlias", {
        name: node.source.slice(0, 80),
      });
      return null;
    }
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return null;
    const place = placeAt(node.range?.[0]);
    if (node.anchor !== undefined)
      reader.report({ path, place }, "import.problem.yamlAlias", { name: node.anchor.slice(0, 80) });
    if (node.tag !== undefined)
      reader.report({ path, place }, "import.problem.yamlTag", { name: node.tag.slice(0, 80) });
    if (isScalar(node)) {
      const isNull = node.value === null;
      const number = typeof node.value === "number" ? node.value : null;
      return { kind: "scalar", source: isNull ? null : (node.source ?? String(node.value)), number, ...place };
    }
    if (isSeq(node)) {
      const items = node.items.map((item, i) => toRaw(item, `${path}[${i}]`) ?? nothing(place));
      return { kind: "list", items, ...place };
    }
    return { kind: "map", entries: node.items.map((pair) => entry(pair, path, place)), ...place };
  }

  function entry(pair: { readonly key: unknown; readonly value: unknown }, path: string, mapPlace: Place): RawEntry {
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    const place = isScalar(pair.key) ? placeAt(pair.key.range?.[0]) : mapPlace;
    return { key, value: toRaw(pair.value, path === "" ? key : `${path}.${key}`) ?? nothing(place), ...place };
  }
}

const nothing = (place: Place): Raw => ({ kind: "scalar", source: null, number: null, ...place });

function yamlProblem(error: YAMLError): readonly [ImportMessageKey, Readonly<Record<string, string>>] {
  switch (error.code) {
    case "DUPLICATE_KEY":
      return ["import.problem.duplicateKey", {}];
    case "TAB_AS_INDENT":
      return ["import.problem.yamlTab", {}];
    case "BAD_INDENT":
    case "MULTILINE_IMPLICIT_KEY":
    case "BLOCK_IN_FLOW":
    case "BLOCK_AS_IMPLICIT_KEY":
      return ["import.problem.yamlIndent", {}];
    case "MISSING_CHAR":
    case "BAD_DQ_ESCAPE":
    case "BAD_SCALAR_START":
      return ["import.problem.yamlQuote", {}];
    case "BAD_ALIAS":
      return ["import.problem.yamlAlias", { name: "*" }];
    case "TAG_RESOLVE_FAILED":
      return ["import.problem.yamlTag", { name: "!" }];
    default:
      return ["import.problem.yamlSyntax", { code: error.code }];
  }
}

/** Six levels of elements are twelve of maps and lists; beyond some hundreds the parser itself would run out of stack. */
const MAX_NESTING = 200;

/** An upper bound of the nesting of a YAML text, without parsing it: open brackets, list marks and indentation. */
function nestingOf(text: string): { readonly levels: number; readonly line: number } {
  let [brackets, line, deepest] = [0, 0, { levels: 0, line: 0 }];
  for (const row of text.split("\n")) {
    const marks = /^[ \t?:-]*/.exec(row)?.[0] ?? "";
    for (const sign of row.matchAll(/[[\]{}]/g)) {
      brackets = Math.max(0, brackets + ("[{".includes(sign[0]) ? 1 : -1));
      if (brackets > deepest.levels) deepest = { levels: brackets, line };
    }
    const levels = marks.length >> 1;
    if (levels > deepest.levels) deepest = { levels, line };
    line += 1;
  }
  return deepest;
}
