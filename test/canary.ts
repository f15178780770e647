import type { Sql } from "#platform/db.ts";

/** Words that nobody would write: what is searched for after an erasure. */
export const DATA_RIGHTS_CANARIES = {
  words: "kanariksanglot",
  name: "Zephirine Kanarikova",
  email: "zephirine@kanarik.example",
} as const;

/** Every column of every table that can hold words, as `schema.table.column`, where one of these stands. */
export async function findCanary(sql: Sql, canaries: readonly string[]): Promise<readonly string[]> {
  const columns = await sql<{ schema: string; table: string; column: string; type: string }[]>`
    select table_schema as schema, table_name as table, column_name as column, udt_name as type
    from information_schema.columns
    join information_schema.tables using (table_catalog, table_schema, table_name)
    where table_type = 'BASE TABLE'
      and table_schema not in ('pg_catalog', 'information_schema')
      and udt_name in ('text', 'varchar', 'json', 'jsonb', 'bytea', 'tsvector', '_text', '_jsonb', 'name', 'bpchar')
    order by table_schema, table_name, column_name
  `;
  const found: string[] = [];
  for (const { schema, table, column, type } of columns) {
    // stems keep the first letters of a word
    const needles = canaries.map((canary) => canary.slice(0, 12).toLowerCase());
    const [row] = await sql<{ found: boolean }[]>`
      select exists (
        select
        from ${sql(schema)}.${sql(table)} as held
        cross join unnest(${needles}::text[]) as needle (word)
        where strpos(
          lower(${type === "bytea" ? sql`encode(held.${sql(column)}, 'escape')` : sql`held.${sql(column)}::text`}), needle.word
        ) > 0
      ) as found
    `;
    if (row?.found) found.push(`${schema}.${table}.${column}`);
  }
  return found;
}
