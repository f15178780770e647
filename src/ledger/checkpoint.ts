// Checkpoints: C2SP tlog-checkpoint v1.0.0.
import { fromBase64, parseDecimal, toBase64 } from "./bytes.ts";
import { LedgerError } from "./ledger-error.ts";
import { checkHash, checkSize, EMPTY_ROOT, type Hash } from "./tree.ts";

export type Checkpoint = {
  /** Name of the log: `<host>/journal`, fixed for ever. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  readonly extensions: readonly string[];
};

/** The text to sign: three lines. */
export function writeCheckpoint({ origin, size, root }: Omit<Checkpoint, "extensions">): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  const { origin: sameOrigin } = parseCheckpoint(text, { own: true });
  if (sameOrigin !== origin) throw new LedgerError("origin with a line end");
  checkSize(size);
  return text;
}

/**
 * The text of an opened note. `own`: a checkpoint of a log of ours, which has no further line, and whose empty tree has
 * the empty root; of other logs these are read as they come.
 */
export function parseCheckpoint(text: string, { own = false }: { own?: boolean } = {}): Checkpoint {
  if (!text.endsWith("\n")) throw new LedgerError("a checkpoint ends with a newline");
  const lines = text.slice(0, -1).split("\n");
  const [origin = "", size = "", root = "", ...extensions] = lines;
  if (lines.length < 3 || lines.includes("")) throw new LedgerError("a checkpoint has three lines or more, none empty");
  if (own && extensions.length > 0) throw new LedgerError("a checkpoint of this log has exactly three lines");
  const checkpoint = {
    origin,
    size: parseDecimal(size, "size of the tree"),
    root: fromBase64(root, "root"),
    extensions,
  };
  checkHash(checkpoint.root);
  if (own && checkpoint.size === 0 && !EMPTY_ROOT.equals(checkpoint.root)) {
    throw new LedgerError("size 0 with a root that is not the empty one");
  }
  return checkpoint;
}
