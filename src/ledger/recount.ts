// The recount of a poll from the openings of its ballots.
import { fromBase64Url32, isBase64Url32, isIdentifier, toBase64Url } from "./bytes.ts";
import { canonical, type Json } from "./canonical.ts";
import { type BallotParts, commit } from "./commitment.ts";
import { LedgerError } from "./ledger-error.ts";

/** What opens one ballot: nonce in base64url, content as canonical JSON. */
export type Opening = { readonly nonce: string; readonly content: string };

export type QuestionCount = {
  readonly question: string;
  /** Ballots that count: those that another one replaces are dropped. */
  readonly ballots: number;
  readonly blank: number;
  readonly replaced: number;
  /** How many ballots chose each option, in order of the options. */
  readonly counts: readonly { readonly option: string | number; readonly count: number }[];
};

/**
 * Counts for each question, in order of the questions. Throws for an opening that has not its form, the same ballot
 * twice, another poll, or a ballot that replaces one that is not there, is of another question, or is replaced already.
 */
export function recount(openings: readonly Opening[]): QuestionCount[] {
  const ballots = new Map<string, BallotParts>();
  for (const { nonce, content } of openings) {
    const commitment = toBase64Url(commit(fromBase64Url32(nonce), content));
    if (ballots.has(commitment)) throw new LedgerError(`ballot ${commitment} twice`);
    ballots.set(commitment, parseBallot(content));
  }
  const replaced = replacedOf(ballots);
  const byQuestion = new Map<string, { replaced: number; counted: BallotParts[] }>();
  const [first] = ballots.values();
  for (const [commitment, ballot] of ballots) {
    if (ballot.poll !== first?.poll) throw new LedgerError(`ballot ${commitment} is of another poll`);
    const question = byQuestion.get(ballot.question) ?? { replaced: 0, counted: [] };
    byQuestion.set(ballot.question, question);
    if (replaced.has(commitment)) question.replaced += 1;
    else question.counted.push(ballot);
  }
  return [...byQuestion]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([question, { replaced, counted }]) => ({
      question,
      ballots: counted.length,
      blank: counted.filter(({ answer }) => answer.length === 0).length,
      replaced,
      counts: countOptions(counted),
    }));
}

/** The content of a ballot; throws unless it is canonical JSON with exactly its keys. */
export function parseBallot(content: string): BallotParts {
  const ballot = parsed(content);
  const { answer, poll, question, replaces } = ballot;
  const known = replaces === undefined ? 3 : 4;
  if (Object.keys(ballot).length !== known || canonicalOf(ballot) !== content)
    throw refused("is not in canonical form");
  if (typeof poll !== "string" || !isIdentifier(poll)) throw refused("has no poll");
  if (typeof question !== "string") throw refused("has no question");
  if (replaces !== undefined && !(typeof replaces === "string" && isBase64Url32(replaces))) {
    throw refused("replaces no commitment");
  }
  if (!Array.isArray(answer) || !answer.every(isOption)) throw refused("has an answer that is no list of options");
  if (new Set(answer).size < answer.length) throw refused("chooses an option twice");
  return { answer, poll, question, ...(replaces === undefined ? {} : { replaces }) };
}

function replacedOf(ballots: ReadonlyMap<string, BallotParts>): Set<string> {
  const replaced = new Set<string>();
  for (const [commitment, { question, replaces }] of ballots) {
    if (replaces === undefined) continue;
    if (ballots.get(replaces)?.question !== question)
      throw new LedgerError(`ballot ${commitment} replaces none of its question`);
    if (replaced.has(replaces)) throw new LedgerError(`ballot ${replaces} is replaced twice`);
    replaced.add(replaces);
  }
  return replaced;
}

function countOptions(ballots: readonly BallotParts[]): QuestionCount["counts"] {
  const counts = new Map<string | number, number>();
  for (const option of ballots.flatMap(({ answer }) => answer)) counts.set(option, (counts.get(option) ?? 0) + 1);
  return [...counts].map(([option, count]) => ({ option, count })).sort((a, b) => order(a.option, b.option));
}

function order(one: string | number, other: string | number): number {
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return one < other ? -1 : 1;
}

function isOption(option: unknown): option is string | number {
  return typeof option === "string" ? option !== "" : Number.isSafeInteger(option);
}

function parsed(content: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // told below, with what is no object
  }
  throw refused("is not an object");
}

function canonicalOf(value: Record<string, unknown>): string | null {
  try {
    return canonical(value as Json);
  } catch {
    return null;
  }
}

function refused(rule: string): LedgerError {
  return new LedgerError(`content of a ballot ${rule}`);
}
