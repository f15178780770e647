import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Db, Sql } from "./db.ts";
import { Failure } from "./failure.ts";
import { root } from "./root.ts";

type Migration = { readonly name: string; readonly text: string; readonly checksum: string };

/** Any number nobody else uses: several processes may start at once, one migrates. */
const LOCK = 7_052_566;
export const migrationsFolder = join(root, "db", "migrations");

/** Applies what is missing, in order, one transaction per file; says which. */
export async function migrate(sql: Sql, folder = migrationsFolder): Promise<readonly string[]> {
  const applied: string[] = [];
  for (const migration of await pendingMigrations(sql, folder)) {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCK})`;
      // Another process may have applied it while this one waited for the lock.
      if ((await readApplied(tx)).has(migration.name)) return;
      await tx`set local statement_timeout = 0`;
      await tx.unsafe(migration.text).catch((error: unknown) => Promise.reject(failureOf(migration, error)));
      // After the file, not before: the first one makes the schema.
      await tx`
        create table if not exists platform.migration (
          name text primary key,
          checksum text not null,
          applied_at timestamptz not null default now()
        )`;
      await tx`insert into platform.migration (name, checksum) values (${migration.name}, ${migration.checksum})`;
      applied.push(migration.name);
    });
  }
  return applied;
}

/** What this database lacks. Refuses a file changed after landing, and a database newer than the program. */
export async function pendingMigrations(sql: Db, folder = migrationsFolder): Promise<readonly Migration[]> {
  const files = readMigrations(folder);
  const applied = await readApplied(sql);
  const known = new Set(files.map(({ name }) => name));
  const unknown = [...applied.keys()].sort().find((name) => !known.has(name));
  if (unknown) throw new Failure("migrationUnknown", { name: unknown });
  const changed = files.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (changed) throw new Failure("migrationChanged", { name: changed.name });
  return files.filter(({ name }) => !applied.has(name));
}

/** Names and checksums of what this database has. */
async function readApplied(sql: Db): Promise<ReadonlyMap<string, string>> {
  // Not to_regclass: it may answer from before the wait for the lock (a cached "no such schema").
  const [table] = await sql<{ exists: boolean }[]>`
    select exists (select from pg_tables where schemaname = 'platform' and tablename = 'migration') as exists`;
  if (!table?.exists) return new Map();
  const rows = await sql<{ name: string; checksum: string }[]>`select name, checksum from platform.migration`;
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name));
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return { name, text, checksum: createHash("sha256").update(text).digest("hex") };
  });
}

function failureOf({ name, text }: Migration, error: unknown): unknown {
  const { message, position, code } = error as { message: string; position?: string; code?: string };
  if (code === "53100" || code === "42501") return error;
  const line = position === undefined ? 1 : text.slice(0, Number(position)).split("\n").length;
  return new Failure("migrationFailed", { name, line, message }, error);
}
