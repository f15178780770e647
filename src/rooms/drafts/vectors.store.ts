import type { Sql } from "#platform/db.ts";
import type { KeptVectors } from "#platform/embeddings.ts";

/** Vectors nobody used for this long are forgotten: so are, with them, those of texts that were withdrawn. */
const DAYS_KEPT = 30;
const SLICE = 500;

/** Vectors of one model, kept in the database by the hash of their text. */
export function keptVectors(sql: Sql, model: string): KeptVectors {
  return {
    async find(hashes) {
      const found = new Map<string, Float32Array>();
      for (let from = 0; from < hashes.length; from += SLICE) {
        const rows = await sql<{ hash: string; vector: Uint8Array }[]>`
          update drafts.embedding
          set used_at = now()
          where model = ${model}
            and text_hash = any (${hashes.slice(from, from + SLICE)}::text[])
          returning text_hash as hash, vector
        `;
        for (const { hash, vector } of rows) found.set(hash, numbersOf(vector));
      }
      return found;
    },
    async keep(vectors) {
      const entries = [...vectors];
      await sql`
        insert into drafts.embedding (model, text_hash, vector)
        select ${model}, kept.hash, decode(kept.vector, 'base64')
        from unnest(
          ${entries.map(([hash]) => hash)}::text[],
          ${entries.map(([, vector]) => bytesOf(vector).toString("base64"))}::text[]
        ) as kept (hash, vector)
        on conflict (model, text_hash) do update set vector = excluded.vector, used_at = now()
      `;
    },
  };
}

export async function forgetUnusedVectors(sql: Sql): Promise<void> {
  await sql`delete from drafts.embedding where used_at < now() - make_interval(days => ${DAYS_KEPT})`;
}

function bytesOf(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes;
}

function numbersOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, index) => view.getFloat32(index * 4, true));
}
