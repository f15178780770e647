import {
  type Bytes,
  fromBase64,
  fromDecimal,
  hashFromBase64,
  sameBytes,
  sha256,
  utf8,
  Wrong,
} from "./offline-bytes.island.ts";

const PLAIN = 1;
const WITH_TIME = 4;
const MOST_SIGNATURES = 100;

export type Key = { readonly name: string; readonly id: Bytes; readonly type: number; readonly bytes: Bytes };
export type Signed = { readonly key: Key; readonly time: bigint | null };

const refuse = (why: string): never => {
  throw new Wrong("signature", why);
};

/** Points of small order, and numbers past the field: a signature by them proves nothing. */
function isWeak(key: Bytes): boolean {
  const prime = 2n ** 255n - 19n;
  const number = (bytes: Bytes) => bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) % 2n ** 255n;
  const hex = (text: string) => number(Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
  const y = number(key);
  const small = [
    0n,
    1n,
    prime - 1n,
    hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
  ];
  return y >= prime || small.includes(y);
}

/** `name+id+base64(type ‖ key)`, its id computed again. */
export async function readKey(text: string): Promise<Key> {
  const [, name = "", id = "", rest = ""] = /^([^+\p{White_Space}]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const whole = fromBase64(rest);
  if (whole?.length !== 33 || ![PLAIN, WITH_TIME].includes(whole[0] ?? 0)) return refuse("key not understood");
  const made = (await sha256(utf8(`${name}\n`), whole)).slice(0, 4);
  if ([...made].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== id) return refuse("wrong key id");
  const bytes = whole.slice(1);
  if (isWeak(bytes)) return refuse("weak key");
  return { name, id: made, type: whole[0] ?? 0, bytes };
}

async function verifies(key: Key, signature: Bytes, text: string): Promise<bigint | null | false> {
  const imported = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
  const isGood = (bytes: Bytes, message: string) => crypto.subtle.verify("Ed25519", imported, bytes, utf8(message));
  if (key.type === PLAIN) return signature.length === 64 && (await isGood(signature, text)) ? null : false;
  if (signature.length !== 72) return false;
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  if (time === 0n || time >= 2n ** 63n) return false;
  return (await isGood(signature.slice(8), `cosignature/v1\ntime ${time}\n${text}`)) ? time : false;
}

type Line = { readonly name: string; readonly id: Bytes; readonly signature: Bytes };

function lineOf(line: string): Line {
  const [dash, name = "", base64 = "", ...more] = line.split(" ");
  const bytes = fromBase64(base64);
  const isLine = dash === "—" && name !== "" && !/[+\p{White_Space}]/u.test(name) && more.length === 0;
  if (!isLine || !bytes || bytes.length <= 4) return refuse("signature line");
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** The signed text of a note and who signed it. One bad signature by a known key, and the whole note is refused. */
export async function openNote(note: string, keys: readonly Key[]): Promise<{ text: string; by: readonly Signed[] }> {
  const cut = note.lastIndexOf("\n\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\x00-\x09\x0b-\x1f]/.test(note) || cut < 0 || !note.endsWith("\n")) return refuse("not a signed note");
  const text = note.slice(0, cut + 1);
  const lines = note.slice(cut + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) return refuse("too many signatures");
  const by: Signed[] = [];
  for (const { name, id, signature } of lines.map(lineOf)) {
    const known = keys.filter((key) => key.name === name && sameBytes(key.id, id));
    if (known.length > 1) return refuse("two keys with one name");
    const key = known[0];
    if (!key || by.some((signed) => signed.key === key)) continue;
    const time = await verifies(key, signature, text);
    if (time === false) return refuse(`bad signature of ${name}`);
    by.push({ key, time });
  }
  return by.length > 0 ? { text, by } : refuse("signed by nobody we know");
}

type Group = { readonly least: number; readonly members: readonly string[] };
export type Policy = {
  readonly logs: readonly Key[];
  readonly witnesses: ReadonlyMap<string, Key>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly quorum: string;
};

const LEAST: Readonly<Record<string, (count: number) => number>> = { any: () => 1, all: (count) => count };

/** Which logs and witnesses are trusted, and how many witnesses are asked for. */
export async function readPolicy(text: string): Promise<Policy> {
  const logs: Key[] = [];
  const witnesses = new Map<string, Key>();
  const groups = new Map<string, Group>();
  const taken = new Set<string>();
  let quorum: string | null = null;
  const define = (name: string) => {
    if (name === "" || name === "none" || witnesses.has(name) || groups.has(name)) refuse("policy: name");
  };
  for (const line of text.split("\n")) {
    const [word = "", ...rest] = line.split(/[ \t]+/).filter(Boolean);
    const [name = "", second = ""] = rest;
    if (word === "" || word.startsWith("#")) continue;
    if (word === "log" && rest.length <= 2) logs.push(await readKey(name));
    else if (word === "witness" && rest.length <= 3) {
      define(name);
      witnesses.set(name, await readKey(second));
    } else if (word === "group") {
      define(name);
      const members = rest.slice(2);
      const least = LEAST[second]?.(members.length) ?? fromDecimal(second) ?? 0;
      const isKnown = (member: string) => (witnesses.has(member) || groups.has(member)) && !taken.has(member);
      if (least < 1 || least > members.length || !members.every(isKnown)) return refuse("policy: group");
      for (const member of members) taken.add(member);
      groups.set(name, { least, members });
    } else if (word === "quorum" && quorum === null && rest.length === 1) {
      if (name !== "none" && !witnesses.has(name) && !groups.has(name)) return refuse("policy: quorum");
      quorum = name;
    } else return refuse("policy: line");
  }
  const keys = [...logs, ...witnesses.values()];
  const isTwice = keys.some((key, at) => keys.slice(0, at).some((other) => sameBytes(other.bytes, key.bytes)));
  return quorum === null || isTwice ? refuse("policy") : { logs, witnesses, groups, quorum };
}

function isMet(policy: Policy, name: string, by: readonly Signed[]): boolean {
  if (name === "none") return true;
  const group = policy.groups.get(name);
  if (group) return group.members.filter((member) => isMet(policy, member, by)).length >= group.least;
  return by.some(({ key }) => key === policy.witnesses.get(name));
}

export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  readonly witnesses: readonly { readonly name: string; readonly time: number }[];
  /** The policy asks for witnesses. */
  readonly isQuorumAsked: boolean;
  readonly isQuorumMet: boolean;
};

/** The signed state of a log of the policy: three lines, signed by that log. */
export async function openCheckpoint(note: string, policy: Policy): Promise<Checkpoint> {
  const { text, by } = await openNote(note, [...policy.logs, ...policy.witnesses.values()]);
  const [origin = "", decimal = "", base64 = "", ...more] = text.split("\n");
  const size = fromDecimal(decimal);
  const root = hashFromBase64(base64);
  if (origin === "" || size === null || !root || more.join() !== "") return refuse("not a checkpoint");
  if (!by.some(({ key }) => policy.logs.includes(key) && key.name === origin)) return refuse("not signed by its log");
  const witnesses = by.flatMap(({ key, time }) => (time === null ? [] : [{ name: key.name, time: Number(time) }]));
  const isQuorumAsked = policy.quorum !== "none";
  return { origin, size, root, witnesses, isQuorumAsked, isQuorumMet: isMet(policy, policy.quorum, by) };
}

const node = (left: Bytes, right: Bytes) => sha256(Uint8Array.of(1), left, right);

export function leafHashOf(leaf: Bytes): Promise<Bytes> {
  return sha256(Uint8Array.of(0), leaf);
}

/** The root that a proof leads to from a leaf; null when it is of another length than such a tree asks for. */
export async function rootFrom(at: number, size: number, leaf: Bytes, proof: readonly Bytes[]): Promise<Bytes | null> {
  if (at >= size) return null;
  let [a, b, root] = [at, size - 1, leaf];
  for (const hash of proof) {
    if (b === 0) return null;
    if (a % 2 === 1 || a === b) {
      root = await node(hash, root);
      while (a % 2 === 0 && a !== 0) [a, b] = [a / 2, Math.floor(b / 2)];
    } else {
      root = await node(root, hash);
    }
    [a, b] = [Math.floor(a / 2), Math.floor(b / 2)];
  }
  return b === 0 ? root : null;
}
