import type { Tx } from "#platform/db.ts";

export type DocumentRow = { readonly d: Uint8Array; readonly content: string; readonly processId: string };

/** The same text twice is kept once. */
export async function insertDocuments(tx: Tx, rows: readonly DocumentRow[]): Promise<void> {
  await tx`
    insert into journal.document (d, content, process_id)
    select decode(d, 'hex'), content, process_id
    from unnest(
      ${rows.map(({ d }) => Buffer.from(d).toString("hex"))}::text[],
      ${rows.map(({ content }) => content)}::text[],
      ${rows.map(({ processId }) => processId)}::uuid[]
    ) as row (d, content, process_id)
    on conflict (d) do nothing
  `;
}
