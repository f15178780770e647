import type { Db } from "#platform/db.ts";

/** The bytes of a file made from this content; null when it was never made, or was made from another. */
export async function findKeptFile(sql: Db, name: string, content: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await sql<{ bytes: Uint8Array<ArrayBuffer> }[]>`
    select bytes
    from office.file
    where name = ${name}
      and content = ${content}
  `;
  return row?.bytes ?? null;
}

/** What each kept file of editions was made from, by name. */
export async function listKeptContents(sql: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ name: string; content: string }[]>`
    select name, content
    from office.file
    where name like '/%/textes/%/editions/%'
  `;
  return new Map(rows.map(({ name, content }) => [name, content]));
}
