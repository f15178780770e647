import type { Db } from "#platform/db.ts";

export type FileToKeep = {
  readonly name: string;
  readonly content: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
};

/** Takes the place of the file of this name; the same content made twice at once is the same bytes. */
export async function keepFile(sql: Db, { name, content, mediaType, bytes }: FileToKeep): Promise<void> {
  await sql`
    insert into office.file as kept (name, content, media_type, bytes)
    values (${name}, ${content}, ${mediaType}, ${Buffer.from(bytes)})
    on conflict (name) do update
    set content = excluded.content, media_type = excluded.media_type, bytes = excluded.bytes, made_at = now()
    where kept.content <> excluded.content
  `;
}
