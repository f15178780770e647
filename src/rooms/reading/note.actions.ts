import { Conflict, NotFound } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { findOwnNote } from "./note.queries.ts";
import { deleteNote, insertNote, updateNote } from "./note.store.ts";
import { readerAs, type Visibility } from "./reader.rules.ts";

type Words = { readonly words: string; readonly visibility: Visibility };
type At = { readonly processId: ProcessId; readonly number: number };

export async function writeNote(actor: Actor, at: At, note: Words & { readonly id: string }): Promise<void> {
  const { personId } = readerAs(actor.viewer);
  if (!(await insertNote(actor.sql, { ...at, ...note, personId }))) throw new NotFound();
}

/** Only its writer changes a note. Throws `Conflict` when another window changed it since. */
export async function changeNote(
  actor: Actor,
  note: Words & { readonly id: string; readonly version: number },
): Promise<void> {
  const { personId } = readerAs(actor.viewer);
  if (await updateNote(actor.sql, { id: note.id, personId, version: note.version }, note)) return;
  const kept = await findOwnNote(actor.sql, note.id, personId);
  if (!kept) throw new NotFound();
  // the same form sent twice has done its work
  if (kept.words !== note.words || kept.visibility !== note.visibility) throw new Conflict("reading.note.changedSince");
}

/** Erasing twice erases once. */
export async function eraseNote(actor: Actor, id: string): Promise<void> {
  const { personId } = readerAs(actor.viewer);
  await deleteNote(actor.sql, { id, personId });
}
