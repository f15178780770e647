// Small random votes for properties, and what the tests do with them.
import { createHash } from "node:crypto";
import fc from "fast-check";
import {
  type AnalyseOptions,
  analyse,
  type Group,
  type OpinionResult,
  resultText,
  type VoteTable,
} from "#engine/opinion/index.ts";
import type { Fact, Facts, Line } from "./dense.ts";

const STATEMENTS = ["2", "10", "1", "a", "b_2", "010", "33"] as const;
const PEOPLE = [
  "1",
  "2",
  "3",
  "10",
  "21",
  "p-1",
  "q",
  "P",
  "007",
  "x",
  "y",
  "z",
  "40",
  "41",
  "42",
  "43",
  "44",
  "45",
] as const;

export type Made = { readonly lines: readonly Line[]; readonly facts: Facts };

const vote = fc.constantFrom<-1 | 0 | 1>(1, 1, -1, -1, 0);
const fact: fc.Arbitrary<Fact> = fc.record({
  moderated: fc.constantFrom<Fact["moderated"]>(1, 1, 1, 0, null, -1),
  meta: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
});

/** Up to seven statements and eighteen people; some change their mind, with and without times. */
export const madeVotes: fc.Arbitrary<Made> = fc
  .record({
    hasTimes: fc.boolean(),
    people: fc.integer({ min: 1, max: PEOPLE.length }),
    statements: fc.integer({ min: 1, max: STATEMENTS.length }),
  })
  .chain(({ hasTimes, people, statements }) => {
    const line = fc.record({
      statement: fc.constantFrom(...STATEMENTS.slice(0, statements)),
      participant: fc.constantFrom(...PEOPLE.slice(0, people)),
      vote,
      time: hasTimes ? fc.integer({ min: 0, max: 1_000_000 }) : fc.constant(null),
    });
    return fc.record({
      lines: fc.array(line, { maxLength: 120, size: "max" }).map((all) => (hasTimes ? distinctTimes(all) : all)),
      facts: fc.dictionary(fc.constantFrom(...STATEMENTS, "z9"), fact).map((facts) => new Map(Object.entries(facts))),
    });
  });

/** Two votes at one time are settled by the order of the lines: shuffled, that would be another log. */
function distinctTimes(lines: readonly Line[]): readonly Line[] {
  return lines.map((line, place) => ({ ...line, time: (line.time ?? 0) * 1000 + place }));
}

export const madeLabels = fc
  .array(fc.constantFrom<Group | null>(0, 1, 2, null, 1, 0), { minLength: PEOPLE.length, maxLength: PEOPLE.length })
  .map((groups) => new Map(PEOPLE.map((id, place) => [id as string, groups[place] ?? null])));

export function tableOf(lines: readonly Line[], kind: VoteTable["kind"] = "log"): VoteTable {
  const statements = [...new Set(lines.map(({ statement }) => statement))];
  const participants = [...new Set(lines.map(({ participant }) => participant))];
  const hasTimes = lines.some(({ time }) => time !== null);
  return {
    kind,
    statements,
    participants,
    statement: Int32Array.from(lines, ({ statement }) => statements.indexOf(statement)),
    participant: Int32Array.from(lines, ({ participant }) => participants.indexOf(participant)),
    vote: Int8Array.from(lines, ({ vote }) => vote),
    time: hasTimes ? Float64Array.from(lines, ({ time }) => time ?? 0) : null,
  };
}

export function sha256(chunks: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk, "utf8");
  return hash.digest("hex");
}

export function analysed({ lines, facts }: Made, options: Partial<AnalyseOptions> = {}): OpinionResult {
  return analyse(tableOf(lines), facts, { mode: "polis", seed: 0, version: "0", sha256, ...options });
}

/** What is published, as it is written; without a clock, timings are 0. */
export const bytesOf = (result: OpinionResult): string => [...resultText(result)].join("");
