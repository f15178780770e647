import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cloneHouseDatabase } from "../../test/house-database.ts";
import { connect } from "./db.ts";
import { root } from "./root.ts";
import { dumpSchema } from "./schema-dump.ts";

test("db/schema.sql is what the migrations make (npm run schema writes it)", async () => {
  const database = await cloneHouseDatabase();
  const sql = connect({ databaseUrl: database.url }, { pool: 1 });
  const dumped = await dumpSchema(sql);
  expect(dumped).toBe(readFileSync(join(root, "db", "schema.sql"), "utf8"));
  await sql`create table platform.forgotten (n int)`;
  expect(await dumpSchema(sql)).not.toBe(dumped);
  await sql.end();
  await database.drop();
});
