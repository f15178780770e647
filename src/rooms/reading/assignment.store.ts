import type { PersonId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Reader } from "./reader.rules.ts";

type Share = { readonly processId: ProcessId; readonly personId: PersonId; readonly numbers: readonly number[] };

/** Gives these contributions to a person, from whoever had them; those already theirs keep the date they were given. */
export async function assignTo(tx: Tx, { processId, personId, numbers }: Share, by: Reader): Promise<void> {
  await tx`
    insert into reading.assignment (contribution_id, person_id, made_by, acting_role)
    select line.contribution_id, ${personId}, ${by.personId}, ${by.role}
    from corpus.line
    where line.process_id = ${processId}
      and line.number = any (${[...numbers]}::bigint[])
    order by line.contribution_id
    on conflict (contribution_id) do update
    set person_id = excluded.person_id,
      made_by = excluded.made_by,
      acting_role = excluded.acting_role,
      made_at = excluded.made_at
    where assignment.person_id <> excluded.person_id
  `;
}

export async function unassign(tx: Tx, processId: ProcessId, numbers: readonly number[]): Promise<void> {
  await tx`
    delete from reading.assignment
    using corpus.line
    where line.contribution_id = assignment.contribution_id
      and line.process_id = ${processId}
      and line.number = any (${[...numbers]}::bigint[])
  `;
}
