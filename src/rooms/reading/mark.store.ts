import type { PersonId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** Once is enough: the first time stays. False when no such contribution is public. */
export async function insertMark(
  db: Db,
  {
    personId,
    processId,
    number,
  }: { readonly personId: PersonId; readonly processId: ProcessId; readonly number: number },
): Promise<boolean> {
  const found = await db`
    with line as (
      select contribution_id
      from corpus.line
      where process_id = ${processId}
        and number = ${number}
    ),
    made as (
      insert into reading.mark (person_id, contribution_id)
      select ${personId}, contribution_id
      from line
      on conflict do nothing
    )
    select
    from line
  `;
  return found.length > 0;
}
