import { writeCheckpoint } from "#ledger/checkpoint.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { signNote } from "#ledger/note.ts";
import type { Config } from "#platform/config.ts";
import type { Sql, Tx } from "#platform/db.ts";
import { Failure } from "#platform/failure.ts";
import { writeAnchor } from "./anchor.actions.ts";
import { freezeApart } from "./freeze.actions.ts";
import { guard, guardMirror } from "./guard.actions.ts";
import { insertCheckpoint, lockHead } from "./sequencer.store.ts";
import { openSigners } from "./signers.actions.ts";
import { Divergence } from "./tree.queries.ts";

/** Where keys and anchor are: any configuration will do. */
export type JournalFiles = Pick<Config, "keys" | "anchor">;

export type Publication =
  | { readonly kind: "published"; readonly size: number; readonly note: string }
  | { readonly kind: "frozen"; readonly reason: string };

type PublishOptions = {
  /** At a start: the copy on another machine is compared too. */
  readonly mirror?: string | null;
};

/**
 * Signs the head as it was committed, and lets it be fetched. The head is locked, so that rivals publish one after the other;
 * the anchor is on the disk before the checkpoint can be fetched. The same size signed again has the same bytes.
 */
export async function publishOnce(
  sql: Sql,
  files: JournalFiles,
  { mirror = null }: PublishOptions = {},
): Promise<Publication> {
  try {
    return await sql.begin((tx) => publish(tx, files, mirror));
  } catch (error) {
    const reason = reasonToFreeze(error);
    if (reason === null) throw error;
    await freezeApart(sql, reason);
    return { kind: "frozen", reason };
  }
}

async function publish(tx: Tx, files: JournalFiles, mirror: string | null): Promise<Publication> {
  const { origin, size, root, frozenBecause } = await lockHead(tx);
  if (frozenBecause !== null) return { kind: "frozen", reason: frozenBecause };
  if (origin === null) throw new Failure("logMissing");
  const head = { origin, size, root };
  const signers = openSigners(files, origin);
  await guard(tx, head, files, signers);
  await guardMirror(tx, head, { mirror }, signers);
  const note = signNote(writeCheckpoint(head), signers);
  remember(files, head);
  await insertCheckpoint(tx, { size, note });
  return { kind: "published", size, note };
}

function remember(files: JournalFiles, head: Parameters<typeof writeAnchor>[1]): void {
  try {
    writeAnchor(files, head);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Divergence(`the anchor ${files.anchor} cannot be written: ${code ?? message}`, { cause: error });
  }
}

/** null: an error that says nothing about the log, such as a database that is away. */
export function reasonToFreeze(error: unknown): string | null {
  return error instanceof Divergence || error instanceof LedgerError ? error.message : null;
}
