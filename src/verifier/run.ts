// What a command is given, and what it gives back.
import type { Json } from "#ledger/canonical.ts";
import type { Fault } from "./fault.ts";
import type { Phrase } from "./words.ts";

/** The options of all commands, as they were typed. */
export type Options = Readonly<{
  policy?: string;
  key?: string;
  content?: readonly string[];
  from?: string;
  since?: string;
  state?: string;
  mirror?: string;
  evidence?: string;
}>;

export type Run = {
  /** What stands after the name of the command. */
  readonly words: readonly string[];
  readonly options: Options;
  /** What is wrong but does not stop the work: the quorum that is not met. */
  readonly faults: Fault[];
  /** What the reader should know besides the result. */
  readonly warnings: Phrase[];
  /** Some time before a second look at what moves. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Long work, on the error stream. */
  readonly progress: (what: Phrase, done: number, total: number) => void;
};

export type Report = {
  /** What was checked, one sentence each. */
  readonly lines: readonly Phrase[];
  /** The same for programs. */
  readonly facts: { readonly [name: string]: Json };
};

export type Check = (run: Run) => Promise<Report>;
