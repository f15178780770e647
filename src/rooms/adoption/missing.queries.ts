import type { ContributionId, DecisionId, DocumentId, PollId, ProcessId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";

/** One adoption at a time, until the end of the transaction. */
export async function holdAdoption(tx: Tx): Promise<void> {
  await tx`set local statement_timeout = '120s'`;
  await tx`select pg_advisory_xact_lock(hashtextextended('adoption', 0))`;
}

/** Processes whose rules were never logged, held. */
export async function holdProcesses(tx: Tx): Promise<readonly ProcessId[]> {
  const rows = await tx<{ id: ProcessId }[]>`
    select id
    from processes.process
    where not exists (select from processes.logged_rules where process_id = process.id)
    order by id
    for update
  `;
  return rows.map(({ id }) => id);
}

/** Texts with more published editions than the log holds, held. */
export async function holdDocuments(tx: Tx): Promise<readonly DocumentId[]> {
  const rows = await tx<{ id: DocumentId }[]>`
    select id
    from documents.document
    where (select count(*) from documents.edition where document_id = document.id and state = 'published')
      > coalesce((select r from journal.object where o = document.id), 0)
    order by id
    for update
  `;
  return rows.map(({ id }) => id);
}

export type Unlogged = { readonly id: ContributionId; readonly processId: ProcessId };

/** The first contributions that the log has never heard of, of one process, in the order in which they came; held. */
export async function holdContributions(tx: Tx, limit: number): Promise<readonly Unlogged[]> {
  const held = await tx<Unlogged[]>`
    with unlogged as (
      select id, number, process_id
      from contributions.contribution
      where state <> 'erased'
        and not exists (select from journal.object where o = contribution.id)
    )
    select id, process_id as "processId"
    from contributions.contribution
    where id in (
      select id
      from unlogged
      where process_id = (select process_id from unlogged order by number limit 1)
      order by number
      limit ${limit}
    )
    order by number
    for update
  `;
  return await stillUnlogged(tx, held);
}

/** Somebody may have acted on one of them, and so logged it, while its row was waited for. */
async function stillUnlogged(tx: Tx, held: readonly Unlogged[]): Promise<readonly Unlogged[]> {
  if (held.length === 0) return [];
  const rows = await tx<{ o: string }[]>`
    select o
    from journal.object
    where o = any (${held.map(({ id }) => id)}::uuid[])
  `;
  const logged = new Set(rows.map(({ o }) => o));
  return held.filter(({ id }) => !logged.has(id));
}

/** The first published answers that the log has never heard of, held. */
export async function holdDecisions(tx: Tx, limit: number): Promise<readonly DecisionId[]> {
  const rows = await tx<{ id: DecisionId }[]>`
    select id
    from decisions.decision
    where id in (
      select id
      from decisions.decision
      where state <> 'draft'
        and not exists (select from journal.object where o = decision.id)
      order by published_at, number
      limit ${limit}
    )
    order by id
    for no key update
  `;
  return rows.map(({ id }) => id);
}

export async function listUnloggedPolls(db: Db): Promise<readonly PollId[]> {
  const rows = await db<{ id: PollId }[]>`
    select id
    from polls.poll
    where published_at is not null
      and not exists (select from journal.object where o = poll.id)
    order by published_at, number
  `;
  return rows.map(({ id }) => id);
}
