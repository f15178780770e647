// What a witness answers to a checkpoint: C2SP tlog-witness v1.0.0, "add-checkpoint". It decides; the caller keeps the state.
import { hash } from "node:crypto";
import { decodeUtf8, encodeUtf8, parseDecimal } from "./bytes.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { LedgerError } from "./ledger-error.ts";
import { NoteError, openNote, splitNote } from "./note.ts";
import { proofHashes } from "./receipt-extra.ts";
import { signatureLine } from "./signature-line.ts";
import { checkConsistency, EMPTY_ROOT, type Hash } from "./tree.ts";
import { ED25519, type VerifierKey } from "./verifier-key.ts";

/** The last checkpoint that this witness cosigned for an origin. */
export type WitnessedState = { readonly size: number; readonly root: Hash };

export type Judgement = {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly type: "text/plain; charset=utf-8" | "text/x.tlog.size";
  /** To be kept, durably, before the answer leaves; only with status 200. `note`: the checkpoint with the log's lines. */
  readonly next?: WitnessedState & { readonly origin: string; readonly note: string };
  /** A refused checkpoint that the log did sign: it may be proof of misbehaviour. */
  readonly evidence?: string;
};

type Refusal = Exclude<Judgement["status"], 200>;
class RefusedError extends Error {
  readonly status: Refusal;
  constructor(status: Refusal, body: string) {
    super(body);
    this.status = status;
  }
}

type Request = { readonly oldSize: number; readonly proof: readonly Hash[]; readonly note: string };

/**
 * Judges the body of a request. `logs`: keys of known logs, named by their origin. `sign` makes the cosignature lines of a
 * checkpoint's text. Reading the state, judging and keeping `next` are one step for each origin: two requests in flight would
 * roll the record back.
 */
export function judge(
  body: Uint8Array,
  stateOf: (origin: string) => WitnessedState | null,
  logs: readonly VerifierKey[],
  sign: (checkpointText: string) => string,
): Judgement {
  let signedNote: string | null = null;
  try {
    const { oldSize, proof, note } = form(() => parseRequest(body));
    const { text, checkpoint } = form(() => formOf(note));
    const signed = signedLines(note, checkpoint.origin, logs);
    signedNote = note;
    checkAgainst(stateOf(checkpoint.origin), { oldSize, proof, note }, checkpoint);
    const { origin, size, root } = checkpoint;
    return { status: 200, body: sign(text), type: TEXT, next: { origin, size, root, note: `${text}\n${signed}` } };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { status, message } = error;
    const type = status === 409 ? "text/x.tlog.size" : TEXT;
    const isEvidence = signedNote !== null && status === 422;
    return { status, body: `${message}\n`, type, ...(isEvidence ? { evidence: signedNote ?? "" } : {}) };
  }
}

/** Folder of an origin in the addresses of a witness: hexadecimal SHA-256. */
export function originPath(origin: string): string {
  return hash("sha256", encodeUtf8(origin), "hex");
}

const TEXT = "text/plain; charset=utf-8";

function parseRequest(bytes: Uint8Array): Request {
  const body = decodeUtf8(bytes);
  const split = body.indexOf("\n\n");
  const [first = "", ...hashes] = body.slice(0, Math.max(split, 0)).split("\n");
  if (split < 0 || !first.startsWith("old ")) throw new LedgerError("a line old, hashes, an empty line, a checkpoint");
  return { oldSize: parseDecimal(first.slice(4), "old size"), proof: proofHashes(hashes), note: body.slice(split + 2) };
}

/** The text is read before its signatures, to know the origin: nothing is believed of it yet. */
function formOf(note: string): { text: string; checkpoint: Checkpoint } {
  const { text } = splitNote(note);
  return { text, checkpoint: parseCheckpoint(text) };
}

function form<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof LedgerError) throw new RefusedError(400, error.message);
    throw error;
  }
}

/** The signature lines of the log itself, those of other keys left out. */
function signedLines(note: string, origin: string, logs: readonly VerifierKey[]): string {
  const keys = logs.filter(({ name, type }) => name === origin && type === ED25519);
  if (keys.length === 0) throw new RefusedError(404, "unknown log");
  try {
    const { verified } = openNote(note, keys);
    return verified.map(({ key, signature }) => signatureLine(key, signature)).join("");
  } catch (error) {
    if (error instanceof NoteError) throw new RefusedError(403, error.message);
    throw error;
  }
}

function checkAgainst(state: WitnessedState | null, { oldSize, proof }: Request, { size, root }: Checkpoint): void {
  const last = state ?? { size: 0, root: EMPTY_ROOT };
  if (oldSize > size) throw new RefusedError(400, "old size above that of the checkpoint");
  if (oldSize !== last.size) throw new RefusedError(409, String(last.size));
  if (size === 0 && !EMPTY_ROOT.equals(root))
    throw new RefusedError(422, "size 0 with a root that is not the empty one");
  try {
    checkConsistency(oldSize, size, proof, last.root, root);
  } catch (error) {
    if (error instanceof LedgerError) throw new RefusedError(422, error.message);
    throw error;
  }
}
