import { readFileSync } from "node:fs";
import { unreadable } from "./csv-records.ts";
import { Failure } from "./failure.ts";

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const INTEGER = /-?(?:0|[1-9]\d{0,14})(?![\d.eE])/y;
const NULL = /null/y;

export type Labels = ReadonlyMap<string, string | number | null>;

/** A JSON object from participant to group: an integer, a string, or null for nobody's. What is wrong is said with its line and column. */
export function readLabels(file: string): Labels {
  const text = contentOf(file);
  let at = 0;
  const failure = (expected: string): Failure => {
    const before = text.slice(0, at).split("\n");
    const place = `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
    return new Failure("inputUnreadable", { file, message: `${place}: ${expected} was expected.` });
  };
  const taken = (expression: RegExp): string | null => {
    expression.lastIndex = at;
    const found = expression.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const isNext = (sign: string): boolean => {
    taken(SPACE);
    if (text[at] !== sign) return false;
    at += 1;
    taken(SPACE);
    return true;
  };
  const groupOf = (): string | number | null => {
    const integer = taken(INTEGER);
    if (integer !== null) return Number(integer) + 0;
    const name = taken(STRING);
    if (name !== null && name !== '""') return JSON.parse(name) as string;
    if (name === null && taken(NULL)) return null;
    at -= name?.length ?? 0;
    throw failure("a group (an integer or a string) or null");
  };

  const labels = new Map<string, string | number | null>();
  if (!isNext("{")) throw failure("a JSON object from participant to group");
  let isOver = isNext("}");
  while (!isOver) {
    const from = at;
    const participant = taken(STRING);
    if (participant === null) throw failure("the id of a participant in quotes");
    const id = JSON.parse(participant) as string;
    if (labels.has(id)) {
      at = from;
      throw failure(`each participant once, and “${id}” has a group above; another participant`);
    }
    if (!isNext(":")) throw failure("a colon");
    labels.set(id, groupOf());
    isOver = isNext("}");
    if (!isOver && !isNext(",")) throw failure("a comma or a closing brace");
  }
  if (at < text.length) throw failure("the end of the file");
  return labels;
}

function contentOf(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw unreadable(error, file);
    throw new Failure(
      "inputUnreadable",
      { file, message: "line 1, column 1: characters in UTF-8 were expected." },
      error,
    );
  }
}
