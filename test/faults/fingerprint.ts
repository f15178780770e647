import type { Sql } from "#platform/db.ts";

/** What changes by being looked at: counters of tries, sessions seen, the revision. */
const RESTLESS = ["platform.rate", "platform.revision", "platform.setting", "platform.migration", "accounts.session"];

export type Fingerprint = ReadonlyMap<string, string>;

async function calmTables(sql: Sql): Promise<readonly string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_schema || '.' || table_name as name
    from information_schema.tables
    where table_type = 'BASE TABLE'
      and table_schema not in ('pg_catalog', 'information_schema', 'pgboss')
    order by name
  `;
  return tables.map(({ name }) => name).filter((name) => !RESTLESS.includes(name));
}

/** A digest of the rows of every table of the product. */
export async function fingerprint(sql: Sql): Promise<Fingerprint> {
  return await digestsOf(sql, await calmTables(sql));
}

async function digestsOf(sql: Sql, names: readonly string[]): Promise<Fingerprint> {
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

/**
 * The same question for thousands of attempts: every row that is written from now on leaves the name of its table, and only
 * those tables are looked at. Gives what tells the tables whose rows differ since it was asked last.
 */
export async function watchRows(sql: Sql): Promise<() => Promise<readonly string[]>> {
  const names = await calmTables(sql);
  await sql.unsafe(`
    create schema watched;
    create table watched.touched (name text not null);
    create function watched.touch() returns trigger language plpgsql as $$
    begin
      insert into watched.touched values (tg_table_schema || '.' || tg_table_name);
      return null;
    end $$;
    ${names
      .map(
        (name) => `
          create trigger zz_rows after insert or update or delete on ${name} for each row execute function watched.touch();
          create trigger zz_all after truncate on ${name} for each statement execute function watched.touch();
        `,
      )
      .join("")}
  `);
  const known = new Map(await digestsOf(sql, names));
  return async () => {
    const touched = await sql<{ name: string }[]>`delete from watched.touched returning name`;
    if (touched.length === 0) return [];
    const now = await digestsOf(sql, [...new Set(touched.map(({ name }) => name))]);
    const changed = changedTables(known, now);
    for (const [name, digest] of now) known.set(name, digest);
    return changed;
  };
}
