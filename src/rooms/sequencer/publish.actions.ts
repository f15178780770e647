import { writeCheckpoint } from "#ledger/checkpoint.ts";
import { signNote } from "#ledger/note.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { Failure } from "#platform/failure.ts";
import { type Anchor, readAnchor, writeAnchor } from "./anchor.actions.ts";
import { freezeApart, reasonToFreeze } from "./freeze.actions.ts";
import { guard } from "./guard.actions.ts";
import { deleteFreeze, insertCheckpoint, lockHead } from "./sequencer.store.ts";
import { type JournalFiles, openSigners } from "./signers.actions.ts";
import { Divergence } from "./tree.queries.ts";

export type Publication =
  | { readonly kind: "published"; readonly size: number; readonly note: string }
  | { readonly kind: "frozen"; readonly reason: string };

/**
 * Signs the head as it was committed, and lets it be fetched. The head is locked, so that rivals publish one after the other;
 * the anchor is on the disk before the checkpoint can be fetched. The same size signed again has the same bytes.
 */
export async function publishOnce(sql: Sql, files: JournalFiles): Promise<Publication> {
  try {
    return await sql.begin((tx) => publish(tx, files));
  } catch (error) {
    const reason = reasonToFreeze(error);
    if (reason === null) throw error;
    await freezeApart(sql, reason);
    return { kind: "frozen", reason };
  }
}

async function publish(tx: Tx, files: JournalFiles): Promise<Publication> {
  const { origin, size, root, frozenBecause } = await lockHead(tx);
  if (frozenBecause !== null) return { kind: "frozen", reason: frozenBecause };
  if (origin === null) throw new Failure("logMissing");
  const head = { origin, size, root };
  const signers = openSigners(files, origin);
  await guard(tx, head, files, signers);
  const note = signNote(writeCheckpoint(head), signers);
  remember(files, head);
  await insertCheckpoint(tx, { size, note });
  return { kind: "published", size, note };
}

/** How a reason begins that says nothing against the tree: nothing could be remembered, so nothing was signed. */
const UNWRITTEN = "the anchor cannot be written: ";

export const isUnwritten = (reason: string): boolean => reason.startsWith(UNWRITTEN);

/**
 * Frozen because the anchor could not be written, on a full disk for example: once it can be, and the whole guard passes, the log
 * goes on by itself. Any other reason is somebody's to look at.
 */
export async function resumeWhenWritable(sql: Sql, files: JournalFiles): Promise<boolean> {
  try {
    return await sql.begin(async (tx) => {
      const { origin, size, root, frozenBecause } = await lockHead(tx);
      if (origin === null || frozenBecause === null || !isUnwritten(frozenBecause)) return false;
      await guard(tx, { origin, size, root }, files, openSigners(files, origin));
      remember(files, readAnchor(files) ?? { origin, size, root });
      await deleteFreeze(tx);
      return true;
    });
  } catch (error) {
    if (reasonToFreeze(error) === null) throw error;
    return false;
  }
}

function remember(files: JournalFiles, anchor: Anchor): void {
  try {
    writeAnchor(files, anchor);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Divergence(`${UNWRITTEN}${code ?? message} (${files.anchor})`, { cause: error });
  }
}
