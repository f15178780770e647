import { NODE_TYPES, type NodeType } from "#kernel/document-types.ts";
import type { Lang } from "#kernel/lang.ts";
import { type Field, type FieldReader, isAbsent } from "./import-fields.rules.ts";
import { IMPORT_LIMITS, type ImportedNode } from "./imported-document.rules.ts";
import { withUniqueCodes } from "./node-codes.rules.ts";
import { readMeasure, readTarget } from "./read-figures.rules.ts";

const { code: CODE, line: LINE, title: TITLE } = IMPORT_LIMITS;
const KEYS = ["type", "code", "title", "carrier", "status", "source", "passages", "targets", "measures", "children"];

/** The elements of a document, in order, with a code each: the one given, or one made from its place. */
export function readNodes(reader: FieldReader, field: Field, language: Lang): ImportedNode[] {
  const firstLines = new Map<string, number>();
  const counter = { nodes: 0 };
  return withUniqueCodes(readLevel(field, 1), language);

  function readLevel(list: Field, depth: number): ImportedNode[] {
    const items = reader.list(list, IMPORT_LIMITS.nodes);
    if (items.length > 0 && depth > IMPORT_LIMITS.depth) {
      reader.report(list, "import.problem.tooDeep", { max: IMPORT_LIMITS.depth });
      return [];
    }
    return items.flatMap((item) => {
      counter.nodes += 1;
      if (counter.nodes === IMPORT_LIMITS.nodes + 1)
        reader.report(item, "import.problem.tooManyNodes", { max: IMPORT_LIMITS.nodes });
      return counter.nodes > IMPORT_LIMITS.nodes ? [] : [readNode(item, depth)];
    });
  }

  function readNode(item: Field, depth: number): ImportedNode {
    const at = reader.map(item, KEYS);
    const type = reader.choice(at("type"), NODE_TYPES) ?? "objective";
    const code = reader.text(at("code"), CODE);
    if (code !== null && code !== "") claimCode(at("code"), type, code);
    return {
      type,
      code: code ?? "",
      isCodeGiven: code !== null,
      title: reader.required(at("title"), TITLE),
      carrier: reader.text(at("carrier"), LINE),
      status: reader.text(at("status"), LINE),
      source: reader.text(at("source"), LINE),
      passages: reader
        .list(at("passages"), IMPORT_LIMITS.passagesPerNode)
        .map((passage) => reader.required(passage, IMPORT_LIMITS.passage)),
      targets: reader.list(at("targets"), IMPORT_LIMITS.figuresPerNode).map((target) => readTarget(reader, target)),
      measures: reader
        .list(at("measures"), IMPORT_LIMITS.figuresPerNode)
        .map((measure) => readMeasure(reader, measure)),
      children: isAbsent(at("children")) ? [] : readLevel(at("children"), depth + 1),
      line: item.place.line,
    };
  }

  function claimCode(given: Field, type: NodeType, code: string): void {
    const claim = `${type} ${code}`;
    const firstLine = firstLines.get(claim);
    if (firstLine === undefined) firstLines.set(claim, given.place.line);
    else reader.report(given, "import.problem.codeOnTwoNodes", { code, firstLine });
  }
}
