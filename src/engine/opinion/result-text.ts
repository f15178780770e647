import { compareIds } from "../id-order.ts";
import type { OpinionResult } from "./result.ts";

/**
 * The result as JSON text, in chunks: keys in ascending order of id, groups in their own order. An object alone cannot keep that
 * order: it puts 10 before 007, and "a" after 12345678901.
 */
export function* resultText(result: OpinionResult): Generator<string, void> {
  const groups = result.groups.map(({ id }) => String(id));
  let separator = "{";
  for (const [key, value] of Object.entries(result)) {
    yield `${separator}${JSON.stringify(key)}:`;
    separator = ",";
    if (key === "pca") yield* componentText(result.pca);
    else if (key === "groupStats") yield* recordText(result.groupStats, groups, (stats) => idText(stats));
    else if (key === "repness") yield* recordText(result.repness, groups, (list) => [JSON.stringify(list)]);
    else if (isById(key)) yield* idText(result[key]);
    else yield JSON.stringify(value);
  }
  yield "}\n";
}

/** Keys of the result whose own keys are ids. */
const BY_ID = ["participants", "projections", "statements", "groupAwareConsensus", "priorities"] as const;
type ById = (typeof BY_ID)[number];
const isById = (key: string): key is ById => BY_ID.some((one) => one === key);

function* componentText({ center, components, ...rest }: OpinionResult["pca"]): Generator<string, void> {
  yield '{"center":';
  yield* idText(center);
  yield ',"components":';
  let separator = "[";
  for (const component of components) {
    yield separator;
    yield* idText(component);
    separator = ",";
  }
  yield components.length === 0 ? "[]" : "]";
  for (const [key, value] of Object.entries(rest)) yield `,${JSON.stringify(key)}:${JSON.stringify(value)}`;
  yield "}";
}

const idText = (record: object): Iterable<string> => {
  const values: Record<string, unknown> = { __proto__: null, ...record };
  return recordText(values, inOrder(Object.keys(record)), (value) => [JSON.stringify(value)]);
};

function inOrder(ids: string[]): string[] {
  const isSorted = ids.every((id, i) => i === 0 || compareIds(ids[i - 1] ?? "", id) < 0);
  return isSorted ? ids : ids.sort(compareIds);
}

const CHUNK = 65_536;

function* recordText<Value>(
  record: Readonly<Record<string, Value>>,
  keys: readonly string[],
  text: (value: Value) => Iterable<string>,
): Generator<string, void> {
  let chunk = "{";
  for (const [place, key] of keys.entries()) {
    const value = record[key];
    if (value === undefined) continue;
    chunk += `${place > 0 ? "," : ""}${JSON.stringify(key)}:`;
    for (const part of text(value)) chunk += part;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = "";
  }
  yield `${chunk}}`;
}
