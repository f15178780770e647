import type { StatementFacts, VoteTable } from "#engine/opinion/vote-table.ts";
import { normaliseText } from "#engine/text/well-formed.ts";
import { unguardCell } from "#kernel/cell-guard.ts";

/** A statement of another place may be longer than ours. */
const LONGEST = 1_000;
export const MOST_STATEMENTS = 10_000;
/** Public numbers go up to what the database counts. */
const LARGEST = 2_147_483_647;

type Source = {
  readonly votes: VoteTable;
  readonly facts: StatementFacts;
  readonly texts: ReadonlyMap<string, string>;
};
export type PreparedStatement = {
  readonly number: number;
  readonly text: string;
  readonly moderated: -1 | 0 | 1 | null;
  readonly isMeta: boolean;
};
export type ImportFault = { readonly messageKey: string; readonly params: Readonly<Record<string, string | number>> };
export type Prepared = {
  readonly statements: readonly PreparedStatement[];
  /** Keys of the voters, and their votes in the order of time. */
  readonly voters: readonly string[];
  readonly voter: Int32Array;
  readonly statement: Int32Array;
  readonly value: Int8Array;
  readonly at: Float64Array | null;
  /** Milliseconds of the first and of the last vote; null without times. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
};

/** Ids made of digits stay the public numbers; others are numbered after them, in their order. */
export function numbersOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const isNumber = (id: string) => /^(?:0|[1-9]\d{0,9})$/.test(id) && Number(id) <= LARGEST;
  const kept = ids.filter(isNumber);
  const last = kept.reduce((max, id) => Math.max(max, Number(id)), 0);
  const named = ids.filter((id) => !isNumber(id));
  return new Map([
    ...kept.map((id) => [id, Number(id)] as const),
    ...named.map((id, index) => [id, last + index + 1] as const),
  ]);
}

/** What would be stored of a conversation, or everything that keeps it from being continued here. */
export function prepareImport({ votes, facts, texts }: Source): Prepared | { readonly faults: readonly ImportFault[] } {
  const ids = [...new Set([...texts.keys(), ...facts.keys(), ...votes.statements])];
  const faults: ImportFault[] = [];
  const fault = (messageKey: string, params: ImportFault["params"] = {}) => faults.push({ messageKey, params });
  if (texts.size === 0) fault("poll-import.error.noTexts");
  if (ids.length > MOST_STATEMENTS) fault("poll-import.error.manyStatements", { count: MOST_STATEMENTS });
  if (faults.length > 0) return { faults };
  const numbers = numbersOf(ids);
  if ([...numbers.values()].some((number) => number > LARGEST)) fault("poll-import.error.numbers");
  const statements = ids.map((id): PreparedStatement => {
    const { moderated = null, meta = false } = facts.get(id) ?? {};
    const text = normaliseText(unguardCell(texts.get(id) ?? ""))
      .replace(/\s+/g, " ")
      .trim();
    // words lost where they came from: out of sight there, out of sight here
    const isLost = text === "" && moderated === -1;
    if (text === "" && !isLost) fault("poll-import.error.noText", { id });
    if (text.includes("\0")) fault("poll-import.error.noText", { id });
    if ([...text].length > LONGEST) fault("poll-import.error.longText", { id, limit: LONGEST });
    return { number: numbers.get(id) ?? 0, text: isLost ? "–" : text, moderated, isMeta: meta };
  });
  if (statements.length < 2) fault("poll-import.error.fewStatements");
  if (faults.length > 0) return { faults };
  return { statements: statements.toSorted((a, b) => a.number - b.number), ...inOrder(votes, numbers) };
}

/** The last vote of a person on a statement is the last by its time; without times, the last line. */
function inOrder(votes: VoteTable, numbers: ReadonlyMap<string, number>) {
  const { time } = votes;
  const order = Array.from({ length: votes.vote.length }, (_, index) => index);
  if (time) order.sort((a, b) => (time[a] ?? 0) - (time[b] ?? 0) || a - b);
  const numberOf = votes.statements.map((id) => numbers.get(id) ?? 0);
  const first = order[0];
  const last = order.at(-1);
  return {
    voters: votes.participants,
    voter: Int32Array.from(order, (index) => votes.participant[index] ?? 0),
    statement: Int32Array.from(order, (index) => numberOf[votes.statement[index] ?? 0] ?? 0),
    value: Int8Array.from(order, (index) => votes.vote[index] ?? 0),
    at: time ? Float64Array.from(order, (index) => time[index] ?? 0) : null,
    firstAt: time && first !== undefined ? (time[first] ?? null) : null,
    lastAt: time && last !== undefined ? (time[last] ?? null) : null,
  };
}
