import type { PersonId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Note } from "./item.rules.ts";
import type { Visibility } from "./reader.rules.ts";

/** The notes on a contribution that this person may read: their own, and those for the team. */
export async function listNotes(db: Db, number: number, personId: PersonId): Promise<readonly Note[]> {
  return await db<Note[]>`
    select note.id, note.words, note.visibility, note.version, person.display_name as writer,
      note.person_id = ${personId} as "isMine", note.written_at as "writtenAt", note.changed_at as "changedAt"
    from corpus.line
    join reading.note on note.contribution_id = line.contribution_id
    join accounts.person on person.id = note.person_id
    where line.number = ${number}
      and (note.visibility = 'team' or note.person_id = ${personId})
    order by note.written_at, note.id
  `;
}

export async function findOwnNote(
  db: Db,
  id: string,
  personId: PersonId,
): Promise<{ readonly words: string; readonly visibility: Visibility } | null> {
  const [row] = await db<{ words: string; visibility: Visibility }[]>`
    select words, visibility
    from reading.note
    where id = ${id}
      and person_id = ${personId}
  `;
  return row ?? null;
}
