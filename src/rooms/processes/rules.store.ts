import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

/** Takes the locks of processes, in one order. */
export async function lockProcesses(tx: Tx, ids: readonly ProcessId[]): Promise<void> {
  await tx`
    select
    from processes.process
    where id = any (${ids as ProcessId[]}::uuid[])
    order by id
    for update
  `;
}

export async function upsertLoggedRules(
  tx: Tx,
  rows: readonly { readonly processId: string; readonly d: Uint8Array }[],
): Promise<void> {
  await tx`
    insert into processes.logged_rules (process_id, d)
    select process_id, decode(d, 'hex')
    from unnest(
      ${rows.map(({ processId }) => processId)}::uuid[],
      ${rows.map(({ d }) => Buffer.from(d).toString("hex"))}::text[]
    ) as row (process_id, d)
    on conflict (process_id) do update
    set d = excluded.d, at = now()
  `;
}
