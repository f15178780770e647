import type { Sql } from "#platform/db.ts";

/** What changes by being looked at: counters of tries, sessions seen, the revision. */
const RESTLESS = ["platform.rate", "platform.revision", "platform.setting", "platform.migration", "accounts.session"];

export type Fingerprint = ReadonlyMap<string, string>;

/** A digest of the rows of every table of the product. */
export async function fingerprint(sql: Sql): Promise<Fingerprint> {
  const tables = await sql<{ name: string }[]>`
    select table_schema || '.' || table_name as name
    from information_schema.tables
    where table_type = 'BASE TABLE'
      and table_schema not in ('pg_catalog', 'information_schema', 'pgboss')
    order by name
  `;
  const names = tables.map(({ name }) => name).filter((name) => !RESTLESS.includes(name));
  const digests = names.map(
    (name) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${name} as t`,
  );
  const rows = await sql.unsafe<{ name: string; digest: string }[]>(digests.join(" union all "));
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

/** Names of the tables whose rows differ. */
export function changedTables(before: Fingerprint, after: Fingerprint): readonly string[] {
  return [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name);
}
