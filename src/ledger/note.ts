// Signed notes: C2SP signed-note v1.0.0.
import { decodeUtf8, encodeUtf8 } from "./bytes.ts";
import { cosignedMessage, readCosignatureTime } from "./cosignature.ts";
import { isSignedBy } from "./ed25519.ts";
import { LedgerError } from "./ledger-error.ts";
import { parseSignatureLine, type SignatureLine, signatureLine } from "./signature-line.ts";
import { ED25519, type Signer, type VerifierKey } from "./verifier-key.ts";

export {
  COSIGNATURE,
  ED25519,
  parseVerifierKey,
  type Signer,
  signerFromSeed,
  type VerifierKey,
  verifierKeyOf,
} from "./verifier-key.ts";

/** Why a note is not opened: its form; a known key that signed badly or is ambiguous; no known key at all. */
export class NoteError extends LedgerError {
  override readonly name = "NoteError";
  readonly kind: "malformed" | "error" | "unverified";
  constructor(kind: NoteError["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

export type VerifiedSignature = {
  readonly key: VerifierKey;
  readonly signature: Buffer;
  /** For a cosignature: seconds since 1970. */
  readonly time?: number;
};

export type OpenedNote = {
  readonly text: string;
  readonly verified: readonly VerifiedSignature[];
  /** Signature lines by keys that are not known, each once, without the line end. */
  readonly unknown: readonly string[];
};

/** The specification asks for at least 16 and for a limit: a note is no place to make others work. */
const MAX_SIGNATURES = 100;
/** No control character but the newline: a carriage return is refused, not repaired. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** The note of a text (which ends with a newline) with one line for each signer, in this order. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith("\n") || CONTROL.test(text))
    throw new LedgerError("text of a note ends with a newline, no control");
  const message = encodeUtf8(text);
  const lines = signers.map((signer) => {
    if (signer.type !== ED25519) throw new LedgerError("a cosignature has a time: cosign() makes it");
    return signatureLine(signer, signer.sign(message));
  });
  return `${text}\n${lines.join("")}`;
}

/** The text and who signed it. The text must not be read before: a NoteError is thrown when nobody known signed. */
export function openNote(note: Uint8Array | string, keys: readonly VerifierKey[]): OpenedNote {
  const { text, lines } = splitNote(note);
  const message = encodeUtf8(text);
  const verified = new Map<VerifierKey, VerifiedSignature>();
  const unknown = new Set<string>();
  for (const { name, id, signature, line } of lines) {
    const [key, other] = keys.filter((one) => one.name === name && one.id === id);
    if (other !== undefined) throw new NoteError("error", `two known keys ${name}+${id}`);
    if (key === undefined) unknown.add(line);
    else if (!verified.has(key)) verified.set(key, checkedSignature(key, message, signature));
  }
  if (verified.size === 0) throw new NoteError("unverified", "no signature by a known key");
  return { text, verified: [...verified.values()], unknown: [...unknown] };
}

function checkedSignature(key: VerifierKey, message: Buffer, signature: Buffer): VerifiedSignature {
  const bad = () => new NoteError("error", `bad signature by ${key.name}`);
  if (key.type === ED25519) {
    if (!isSignedBy(key.publicKey, message, signature)) throw bad();
    return { key, signature };
  }
  const time = readCosignatureTime(signature);
  if (time === null || !isSignedBy(key.publicKey, cosignedMessage(time, message), signature.subarray(8))) throw bad();
  return { key, signature, time: Number(time) };
}

/** Text and signature lines of a note whose form is right; nothing is verified yet. */
export function splitNote(note: Uint8Array | string): { text: string; lines: SignatureLine[] } {
  const whole = wellFormed(note);
  if (CONTROL.test(whole)) throw new NoteError("malformed", "control character in a note");
  const split = whole.lastIndexOf("\n\n");
  if (split < 0 || split + 2 === whole.length || !whole.endsWith("\n")) {
    throw new NoteError("malformed", "a note is a text, an empty line, and signature lines that end with a newline");
  }
  const lines = whole.slice(split + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw new NoteError("malformed", `more than ${MAX_SIGNATURES} signature lines`);
  return { text: whole.slice(0, split + 1), lines: lines.map(checkedLine) };
}

function wellFormed(note: Uint8Array | string): string {
  const whole = typeof note === "string" ? note : decoded(note);
  if (!whole.isWellFormed()) throw new NoteError("malformed", "note with a lone surrogate");
  return whole;
}

function decoded(note: Uint8Array): string {
  try {
    return decodeUtf8(note);
  } catch {
    throw new NoteError("malformed", "note is not UTF-8");
  }
}

function checkedLine(line: string): SignatureLine {
  const parsed = parseSignatureLine(line);
  if (parsed === null) {
    throw new NoteError("malformed", "a signature line is: em dash, name, base64 of more than 4 bytes");
  }
  return parsed;
}
