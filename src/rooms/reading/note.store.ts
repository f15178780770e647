import type { PersonId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Visibility } from "./reader.rules.ts";

type NewNote = {
  /** Drawn with the form: the same form sent twice writes one note. */
  readonly id: string;
  readonly personId: PersonId;
  readonly processId: ProcessId;
  readonly number: number;
  readonly words: string;
  readonly visibility: Visibility;
};

/** False when no such contribution is public. */
export async function insertNote(db: Db, note: NewNote): Promise<boolean> {
  const found = await db`
    with line as (
      select contribution_id
      from corpus.line
      where process_id = ${note.processId}
        and number = ${note.number}
    ),
    made as (
      insert into reading.note (id, contribution_id, person_id, visibility, words)
      select ${note.id}, contribution_id, ${note.personId}, ${note.visibility}, ${note.words}
      from line
      on conflict (id) do nothing
    )
    select
    from line
  `;
  return found.length > 0;
}

type OwnNote = { readonly id: string; readonly personId: PersonId; readonly version: number };

/** False when the note is somebody else's, is gone, or was changed after this version was read. */
export async function updateNote(
  db: Db,
  { id, personId, version }: OwnNote,
  { words, visibility }: Pick<NewNote, "words" | "visibility">,
): Promise<boolean> {
  const changed = await db`
    update reading.note
    set words = ${words},
      visibility = ${visibility},
      version = version + 1,
      changed_at = now()
    where id = ${id}
      and person_id = ${personId}
      and version = ${version}
    returning id
  `;
  return changed.length > 0;
}

export async function deleteNote(db: Db, { id, personId }: Pick<OwnNote, "id" | "personId">): Promise<void> {
  await db`
    delete from reading.note
    where id = ${id}
      and person_id = ${personId}
  `;
}
