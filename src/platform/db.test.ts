import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClonedDatabase, cloneHouseDatabase } from "../../test/house-database.ts";
import { connect, isPassing, type Sql, whereIs } from "./db.ts";

let database: ClonedDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await cloneHouseDatabase();
  sql = connect({ databaseUrl: database.url }, { pool: 1, statementTimeout: 100 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

test("int8 comes as a number, times as dates", async () => {
  const [row] = await sql`select 9007199254740991::bigint as big, array[1::bigint] as list, now() as at`;
  expect(row).toEqual({ big: 9007199254740991, list: [1], at: expect.any(Date) });
});

test("an int8 that a number cannot hold is refused, not rounded", async () => {
  await expect(sql`select 9007199254740993::bigint`).rejects.toThrow(/not exact/);
});

test("a statement that takes too long is given up", async () => {
  await expect(sql`select pg_sleep(5)`).rejects.toMatchObject({ code: "57014" });
});

test("an address is shown without its password", () => {
  expect(whereIs("postgres://u:secret@db.example.org/d")).toBe("db.example.org:5432/d");
  expect(whereIs("postgres://u@/d?host=/run/postgresql")).toBe("/run/postgresql:5432/d");
});

test("a network that is gone is passing, by whatever name; a mistake of ours is not", () => {
  const named = (code: string): boolean => isPassing(Object.assign(new Error(code), { code }));
  expect(
    ["ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "CONNECTION_CLOSED", "57P01"].filter((code) => !named(code)),
  ).toEqual([]);
  expect(["23505", "42P01", "UNDEFINED_VALUE", "ERR_INVALID_ARG_TYPE"].filter(named)).toEqual([]);
});
