// Who is trusted for a log: C2SP tlog-policy.
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { LedgerError } from "./ledger-error.ts";
import { openNote } from "./note.ts";
import { COSIGNATURE, ED25519, type KeyType, parseVerifierKey, type VerifierKey } from "./verifier-key.ts";

export type PolicyLog = { readonly key: VerifierKey; readonly url: string | null };
export type PolicyWitness = PolicyLog & { readonly name: string };
/** Met when at least `threshold` of its members, witnesses or groups, are. */
export type PolicyGroup = { readonly name: string; readonly threshold: number; readonly members: readonly string[] };

export type Policy = {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  /** Name of the witness or group that must be met; null for `quorum none`. */
  readonly quorum: string | null;
};

type Draft = {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly groups: PolicyGroup[];
  readonly members: Set<string>;
  quorum: string | null | undefined;
};

/** Reads a policy; throws on the first line that is not right, naming it. */
export function parsePolicy(text: string): Policy {
  const draft: Draft = { logs: [], witnesses: [], groups: [], members: new Set(), quorum: undefined };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: tab and newline are the only ones a policy may hold
  if (!text.isWellFormed() || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) {
    throw new LedgerError("policy with a control character other than tab and newline");
  }
  if (text !== "" && !text.endsWith("\n")) throw new LedgerError("the last line of a policy ends with a newline");
  for (const [place, line] of text.split("\n").entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== "");
    if (words.length > 0 && !words[0]?.startsWith("#")) readLine(draft, words, `policy line ${place + 1}`);
  }
  const { logs, witnesses, groups, quorum } = draft;
  if (quorum === undefined) throw new LedgerError("policy without a quorum line");
  return { logs, witnesses, groups, quorum };
}

function readLine(draft: Draft, [kind, ...words]: readonly string[], where: string): void {
  switch (kind) {
    case "log": {
      draft.logs.push(newKey(draft, words, ED25519, where));
      return;
    }
    case "witness": {
      const [name = "", ...rest] = words;
      checkNewName(draft, name, where);
      draft.witnesses.push({ name, ...newKey(draft, rest, COSIGNATURE, where) });
      return;
    }
    case "group":
      readGroup(draft, words, where);
      return;
    case "quorum": {
      const [name = "", ...more] = words;
      if (draft.quorum !== undefined || more.length > 0)
        throw new LedgerError(`${where}: exactly one quorum, of one name`);
      if (name !== "none" && !isDefined(draft, name)) throw new LedgerError(`${where}: ${name} is not defined before`);
      draft.quorum = name === "none" ? null : name;
      return;
    }
    default:
      throw new LedgerError(`${where}: not log, witness, group or quorum`);
  }
}

function newKey({ logs, witnesses }: Draft, words: readonly string[], type: KeyType, where: string): PolicyLog {
  const [vkey = "", url = null, ...more] = words;
  if (vkey === "" || more.length > 0) throw new LedgerError(`${where}: one verifier key, at most one address`);
  const key = parseVerifierKey(vkey);
  if (key.type !== type) throw new LedgerError(`${where}: key of another use`);
  if ([...logs, ...witnesses].some((one) => one.key.publicKey.equals(key.publicKey)))
    throw new LedgerError(`${where}: same public key twice`);
  return { key, url };
}

function readGroup(draft: Draft, [name = "", wanted = "", ...members]: readonly string[], where: string): void {
  checkNewName(draft, name, where);
  const threshold = thresholdOf(wanted, members.length);
  if (threshold === null)
    throw new LedgerError(`${where}: threshold is not any, all, or a number from 1 to that of the members`);
  for (const member of members) {
    if (!isDefined(draft, member)) throw new LedgerError(`${where}: ${member} is not defined before`);
    if (draft.members.has(member)) throw new LedgerError(`${where}: ${member} is a member twice`);
    draft.members.add(member);
  }
  draft.groups.push({ name, threshold, members });
}

function thresholdOf(word: string, count: number): number | null {
  if (count === 0) return null;
  if (word === "any") return 1;
  if (word === "all") return count;
  const threshold = /^[1-9][0-9]{0,8}$/.test(word) ? Number(word) : 0;
  return threshold >= 1 && threshold <= count ? threshold : null;
}

function isDefined({ witnesses, groups }: Draft, name: string): boolean {
  return [...witnesses, ...groups].some((one) => one.name === name);
}

function checkNewName(draft: Draft, name: string, where: string): void {
  if (name === "" || name === "none" || isDefined(draft, name))
    throw new LedgerError(`${where}: a name is new, and not none`);
}

export type OpenedCheckpoint = {
  readonly checkpoint: Checkpoint;
  readonly log: VerifierKey;
  /** Witnesses of the policy that cosigned, by their name in it, with seconds since 1970. */
  readonly cosignatures: readonly { readonly witness: string; readonly key: VerifierKey; readonly time: number }[];
  readonly quorumMet: boolean;
};

/**
 * A checkpoint signed by one of the logs of the policy; throws for anything else. The logs are taken for ours: exactly
 * three lines. A quorum that is not met does not throw: it is another verdict.
 */
export function openCheckpoint(note: Uint8Array | string, policy: Policy): OpenedCheckpoint {
  const { logs, witnesses } = policy;
  const { text, verified } = openNote(
    note,
    [...logs, ...witnesses].map(({ key }) => key),
  );
  const checkpoint = parseCheckpoint(text, { own: true });
  const log = verified.find(({ key }) => key.type === ED25519 && key.name === checkpoint.origin);
  if (log === undefined) throw new LedgerError(`no log of the policy signed for the origin ${checkpoint.origin}`);
  const cosignatures = witnesses.flatMap(({ name, key }) => {
    const found = verified.find((one) => one.key === key);
    return found?.time === undefined ? [] : [{ witness: name, key, time: found.time }];
  });
  return {
    checkpoint,
    log: log.key,
    cosignatures,
    quorumMet: isMet(policy, new Set(cosignatures.map((c) => c.witness))),
  };
}

function isMet({ groups, quorum }: Policy, met: Set<string>): boolean {
  // Members are defined before their group: one pass in order is enough.
  for (const { name, threshold, members } of groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name);
  }
  return quorum === null || met.has(quorum);
}
