import type { ContributionId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { ErasureBasis, NewLabel } from "./erased.rules.ts";

export type Forgotten = { readonly number: number; readonly processId: ProcessId };

/** Sets the state; triggers take the words wherever they lie. Null when it was erased before. */
export async function eraseWords(tx: Tx, id: ContributionId, basis: ErasureBasis): Promise<Forgotten | null> {
  const [row] = await tx<Forgotten[]>`
    update contributions.contribution
    set state = 'erased', erasure_basis = ${basis}
    where id = ${id}
      and state <> 'erased'
    returning number, process_id as "processId"
  `;
  return row ?? null;
}

/** Takes the words again of what is erased already: after a restore, or when something was left. */
export async function eraseAgain(tx: Tx, id: ContributionId): Promise<void> {
  await tx`
    update contributions.contribution
    set state = 'erased'
    where id = ${id}
      and state = 'erased'
  `;
}

/** The text stays, its author leaves it. Null when there was nobody left. */
export async function detachAuthor(tx: Tx, id: ContributionId): Promise<Forgotten | null> {
  const [row] = await tx<Forgotten[]>`
    update contributions.contribution
    set detached_at = now(), author_name = null, organisation = null, person_id = null, draft_id = null
    where id = ${id}
      and detached_at is null
      and state <> 'erased'
    returning number, process_id as "processId"
  `;
  return row ?? null;
}

/** The label goes again from the openings of what is detached already. */
export async function detachAgain(tx: Tx, id: ContributionId): Promise<void> {
  await tx`
    update contributions.contribution
    set detached_at = detached_at
    where id = ${id}
      and detached_at is not null
  `;
}

/** Another name, organisation or category, said by the author; null when nothing changes or nobody is there to say it. */
export async function rectifyAuthor(tx: Tx, id: ContributionId, label: NewLabel): Promise<Forgotten | null> {
  await tx`select set_config('jalon.rectifying', ${id}, true)`;
  const [row] = await tx<Forgotten[]>`
    update contributions.contribution
    set author_name = ${label.authorName}, organisation = ${label.organisation}, category_code = ${label.categoryCode}
    where id = ${id}
      and detached_at is null
      and state in ('received', 'published', 'rephrase_asked', 'hidden')
      and not exists (select from moderation.mask where mask.contribution_id = contribution.id and mask.lifted_at is null)
      and (author_name, organisation, category_code)
        is distinct from (${label.authorName}::text, ${label.organisation}::text, ${label.categoryCode}::text)
    returning number, process_id as "processId"
  `;
  await tx`select set_config('jalon.rectifying', '', true)`;
  return row ?? null;
}
