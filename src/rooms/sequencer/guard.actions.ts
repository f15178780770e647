import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCheckpoint } from "#ledger/checkpoint.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { openNote } from "#ledger/note.ts";
import { parsePolicy } from "#ledger/policy.ts";
import { type ReadTile, rootFromTiles } from "#ledger/tiles.ts";
import type { Signer, VerifierKey } from "#ledger/verifier-key.ts";
import type { Config } from "#platform/config.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { Failure } from "#platform/failure.ts";
import { type AnchorPlace, readAnchor, readWitnessSizes } from "./anchor.actions.ts";
import { freezeApart, reasonToFreeze } from "./freeze.actions.ts";
import { type Head, lockHead } from "./sequencer.store.ts";
import { openSigners } from "./signers.actions.ts";
import { Divergence, lastCheckpoint, tileReader } from "./tree.queries.ts";

/** A mirror that does not answer in this time cannot be compared. */
const PATIENCE = 10_000;

export type Guarded = Pick<Head, "size" | "root"> & { readonly origin: string };
/** What was signed before, of which the tree must still be a continuation. */
type Signed = { readonly what: string; readonly size: number; readonly root: Uint8Array };

/**
 * Before each signature: throws a Divergence unless the tree continues everything that is known to have been signed. A database
 * restored from a backup is behind the anchor, or has another tree; without this it would sign a second history.
 */
export async function guard(tx: Tx, head: Guarded, place: AnchorPlace, signers: readonly Signer[]): Promise<void> {
  const read = tileReader(tx);
  await mustContinue(head, { what: "head", size: head.size, root: head.root }, read);
  const anchor = readAnchor(place);
  if (anchor === null) throw new Divergence(`the anchor ${place.anchor} is missing`);
  if (anchor.origin !== head.origin) throw new Divergence(`the anchor is that of ${anchor.origin}`);
  await mustContinue(head, { what: "anchor", size: anchor.size, root: anchor.root }, read);
  const last = await lastCheckpoint(tx);
  if (last !== null) {
    const checkpoint = readOwn(last.note, head.origin, signers, "last checkpoint");
    if (checkpoint.size !== last.size) throw new Divergence(`checkpoint ${last.size} is that of ${checkpoint.size}`);
    await mustContinue(head, checkpoint, read);
  }
  for (const [vkey, size] of readWitnessSizes(place)) {
    if (size > head.size) throw new Divergence(`witness ${vkey} cosigned size ${size}, and the tree has ${head.size}`);
  }
}

/**
 * The whole guard at a start, before a thaw and after a recovery: the copy on another machine as well. Freezes the log and gives
 * the reason when it does not pass; null when it does.
 */
export async function guardOnce(
  sql: Sql,
  config: Pick<Config, "keys" | "anchor" | "mirror" | "policy">,
): Promise<string | null> {
  try {
    await sql.begin(async (tx) => {
      const { origin, size, root } = await lockHead(tx);
      if (origin === null) throw new Failure("logMissing");
      const signers = openSigners(config, origin);
      await guard(tx, { origin, size, root }, config, signers);
      await guardMirror(tx, { origin, size, root }, config, signers);
    });
    return null;
  } catch (error) {
    const reason = reasonToFreeze(error);
    if (reason === null) throw error;
    await freezeApart(sql, reason);
    return reason;
  }
}

/** The copy on another machine, when there is one, is a beginning of our tree. It may be older than the key in use. */
async function guardMirror(
  tx: Tx,
  head: Guarded,
  { mirror, policy }: Pick<Config, "mirror" | "policy">,
  signers: readonly Signer[],
): Promise<void> {
  if (mirror === null) return;
  const note = await readMirror(mirror).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Divergence(`the mirror ${mirror} cannot be read: ${code ?? message}`, { cause: error });
  });
  const keys = [...(await formerKeys(policy, signers)), ...signers];
  await mustContinue(head, readOwn(note, head.origin, keys, "mirror"), tileReader(tx));
}

/** The keys of the log that its policy still names, but those in use. */
async function formerKeys(policy: string, signers: readonly Signer[]): Promise<readonly VerifierKey[]> {
  const text = await readFile(policy, "utf8").catch(() => null);
  const logs = text === null ? [] : parsePolicy(text).logs;
  const inUse = new Set(signers.map(({ vkey }) => vkey));
  return logs.map(({ key }) => key).filter(({ vkey }) => !inUse.has(vkey));
}

async function mustContinue(head: Guarded, { what, size, root }: Signed, read: ReadTile): Promise<void> {
  if (size > head.size) throw new Divergence(`${what}: size ${size} was signed, and the tree has ${head.size}`);
  if (!(await rootFromTiles(size, read)).equals(root))
    throw new Divergence(`${what}: the tree of size ${size} has another root`);
}

/** A checkpoint that one of our keys signed. One that none of them signed is not ours to continue. */
function readOwn(note: string, origin: string, signers: readonly VerifierKey[], what: string): Signed {
  try {
    const checkpoint = parseCheckpoint(openNote(note, signers).text, { own: true });
    if (checkpoint.origin !== origin) throw new Divergence(`${what}: it is that of ${checkpoint.origin}`);
    return { what, size: checkpoint.size, root: checkpoint.root };
  } catch (error) {
    if (error instanceof LedgerError) throw new Divergence(`${what}: ${error.message}`, { cause: error });
    throw error;
  }
}

async function readMirror(mirror: string): Promise<string> {
  if (!/^https?:/.test(mirror)) return await readFile(join(mirror, "checkpoint"), "utf8");
  const answer = await fetch(`${mirror.replace(/\/+$/, "")}/checkpoint`, { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return await answer.text();
}
