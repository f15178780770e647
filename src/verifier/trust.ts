// Whose signatures are believed: a policy file, a key, or (said aloud) what the place itself publishes.
import { readFile } from "node:fs/promises";
import { decodeUtf8 } from "#ledger/bytes.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { ED25519, parseVerifierKey, type VerifierKey } from "#ledger/note.ts";
import { type OpenedCheckpoint, openCheckpoint, type Policy, parsePolicy } from "#ledger/policy.ts";
import { EXIT, Fault, judged } from "./fault.ts";
import type { Place } from "./place.ts";
import type { Options, Run } from "./run.ts";

export const MAX_NOTE = 512 * 1024;
const MAX_POLICY = 256 * 1024;

/** A file given by name. */
export async function givenFile(name: string, max: number): Promise<Buffer> {
  const bytes = await readFile(name).catch((error: NodeJS.ErrnoException) => {
    throw new Fault(EXIT.unreachable, "unreadable", { file: name, why: error.code ?? error.message });
  });
  if (bytes.length > max) throw new Fault(EXIT.wrong, "tooLarge", { file: name, max });
  return bytes;
}

/** The policy of `--policy`, or the log key of `--key`; null when neither was given. */
export async function givenPolicy({ policy, key }: Options): Promise<Policy | null> {
  if (policy !== undefined) return readPolicy(await givenFile(policy, MAX_POLICY), policy);
  if (key === undefined) return null;
  const log = givenKey(key);
  return { logs: [{ key: log, url: null }], witnesses: [], groups: [], quorum: null };
}

/** The policy given, or else the one that the place publishes: it protects against errors of others, not against the place. */
export async function policyFor(run: Run, place: Place): Promise<Policy> {
  const given = await givenPolicy(run.options);
  if (given) return given;
  const bytes = await place.read("journal/politique", MAX_POLICY);
  if (bytes === null) throw new Fault(EXIT.usage, "policyNeeded");
  run.warnings.push({ key: "policyOfPlace", params: { place: place.name } });
  return readPolicy(bytes, `${place.name} journal/politique`);
}

export function givenKey(vkey: string): VerifierKey {
  try {
    const key = parseVerifierKey(vkey);
    if (key.type === ED25519) return key;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new Fault(EXIT.usage, "badKey", { rule: error.message });
  }
  throw new Fault(EXIT.usage, "badKey", { rule: "key of another use" });
}

/**
 * Keys of acknowledgements: that of `--key`, or those that a policy names in its comments (`# accuse VKEY`), since tlog-policy has no
 * line for them.
 */
export async function acknowledgementKeys({ policy, key }: Options): Promise<readonly VerifierKey[]> {
  if (key !== undefined) return [givenKey(key)];
  if (policy === undefined) return [];
  const text = (await givenFile(policy, MAX_POLICY)).toString("utf8");
  return [...text.matchAll(/^#[ \t]*accuse[ \t]+(\S+)[ \t]*$/gm)].map(([, vkey]) => givenKey(vkey ?? ""));
}

function readPolicy(bytes: Buffer, file: string): Policy {
  try {
    return parsePolicy(decodeUtf8(bytes));
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new Fault(EXIT.usage, "badPolicy", { file, rule: error.message });
  }
}

/** A checkpoint that a log of the policy signed. A quorum that is not met is noted, and the work goes on. */
export function openSigned(run: Run, note: Buffer | string, policy: Policy, file: string): OpenedCheckpoint {
  const opened = judged("badCheckpoint", { file }, () => openCheckpoint(note, policy));
  noteQuorum(run, opened);
  return opened;
}

export function noteQuorum(run: Run, { cosignatures, quorumMet, checkpoint }: OpenedCheckpoint): void {
  if (quorumMet) return;
  run.faults.push(new Fault(EXIT.policyNotMet, "quorum", { count: cosignatures.length, size: checkpoint.size }));
}
