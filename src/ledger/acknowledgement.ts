// Acknowledgements, given at once after a submission is stored: the evidence if its leaf never appears in the log.
import { fromBase64, isIdentifier, parseDecimal, toBase64 } from "./bytes.ts";
import { LedgerError } from "./ledger-error.ts";
import { openNote } from "./note.ts";
import { isTimeText, secondsOf } from "./time-text.ts";
import { checkHash, type Hash } from "./tree.ts";
import { ED25519, type VerifierKey } from "./verifier-key.ts";

type Common = {
  /** of the log */
  readonly origin: string;
  /** UTC, to the second: YYYY-MM-DDTHH:MM:SSZ */
  readonly time: string;
  /** Longest delay, in seconds: 60 for a contribution, 180 for a ballot, 604,800 when the log is frozen. */
  readonly within: number;
};
export type LeafAcknowledgement = Common & { readonly leaf: Hash };
/** One commitment for each question; `closes`: the announced closing of the poll. */
export type BallotAcknowledgement = Common & {
  readonly poll: string;
  readonly ballots: readonly Hash[];
  readonly closes: string;
};
export type Acknowledgement = LeafAcknowledgement | BallotAcknowledgement;

/** Longest delays, in seconds. */
export const WITHIN = { contribution: 60, ballot: 180, frozen: 604_800 } as const;

const FIRST_LINE = "jalon/ack/v1";

/** The text to sign with signNote(). */
export function writeAcknowledgement(given: Acknowledgement): string {
  const text = write(given);
  parseText(text);
  return text;
}

/** The acknowledgement in a note that one of these keys signed, and which one. */
export function parseAcknowledgement(
  note: Uint8Array | string,
  keys: readonly VerifierKey[],
): Acknowledgement & { readonly key: VerifierKey } {
  const { text, verified } = openNote(
    note,
    keys.filter(({ type }) => type === ED25519),
  );
  const [signature] = verified;
  if (signature === undefined) throw new LedgerError("no signature by a known key");
  return { ...parseText(text), key: signature.key };
}

/**
 * Seconds since 1970 after which a tree that lacks the leaf, or all lots that lack the ballot, break the promise. For a
 * ballot the delay runs from the closing of the poll at the latest.
 */
export function dueBy(given: Acknowledgement): number {
  if ("leaf" in given) return secondsOf(given.time) + given.within;
  return Math.max(secondsOf(given.time), secondsOf(given.closes)) + given.within;
}

function write(given: Acknowledgement): string {
  const { origin, time, within } = given;
  const what =
    "leaf" in given
      ? [`leaf ${toBase64(given.leaf)}`]
      : [
          `poll ${given.poll}`,
          ...[...given.ballots].sort(Buffer.compare).map((ballot) => `ballot ${toBase64(ballot)}`),
        ];
  const closes = "leaf" in given ? [] : [`closes ${given.closes}`];
  return `${[FIRST_LINE, `origin ${origin}`, ...what, `time ${time}`, `within ${within}`, ...closes].join("\n")}\n`;
}

function parseText(text: string): Acknowledgement {
  const lines = text.split("\n").map((line): [string, string] => {
    const space = line.indexOf(" ");
    return space < 0 ? [line, ""] : [line.slice(0, space), line.slice(space + 1)];
  });
  const only = (word: string): string => {
    const [found, other] = lines.filter(([first]) => first === word);
    if (found === undefined || other !== undefined)
      throw new LedgerError(`acknowledgement: not exactly one line ${word}`);
    return found[1];
  };
  const common = { origin: only("origin"), time: only("time"), within: parseDecimal(only("within"), "within") };
  const ballots = lines.filter(([word]) => word === "ballot").map(([, value]) => hashOf(value));
  const found: Acknowledgement =
    ballots.length === 0
      ? { ...common, leaf: hashOf(only("leaf")) }
      : { ...common, poll: only("poll"), ballots, closes: only("closes") };
  check(found);
  // Each line is known by now; written again they must be the same text, in the same order, with nothing besides.
  if (write(found) !== text) throw new LedgerError("acknowledgement is not written in its one form");
  return found;
}

function check(found: Acknowledgement): void {
  const usual = "leaf" in found ? WITHIN.contribution : WITHIN.ballot;
  if (found.origin === "") throw new LedgerError("acknowledgement without an origin");
  if (!isTimeText(found.time, "second")) throw new LedgerError("acknowledgement: time has not its form");
  if (found.within !== usual && found.within !== WITHIN.frozen) {
    throw new LedgerError(`acknowledgement: within is ${usual}, or ${WITHIN.frozen} when the log is frozen`);
  }
  if ("leaf" in found) return;
  if (!isIdentifier(found.poll)) throw new LedgerError("acknowledgement: poll is not an identifier");
  if (!isTimeText(found.closes, "second")) throw new LedgerError("acknowledgement: closes has not its form");
  if (new Set(found.ballots.map(toBase64)).size < found.ballots.length) {
    throw new LedgerError("acknowledgement: the same ballot twice");
  }
}

function hashOf(base64: string): Hash {
  const bytes = fromBase64(base64, "hash of the acknowledgement");
  checkHash(bytes);
  return bytes;
}
