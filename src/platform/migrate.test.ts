import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cloneHouseDatabase, makeEmptyDatabase } from "../../test/house-database.ts";
import { connect, type Sql } from "./db.ts";
import { migrate, migrationsFolder, pendingMigrations } from "./migrate.ts";

let folder: string;
let database: Awaited<ReturnType<typeof makeEmptyDatabase>>;
let sql: Sql;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "jalon-migrations-"));
  database = await makeEmptyDatabase();
  sql = connect({ databaseUrl: database.url }, { pool: 4 });
  write("0001_platform_first.sql", "create schema platform;\ncreate table platform.one (n int);");
  write("0002_platform_second.sql", "insert into platform.one values (1);");
});
afterEach(async () => {
  await sql.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

test("applies each file once, in order, also when two processes start at once", async () => {
  const applied = await Promise.all([migrate(sql, folder), migrate(sql, folder)]);
  expect(applied.flat().sort()).toEqual(["0001_platform_first.sql", "0002_platform_second.sql"]);
  expect(await sql`select n from platform.one`).toEqual([{ n: 1 }]);
  expect(await migrate(sql, folder)).toEqual([]);
});

test("a file that fails changes nothing, and its line is said", async () => {
  write("0002_platform_second.sql", "insert into platform.one values (2);\n\nselect wrong;\n");
  await expect(migrate(sql, folder)).rejects.toMatchObject({
    kind: "migrationFailed",
    message: expect.stringMatching(/0002_platform_second\.sql failed at line 3 .*"wrong"/),
  });
  expect(await sql`select n from platform.one`).toEqual([]);
  expect((await pendingMigrations(sql, folder)).map(({ name }) => name)).toEqual(["0002_platform_second.sql"]);
});

test("refuses a landed file that changed", async () => {
  await migrate(sql, folder);
  write("0001_platform_first.sql", "create schema platform; -- better");
  await expect(migrate(sql, folder)).rejects.toMatchObject({ kind: "migrationChanged" });
});

test("refuses a database written by a newer version", async () => {
  write("0003_platform_third.sql", "select 1;");
  await migrate(sql, folder);
  rmSync(join(folder, "0003_platform_third.sql"));
  await expect(migrate(sql, folder)).rejects.toMatchObject({ kind: "migrationUnknown" });
});

test("the template that tests clone has every migration of the house", async () => {
  const clone = await cloneHouseDatabase();
  const cloned = connect({ databaseUrl: clone.url }, { pool: 1 });
  expect(await pendingMigrations(cloned, migrationsFolder)).toEqual([]);
  await cloned.end();
  await clone.drop();
});
