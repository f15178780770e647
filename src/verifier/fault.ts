// What a check may find, and the exit code that says so.
import { LedgerError } from "#ledger/ledger-error.ts";
import type { Params, Phrase, WordKey } from "./words.ts";

/** The codes of `jalon verify`: a promise to scripts. */
export const EXIT = { passed: 0, wrong: 1, inconsistent: 2, unreachable: 3, policyNotMet: 4, usage: 64 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Which of several is said: two checkpoints that cannot both be true, then something false, then the quorum, then what is missing. */
const RANKS: readonly Exit[] = [EXIT.usage, EXIT.inconsistent, EXIT.wrong, EXIT.policyNotMet, EXIT.unreachable];

/** A check that failed, in words of both languages. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly exit: Exit;
  readonly phrase: Phrase;
  /** Signed notes that cannot both be true: kept as files. */
  readonly evidence: readonly string[];

  constructor(exit: Exit, key: WordKey, params: Params = {}, evidence: readonly string[] = []) {
    super(key);
    this.exit = exit;
    this.phrase = { key, params };
    this.evidence = evidence;
  }
}

/** The first failure among those of the gravest kind; null when there is none. */
export function gravest(faults: readonly Fault[]): Fault | null {
  for (const exit of RANKS) {
    const found = faults.find((fault) => fault.exit === exit);
    if (found) return found;
  }
  return null;
}

/** Runs a check of the ledger: what it refuses is something false, named with the place where it was. */
export function judged<T>(key: WordKey, params: Params, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw asFault(error, key, params);
  }
}

export function asFault(error: unknown, key: WordKey, params: Params): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof LedgerError) return new Fault(EXIT.wrong, key, { ...params, rule: error.message });
  throw error;
}
